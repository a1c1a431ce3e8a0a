"""What a backup says of files that a bucket keeps."""

import pytest
from django.core.management import call_command

from core import backups

BUCKET = {"BACKEND": "core.bucket.BucketStorage", "OPTIONS": {"bucket_name": "qadam"}}


@pytest.fixture
def local_archive(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "one.txt").write_text("one")
    call_command("backup", tmp_path / "local.tar.gz")
    return tmp_path / "local.tar.gz"


@pytest.fixture
def in_bucket(local_archive, settings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings.STORAGES = {**settings.STORAGES, "default": BUCKET, "private": BUCKET}


def test_files_in_a_bucket_have_no_folder(in_bucket):
    assert backups.folders() == {}
    assert backups.elsewhere() == ["media", "private"]


def test_backup_says_what_it_leaves_to_the_bucket(in_bucket, tmp_path, capsys):
    call_command("backup", tmp_path / "qadam.tar.gz")

    said = capsys.readouterr().out
    assert "Not in it: media files." in said
    assert "Not in it: private files." in said


def test_restore_touches_no_folder_when_a_bucket_keeps_the_files(
    in_bucket, local_archive, tmp_path, capsys
):
    call_command("restore", local_archive)

    assert (tmp_path / "media" / "one.txt").read_text() == "one"
    said = capsys.readouterr().out
    assert "Media files: in the archive, not put back" in said


def test_backup_of_folders_mentions_no_bucket(local_archive, capsys):
    assert "Not in it" not in capsys.readouterr().out
