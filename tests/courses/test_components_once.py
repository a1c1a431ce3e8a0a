"""A lesson is rendered once for each revision; a change shows at once."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from core.routing import pages_at
from courses.components import lesson_for
from courses.importers import keep_review
from courses.models import GlossaryTerm, LessonPage
from tests.counting import Counted
from tests.factories import courses as make


@pytest.fixture
def term(db):
    return make.make_term("pin", definition_kk="Құпия сан.")


@pytest.fixture
def lesson(term):
    return make.make_lesson(body=[make.block("term", {"term": term.pk})])


def _at_address(page, language: str = "kk"):
    """The page as a view gets it."""
    return pages_at(page.url_path.split("/", 2)[2], language).get()


def _read(page, language: str = "kk"):
    return lesson_for(_at_address(page, language))


def _html(page, language: str = "kk") -> str:
    return "".join(part.html for part in _read(page, language).parts)


def test_second_reader_finds_it_rendered(lesson, term):
    _read(lesson)
    GlossaryTerm.objects.filter(pk=term.pk).update(definition_kk="unseen, unsaid")
    page = _at_address(lesson)

    with Counted() as counted:
        again = lesson_for(page)

    assert len(counted) == 0, counted.told()
    assert "Құпия сан." in again.parts[0].html


@pytest.mark.parametrize("language", ["ru", "en"])
def test_stand_in_shares_the_copy_of_its_source(lesson, term, language):
    source = _read(lesson)
    GlossaryTerm.objects.filter(pk=term.pk).update(definition_kk="unseen, unsaid")

    stand_in = _at_address(lesson, language)
    with Counted() as counted:
        shared = lesson_for(stand_in)

    assert len(counted) == 0, counted.told()
    assert shared == source
    assert shared.language == "kk"


def test_translation_has_a_copy_of_its_own(lesson, django_capture_on_commit_callbacks):
    _read(lesson)
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(lesson, "ru")

    assert "definition ru of pin" in _html(lesson, "ru")
    assert "Құпия сан." in _html(lesson)


def test_published_edit_shows_at_once(lesson):
    _read(lesson)

    page = LessonPage.objects.get(pk=lesson.pk)
    page.body = [make.paragraph("Жаңа мәтін.")]
    page.save_revision().publish()

    assert "Жаңа мәтін." in _html(lesson)
    assert "Жаңа мәтін." in _html(lesson, "ru")


def test_changed_term_shows_at_once(lesson, term):
    _read(lesson)

    term.definition_kk = "Төрт таңбалы сан."
    term.save()

    assert "Төрт таңбалы сан." in _html(lesson)


def test_recorded_check_shows_at_once(lesson):
    assert not _read(lesson).is_checked

    checked = {"language_checked_by": "A. Omarova", "facts_checked_by": "B. Serik"}
    keep_review(lesson.translation_key, "kk", checked, lesson.text_digest)

    assert _read(lesson).is_checked


def test_changed_document_shows_at_once(db):
    document = Document.objects.create(title="Plan", file=ContentFile(b"one", "a.pdf"))
    body = [make.block("download", {"document": document.pk, "title": "Жоспар"})]
    lesson = make.make_lesson(body=body)
    before = _html(lesson)

    document.file = ContentFile(b"another", "another.csv")
    document.save()

    assert "PDF" in before
    assert "CSV" in _html(lesson)


def test_moved_page_is_linked_at_its_new_address(
    db, django_capture_on_commit_callbacks
):
    course = make.make_course()
    target = make.make_lesson(course, slug="old-name")
    link = f'<a linktype="page" id="{target.pk}">мұнда</a>'
    lesson = make.make_lesson(course, body=[make.paragraph(link)])
    before = _html(lesson)

    page = LessonPage.objects.get(pk=target.pk)
    page.slug = "new-name"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert "/old-name/" in before
    assert "/new-name/" in _html(lesson)


def test_nothing_is_kept_while_templates_are_written(lesson, term, settings):
    settings.DEBUG = True
    _read(lesson)
    GlossaryTerm.objects.filter(pk=term.pk).update(definition_kk="At once.")

    assert "At once." in _html(lesson)


def test_nothing_personal_is_in_the_copy(client, db):
    lesson = make.make_lesson(body=[make.checklist("one"), make.check_question("q")])
    person = make.make_person(first_name="Canary", username="canary-name")
    client.force_login(person)
    client.get(lesson.url)

    copy = repr(_read(lesson))

    assert "canary" not in copy.lower()
    assert "csrf" not in copy.lower()
    assert "why right" not in copy
