"""Every foreign title on a page says which language it is in."""

import pytest
from bs4 import BeautifulSoup

from courses.models import LessonPage
from tests.factories import courses as make


@pytest.fixture
def course(db, django_capture_on_commit_callbacks):
    """A course whose first lesson alone is translated into Russian."""
    course = make.make_course_with(3)
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(make.units_of(course)[0], "ru")
    return course


def languages_of(text: str, title: str, within: str = "body") -> set[str]:
    """The languages in which a reader's device would read a title aloud."""
    page = BeautifulSoup(text, "html.parser")
    found = page.select_one(within).find_all(string=title)
    return {node.find_parent(lang=True)["lang"] for node in found}


def test_an_outline_marks_what_is_not_translated(client, course, address):
    text = client.get(address(course, "ru")).text
    translated, *others = make.units_of(course)

    assert languages_of(text, f"ru: {translated.title}") == {"ru"}
    for unit in others:
        assert languages_of(text, unit.title) == {"kk"}


def test_neighbours_are_marked_inside_a_foreign_lesson(client, course, address):
    second = make.units_of(course)[1]

    text = client.get(address(second, "ru")).text

    first, third = make.units_of(course)[::2]
    assert languages_of(text, f"ru: {first.title}", ".pager") == {"ru"}
    assert languages_of(text, third.title, ".pager") == {"kk"}


@pytest.mark.parametrize("path", ["", "courses/", "my-learning/"])
def test_lists_of_courses_mark_their_titles(signed_in, learner, course, path):
    make.make_enrolment(learner, course)
    other = make.make_course_with(1)

    text = signed_in.get(f"/ru/{path}").text

    for title in (course.title, other.title):
        assert languages_of(text, title) <= {"kk"}
    assert languages_of(text, course.title) == {"kk"}


def test_units_know_the_language_of_their_title(course):
    from courses import queries

    page = make.in_language(course, "ru")
    outline = queries._read_outline(page)

    assert outline.language == "kk"
    assert [unit.language for unit in outline.units] == ["ru", "kk", "kk"]
    assert LessonPage.objects.filter(locale__language_code="ru").count() == 3
