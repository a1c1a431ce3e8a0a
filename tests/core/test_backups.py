"""Backing up and putting back: the database and all files, or nothing at all."""

import gzip
import io
import tarfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from core import backups
from core.management.commands import backup, restore
from core.models import ContentStamp, WorkerHeartbeat

FILES = {"media": "images/steppe.txt", "private": "certificates/one.pdf"}


@pytest.fixture
def places(settings, tmp_path):
    """Folders of files with one file in each."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    private = {**settings.STORAGES["private"]}
    private["OPTIONS"] = {"location": str(tmp_path / "private")}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    for name, path in backups.folders().items():
        (path / FILES[name]).parent.mkdir(parents=True)
        (path / FILES[name]).write_text(f"first {name}")
    return backups.folders()


@pytest.fixture
def archive(transactional_db, places, tmp_path):
    ContentStamp.objects.create(name="kept", digest="d")
    path = tmp_path / "backups" / "qadam.tar.gz"
    call_command("backup", path)
    return path


def change_everything(places):
    ContentStamp.objects.create(name="added later", digest="d")
    ContentStamp.objects.filter(name="kept").delete()
    for name, path in places.items():
        (path / FILES[name]).write_text("second")
        (path / "added-later.txt").write_text("second")


def names():
    return list(ContentStamp.objects.values_list("name", flat=True))


def files_in(path: Path):
    found = (each for each in path.rglob("*") if each.is_file())
    return {str(each.relative_to(path)): each.read_text() for each in found}


def test_what_was_backed_up_comes_back_and_nothing_else(archive, places):
    change_everything(places)

    call_command("restore", archive)

    assert names() == ["kept"]
    for name, path in places.items():
        assert files_in(path) == {FILES[name]: f"first {name}"}


def test_a_backup_does_not_disturb_what_is_there(archive, places):
    assert names() == ["kept"]
    assert files_in(places["media"]) == {FILES["media"]: "first media"}


def test_a_backup_without_a_name_lands_in_the_data_folder(
    transactional_db, settings, tmp_path, capsys
):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "no-media")

    call_command("backup")

    (found,) = (tmp_path / "backups").iterdir()
    assert capsys.readouterr().out == f"Backed up to {found}\n"


def test_folders_that_a_backup_lacks_are_left_alone(
    transactional_db, settings, tmp_path, places
):
    settings.MEDIA_ROOT = str(tmp_path / "none-yet")
    call_command("backup", tmp_path / "qadam.tar.gz")
    settings.MEDIA_ROOT = str(tmp_path / "media")

    call_command("restore", tmp_path / "qadam.tar.gz")

    assert files_in(places["media"]) == {FILES["media"]: "first media"}


# --- Refusals --------------------------------------------------------------------


def flipped(path: Path, at: int) -> Path:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)
    return path


def assert_refused(archive, match, places):
    change_everything(places)

    with pytest.raises(CommandError, match=match):
        call_command("restore", archive)

    assert names() == ["added later"]
    assert files_in(places["media"])[FILES["media"]] == "second"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_one_flipped_bit_is_noticed(archive, places, share):
    size = archive.stat().st_size

    assert_refused(flipped(archive, int(size * share)), "damaged", places)


def test_a_half_copied_archive_is_refused(archive, places):
    archive.write_bytes(archive.read_bytes()[:-2000])

    assert_refused(archive, "damaged", places)


@pytest.mark.parametrize(
    "content",
    [b"", b"a letter home", gzip.compress(b"x", mtime=0)],
    ids=["empty", "text", "gzip"],
)
def test_what_is_no_archive_is_refused(archive, places, content):
    archive.write_bytes(content)

    assert_refused(archive, "damaged|holds no", places)


def test_an_archive_without_a_database_is_refused(archive, places):
    with tarfile.open(archive, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("media"))

    assert_refused(archive, "The archive holds no", places)


def test_a_missing_archive_is_named(transactional_db, tmp_path):
    with pytest.raises(CommandError, match=r"There is no file .*none\.tar\.gz"):
        call_command("restore", tmp_path / "none.tar.gz")


def test_nothing_is_restored_under_a_running_worker(archive, places):
    WorkerHeartbeat.objects.create(name="here", beat_at=timezone.now())

    assert_refused(archive, "stop the server first", places)


def test_a_restore_goes_ahead_where_no_database_is_yet(monkeypatch):
    def gone(**kwargs):
        raise DatabaseError("no such table")

    monkeypatch.setattr(WorkerHeartbeat.objects, "filter", gone)

    assert restore._is_running() is False


def test_a_damaged_sqlite_database_is_refused(tmp_path):
    path = tmp_path / "db.sqlite3"
    path.write_bytes(b"SQLite format 3\0" + b"nonsense" * 200)

    with pytest.raises(CommandError, match="The database in the archive is damaged"):
        restore._check(path)


def test_an_archive_that_reaches_outside_its_folder_is_refused(archive, places):
    with tarfile.open(archive, "w:gz") as tar:
        info = tarfile.TarInfo("../outside.txt")
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))

    assert_refused(archive, "damaged", places)
    assert not (archive.parent / "outside.txt").exists()


# --- PostgreSQL --------------------------------------------------------------------


def test_the_tools_find_the_server_by_the_connection():
    found = backups.postgres_environment(
        {
            "host": "/run/postgres",
            "port": 5432,
            "user": "qadam",
            "password": "p",
            "sslmode": "require",
            "dbname": "lms",
            "client_encoding": "UTF8",
        }
    )

    expected = {
        "PGHOST": "/run/postgres",
        "PGPORT": "5432",
        "PGUSER": "qadam",
        "PGPASSWORD": "p",
        "PGSSLMODE": "require",
    }
    assert expected.items() <= found.items()
    assert "client_encoding" not in found


def test_what_the_connection_leaves_out_is_left_to_the_environment(monkeypatch):
    monkeypatch.setenv("PGHOST", "from-outside")

    found = backups.postgres_environment({"host": "", "dbname": "lms"})

    assert found["PGHOST"] == "from-outside"


@pytest.fixture
def on_postgres(monkeypatch, places):
    """As if the database were PostgreSQL; its tools are not installed."""
    server = SimpleNamespace(
        vendor="postgresql",
        close=lambda: None,
        get_connection_params=lambda: {"dbname": "lms"},
    )
    for command in (backup, restore):
        monkeypatch.setattr(command, "connection", server)
    monkeypatch.setattr("shutil.which", lambda name: None)


@pytest.fixture
def dump(tmp_path):
    (tmp_path / backups.DUMP_NAME).touch()
    return tmp_path


def fake_tools(monkeypatch, returncode):
    """Stand in for PostgreSQL's tools; return what they were called with."""
    called = []

    def run(command, **kwargs):
        called.append(command)
        if "--format=custom" in command and not returncode:
            Path(command[2].partition("=")[2]).touch()
        return SimpleNamespace(returncode=returncode)

    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", run)
    return called


