"""The demo on a site whose content is not the one that ships."""

from pathlib import Path

from django.conf import settings as project
from django.core.management import call_command

from accounts.models import Person
from courses.models import Enrolment
from lms.demo.people import PEOPLE
from tests.factories import content


def make_empty(folder: Path) -> Path:
    """A content folder without courses, news and pages."""
    for name in ("courses", "news", "pages"):
        (folder / name).mkdir(parents=True)
    for name in (
        "regions.yaml",
        "tracks.yaml",
        "glossary.yaml",
        "site.yaml",
        "values.yaml",
    ):
        text = (Path(project.LMS_CONTENT_DIR) / name).read_text()
        (folder / name).write_text(text)
    return folder


def test_a_demo_without_its_courses_still_has_its_people(
    db, settings, tmp_path, capsys
):
    settings.VAR_DIR = tmp_path / "var"
    settings.LMS_DEMO = True
    content.load(make_empty(tmp_path / "content"))

    call_command("seed_demo")

    assert capsys.readouterr().out == f"  {len(PEOPLE)} demo people\n"
    assert Person.objects.count() == len(PEOPLE)
    assert not Enrolment.objects.exists()
