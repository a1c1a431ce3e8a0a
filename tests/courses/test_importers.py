"""Content files become pages and rows once; what editors change is theirs."""

import shutil

import pytest
from django.db import transaction

from core.formats import front_matter
from core.translations import ContentMismatch
from courses import importers
from courses.models import (
    CoursePage,
    CurriculumVersion,
    GlossaryTerm,
    LessonPage,
    Track,
)
from quizzes.models import QuizPage
from tests.factories import content


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, django_db_setup, django_db_blocker):
    """A content folder with one course of one lesson, loaded for all tests here."""
    folder = tmp_path_factory.mktemp("content")
    content.make_content(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        content.load(folder)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def folder(loaded, db, tmp_path):
    """The same folder, to be changed by one test."""
    return shutil.copytree(loaded, tmp_path / "content")


@pytest.fixture
def lesson_folder(folder):
    return folder / "courses" / content.COURSE / content.LESSON


def lesson(code="kk"):
    return LessonPage.objects.get(locale__language_code=code)


def snapshot():
    """Everything that loading could change, in plain values."""
    pages = {
        (
            page.pk,
            page.path,
            page.title,
            page.latest_revision_id,
            page.last_published_at,
        )
        for model in (CoursePage, LessonPage, QuizPage)
        for page in model.objects.all()
    }
    rows = {str(row.__dict__ | {"_state": None}) for row in Track.objects.all()}
    terms = set(GlossaryTerm.objects.values_list("key", "term_kk", "definition_ru"))
    return pages, rows, terms, CurriculumVersion.objects.count()


def test_a_lesson_stands_translated_in_every_language(folder):
    for code in ("kk", "ru", "en"):
        page = lesson(code)
        assert (page.live, page.alias_of_id) == (True, None)
        assert page.slug == content.LESSON

    titles = {lesson(code).title for code in ("kk", "ru", "en")}
    assert len(titles) == 3


def test_loading_again_changes_nothing(folder):
    before = snapshot()

    content.load(folder)

    assert snapshot() == before


def test_identifiers_are_the_same_on_every_site():
    assert importers.key_for("lesson", "A2.2") == importers.key_for("lesson", "A2.2")
    assert importers.key_for("lesson", "A2.2") != importers.key_for("course", "A2.2")


def test_an_editor_s_text_is_not_overwritten(folder):
    page = lesson()
    page.title = "Редактор атауы"
    page.save_revision().publish()

    content.load(folder)

    assert lesson().title == "Редактор атауы"


def test_a_changed_file_is_loaded_into_the_same_page(folder, lesson_folder):
    before = lesson("ru")
    path = lesson_folder / "ru.md"
    path.write_text(path.read_text().replace(before.title, "Другое название"))

    content.load(folder)

    after = lesson("ru")
    assert (after.pk, after.title) == (before.pk, "Другое название")
    assert lesson("kk").title != "Другое название"


def test_a_new_paragraph_in_all_languages_is_loaded(folder, lesson_folder):
    for code in ("kk", "ru", "en"):
        path = lesson_folder / f"{code}.md"
        path.write_text(f"{path.read_text()}\n## New {code}\n\nText {code}.\n")

    content.load(folder)

    for code in ("kk", "ru", "en"):
        assert str(lesson(code).body[-2].value) == f"New {code}"


def test_languages_of_different_shape_are_refused_whole(folder, lesson_folder):
    path = lesson_folder / "ru.md"
    path.write_text(f"{path.read_text()}\n## Лишнее\n")
    before = snapshot()

    with pytest.raises(ContentMismatch):
        content.load(folder)

    assert snapshot()[0] == before[0]


def test_check_yourself_questions_come_from_the_file_of_questions(
    folder, lesson_folder
):
    questions = front_matter.load((lesson_folder / "questions.yaml").read_text())
    by_id = {each["id"]: each for each in questions["questions"]}

    found = [block for block in lesson("ru").body if block.block_type == "question"]

    assert found
    for block in found:
        question = by_id[block.value["ref"]]
        assert block.value["prompt"] == question["prompt"]["ru"]
        assert [c["is_correct"] for c in block.value["choices"]] == [
            choice["correct"] for choice in question["choices"]
        ]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Track, {"title_kk": "Редактор атауы", "order": 9}),
        (GlossaryTerm, {"definition_ru": "Слова редактора"}),
    ],
)
def test_an_editor_s_track_or_term_is_not_overwritten(folder, model, change):
    row = model.objects.first()
    model.objects.filter(pk=row.pk).update(**change)
    path = folder / ("tracks.yaml" if model is Track else "glossary.yaml")
    path.write_text(path.read_text() + "# a remark\n")

    content.load(folder)

    row.refresh_from_db()
    assert {name: getattr(row, name) for name in change} == change


def test_a_changed_row_of_a_file_is_loaded(folder):
    path = folder / "glossary.yaml"
    rows = front_matter.load(path.read_text())
    rows[0]["term"]["en"] = "another word"
    path.write_text(front_matter.dump(rows))

    content.load(folder)

    assert GlossaryTerm.objects.get(key=rows[0]["key"]).term_en == "another word"


def test_tracks_stand_in_the_order_of_their_file(folder):
    rows = front_matter.load((folder / "tracks.yaml").read_text())

    assert [track.key for track in Track.objects.all()] == [row["key"] for row in rows]


def test_a_changed_course_is_loaded_into_the_same_page(folder):
    path = folder / "courses" / content.COURSE / "course.yaml"
    data = front_matter.load(path.read_text())
    data["title"]["en"] = "Another title"
    path.write_text(front_matter.dump(data))
    before = CoursePage.objects.count()

    content.load(folder)

    course = CoursePage.objects.get(locale__language_code="en")
    assert course.title == "Another title"
    assert CoursePage.objects.count() == before


def test_a_lesson_put_before_another_takes_its_place(folder, lesson_folder):
    course = folder / "courses" / content.COURSE
    shutil.copytree(lesson_folder, course / "a2-9-first")
    for path in (course / "a2-9-first").iterdir():
        path.write_text(
            path.read_text().replace("A2.2", "A2.9").replace("a2-2-", "a2-9-")
        )
    data = front_matter.load((course / "course.yaml").read_text())
    data["lessons"].insert(0, "a2-9-first")
    (course / "course.yaml").write_text(front_matter.dump(data))

    content.load(folder)

    for code in ("kk", "ru", "en"):
        page = CoursePage.objects.get(locale__language_code=code)
        keys = [p.slug for p in page.get_children()]
        assert keys[0] == "a2-9-first"
        assert keys[1] == "a2-9-first-quiz"


def test_an_order_that_an_editor_chose_stays(folder, lesson_folder):
    page = CoursePage.objects.get(locale__language_code="kk")
    lesson = page.get_children().first()
    lesson.move(page, pos="last-child")

    content.load(folder)

    assert page.get_children().last() == lesson