def test_a_missing_client_is_named(on_postgres, dump):
    with pytest.raises(CommandError, match="pg_dump is missing"):
        call_command("backup", dump / "qadam.tar.gz")
    with pytest.raises(CommandError, match="pg_restore is missing"):
        restore.Command()._restore_database(dump)


def test_the_tools_are_told_the_database(on_postgres, monkeypatch, dump):
    called = fake_tools(monkeypatch, 0)

    call_command("backup", dump / "qadam.tar.gz")
    restore.Command()._restore_database(dump)

    (dumping, *_more), restoring = called
    assert dumping == "/usr/bin/pg_dump"
    assert called[0][-1] == "lms"
    assert {"--clean", "--single-transaction", "--dbname=lms"} <= set(restoring)


def test_a_tool_that_fails_is_told(on_postgres, monkeypatch, dump):
    fake_tools(monkeypatch, 1)

    with pytest.raises(CommandError, match="pg_dump failed"):
        call_command("backup", dump / "qadam.tar.gz")
    with pytest.raises(CommandError, match="pg_restore failed, nothing was changed"):
        restore.Command()._restore_database(dump)


def test_an_archive_of_the_other_database_is_refused(on_postgres, tmp_path):
    with pytest.raises(CommandError, match="holds no PostgreSQL database"):
        restore.Command()._restore_database(tmp_path)
