"""The commands that fill and empty a site."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page, Revision

from accounts.models import Person
from certificates.models import Certificate
from core.models import ContentStamp
from courses.models import Completion, CurriculumVersion, Enrolment
from lms.demo.people import PASSWORD, PEOPLE
from quizzes.models import Attempt

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180, func_only=True)]


class Silence:
    def write(self, text): ...

    def flush(self): ...


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Everything that ships, loaded once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content", stdout=Silence())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(loaded, db, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


def files_below(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in found
        if path.name not in {"README.md", "LICENSE"}
    }


def pages():
    return list(
        Page.objects.order_by("path").values_list(
            "path", "title", "url_path", "live", "latest_revision_id"
        )
    )


# --- Content -------------------------------------------------------------------


def test_what_was_loaded_is_exported_byte_for_byte(site, tmp_path, content_dir):
    call_command("export_content", tmp_path / "out")

    written, shipped = files_below(tmp_path / "out"), files_below(content_dir)
    assert sorted(written) == sorted(shipped)
    for name, text in shipped.items():
        assert written[name] == text, name


def test_loading_again_changes_nothing(site):
    before = pages()
    counts = [model.objects.count() for model in (Revision, CurriculumVersion)]
    stamps = list(ContentStamp.objects.values_list("name", "digest"))

    call_command("load_content", stdout=Silence())

    assert pages() == before
    assert counts == [model.objects.count() for model in (Revision, CurriculumVersion)]
    assert list(ContentStamp.objects.values_list("name", "digest")) == stamps


def test_what_was_exported_can_be_loaded(site, tmp_path):
    call_command("export_content", tmp_path)
    before = pages()

    call_command("load_content", tmp_path, stdout=Silence())

    assert pages() == before


def test_every_page_is_there_in_every_language_without_stand_ins(site):
    for page in Page.objects.filter(depth__gte=2):
        assert page.alias_of_id is None, page.title
        assert page.get_translations().count() == 2, page.title


# --- The demo -------------------------------------------------------------------


@pytest.fixture
def demo(site, settings, django_capture_on_commit_callbacks):
    settings.LMS_DEMO = True
    with django_capture_on_commit_callbacks(execute=True):
        call_command("seed_demo", stdout=Silence())


def learning():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Person, Enrolment, Completion, Attempt, Certificate)
    ]


def test_the_demo_has_a_person_for_each_role(demo, settings):
    rows = json.loads((settings.VAR_DIR / "demo.json").read_text())

    assert [row["sign_in"] for row in rows] == [person.sign_in for person in PEOPLE]
    for row in rows:
        person = Person.objects.get(username=row["sign_in"])
        assert person.check_password(PASSWORD)
        groups = list(person.groups.values_list("name", flat=True))
        assert groups == (
            [] if row["role"] in {"resident", "official"} else [row["role"]]
        )


def test_the_demo_has_learning_behind_it(demo):
    aigul = Person.objects.get(username="aigul")

    assert aigul.enrolments.filter(status="completed").exists()
    assert aigul.enrolments.filter(status="active").exists()
    assert aigul.attempts.filter(state="graded").exists()
    assert Certificate.objects.filter(person=aigul).count() == 1


def test_a_second_demo_changes_nothing(demo):
    before = learning()

    call_command("seed_demo", stdout=Silence())

    assert learning() == before


def test_no_demo_where_none_is_allowed(site, settings):
    settings.LMS_DEMO = False

    with pytest.raises(CommandError, match="LMS_DEMO is off"):
        call_command("seed_demo")

    assert not Person.objects.exists()


# --- Starting anew ---------------------------------------------------------------


@pytest.fixture
def var(settings, tmp_path):
    """A data folder with a little of everything."""
    settings.VAR_DIR = tmp_path / "var"
    settings.LMS_DEMO = True
    for name in ("media", "private", "backups", "static"):
        (settings.VAR_DIR / name).mkdir(parents=True)
        (settings.VAR_DIR / name / "file").touch()
    for name in ("db.sqlite3", "db.sqlite3-wal", "secret_key", "bench.json"):
        (settings.VAR_DIR / name).touch()
    return settings.VAR_DIR


def test_reset_empties_the_data_folder_but_keeps_backups(var):
    call_command("reset", stdout=Silence())

    kept = {path.name for path in var.iterdir()}
    assert kept == {"backups", "secret_key", "bench.json"}
    assert (var / "backups" / "file").exists()


def test_reset_is_refused_where_no_demo_is_allowed(var, settings):
    settings.LMS_DEMO = False

    with pytest.raises(CommandError, match="LMS_DEMO"):
        call_command("reset")

    assert (var / "db.sqlite3").exists()


def test_resetting_nothing_does_nothing(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "none"
    settings.LMS_DEMO = True

    call_command("reset")

    assert not settings.VAR_DIR.exists()


# --- Catalogues ------------------------------------------------------------------


def test_catalogues_are_compiled_when_they_changed(settings, tmp_path, capsys):
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"'
    entry = 'msgid "Step"\nmsgstr "Шаг"'
    (folder / "django.po").write_text(f"{header}\n\n{entry}\n")
    settings.LOCALE_PATHS = [tmp_path]

    for _time in range(2):
        call_command("compile_catalogues")

    assert "Шаг".encode() in (folder / "django.mo").read_bytes()
    assert capsys.readouterr().out.splitlines() == [
        "1 catalogues compiled",
        "0 catalogues compiled",
    ]
