"""The export says plainly what content files cannot hold; nothing goes in silence."""

import pytest
from django.core.management import call_command

from home.models import ContentPage, NewsIndexPage
from tests.factories import content, courses as make
from tests.factories.quizzes import choice_question, make_quiz


@pytest.fixture
def course(db):
    home = make.make_home()
    make.published(
        home, NewsIndexPage(title="Жаңалықтар", slug="news", locale=home.locale)
    )
    return make.make_course(home)


def _named(tmp_path, capsys) -> list[str]:
    """Return what the export says it leaves out, stand-ins aside."""
    call_command("export_content", tmp_path)
    lines = capsys.readouterr().err.splitlines()
    return [line for line in lines if "not translated into" not in line]


def _quiz_of(lesson, parent, refs=("q1",)):
    questions = [choice_question(ref, ["a"], ["b"]) for ref in refs]
    for question in questions:
        question["value"]["ref"] = question["id"]
    return make_quiz(parent, questions, slug=f"{lesson.slug}-quiz")


def test_a_module_is_named_and_its_lessons_are_written(course, tmp_path, capsys):
    module = make.make_module(course, title="Негіз")
    lesson = make.make_lesson(module, slug="in-module")
    _quiz_of(lesson, module)

    assert _named(tmp_path, capsys) == [
        f"{course.slug}: the module 'Негіз' has no text form; its lessons are written "
        "as lessons of the course."
    ]
    folder = tmp_path / "courses" / f"-{course.slug}" / "in-module"
    assert {path.name for path in folder.iterdir()} == {
        "kk.md",
        "ru.md",
        "en.md",
        "questions.yaml",
    }


def test_a_quiz_of_no_lesson_is_named(course, tmp_path, capsys):
    make_quiz(course, slug="final")

    (said,) = _named(tmp_path, capsys)

    assert said.startswith(f"{course.slug}: the quiz 'final' belongs to no lesson")


def test_a_lesson_without_quiz_and_a_block_without_form_are_named(
    course, tmp_path, capsys
):
    term = make.make_term()
    body = [make.heading("А"), make.block("term", {"term": term.pk})]
    make.make_lesson(course, slug="alone", body=body)

    block, quiz = _named(tmp_path, capsys)

    assert block == "alone: a block 'term' has no text form."
    assert quiz.startswith("alone: it has no quiz 'alone-quiz'")


def test_a_question_that_is_only_in_the_lesson_is_named(course, tmp_path, capsys):
    lesson = make.make_lesson(course, slug="l", body=[make.check_question("only")])
    _quiz_of(lesson, course)

    assert _named(tmp_path, capsys) == [
        "l: the question 'only' is not in its quiz and has no text form."
    ]


def test_a_page_below_a_page_and_a_block_in_it_are_named(course, tmp_path, capsys):
    home = make.make_home()
    body = [make.block("download", {"document": None, "title": "T"})]
    about = make.published(
        home, ContentPage(title="А", slug="about", locale=home.locale)
    )
    make.published(
        about, ContentPage(title="Б", slug="team", body=body, locale=home.locale)
    )

    assert _named(tmp_path, capsys) == [
        "team: a block 'download' has no text form.",
        "team: its place below 'about' has no text form.",
    ]


def test_a_stand_in_is_named(course, tmp_path, capsys):
    call_command("export_content", tmp_path)

    said = capsys.readouterr().err.splitlines()

    assert said == [
        f"{course.slug}: not translated into {code}; that file repeats the text in kk."
        for code in ("en", "ru")
    ]


def test_what_ships_leaves_nothing_out(db, tmp_path, capsys):
    source = tmp_path / "in"
    source.mkdir()
    content.make_content(source)
    content.load(source)

    assert _named(tmp_path / "out", capsys) == []
    call_command("export_content", tmp_path / "again")
    assert capsys.readouterr().err == ""
