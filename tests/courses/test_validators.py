"""What only looks like a quoted figure, and texts in which none can be quoted."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.formats.markdown import Piece
from courses.formats.lesson_files import LessonText
from courses.models import CataloguePage
from courses.validators import misquoted
from tests.courses.test_values import make_value
from tests.factories import courses as make

SAYS_WHERE = "in the body of a lesson alone"


@pytest.mark.parametrize(
    "written",
    [
        "{value: mci}",
        "{Value:mci}",
        "{VALUE:mci}",
        "{ value:mci }",
        "{value:mci",
        "{value mci}",
        "{value=mci}",
        "{valeu:mci}",
        "{мән:mci}",
        "{{value:mci}}",
        "{value:<b>mci</b>}",
        "{value:&nbsp;mci}",
        '<a href="/?a={value: mci}">{ value:mci}</a>',
    ],
)
def test_what_looks_like_a_quotation_is_told_apart(written):
    assert misquoted(f"<p>One MCI is {written}.</p>") != []


@pytest.mark.parametrize(
    "written",
    ["{value:mci}", "{value:a-1}, {value:b}", "a value: 5", "{x}", '{"a": 1}', "(:)"],
)
def test_other_texts_are_left_alone(written):
    assert misquoted(f"<p>{written}</p>") == []


def refused(page) -> dict[str, list[str]]:
    with override("en"), pytest.raises(ValidationError) as caught:
        page.full_clean()
    return caught.value.message_dict


def test_a_misspelt_quotation_is_refused_with_how_to_write_it(db):
    make_value()
    lesson = make.make_lesson()
    lesson.body = [("text", "<p>{Value: mci}</p>")]

    (said,) = refused(lesson)["body"]

    assert said.startswith("“{Value: mci}” quotes nothing. Write {value:short-name}")


@pytest.mark.parametrize("name", ["title", "summary", "outcomes", "sources"])
def test_a_lesson_quotes_in_its_body_alone(db, name):
    make_value()
    lesson = make.make_lesson()
    source = {"ref": "a", "publisher": "{value:mci}", "supports": "It."}
    value = {
        "outcomes": [("outcome", "Say what {value:mci} is")],
        "sources": [("sources", [source])],
    }.get(name, "What {value:mci} is")
    setattr(lesson, name, value)

    found = refused(lesson)

    assert set(found) == {name}
    assert SAYS_WHERE in found[name][0]


@pytest.mark.parametrize("make_page", [make.make_course, make.make_module])
def test_courses_and_modules_quote_nowhere(db, make_page):
    page = make_page()
    page.summary = "{Value:mci}"

    assert SAYS_WHERE in refused(page)["summary"][0]


def test_the_catalogue_quotes_nowhere(db):
    make.make_course()
    page = CataloguePage.objects.first()
    page.introduction = "{value:mci}"

    assert SAYS_WHERE in refused(page)["introduction"][0]


def test_every_fault_of_a_lesson_is_told_at_once(db):
    lesson = make.make_lesson()
    lesson.title = "{value:mci}"
    lesson.body = [
        ("text", "<p>{value:unknown}</p>"),
        ("steps", [{"title": "{value: a}", "text": ""}] * 2),
        ("callout", {"kind": "remember", "text": "<p>Fine.</p>"}),
    ]

    found = refused(lesson)

    assert set(found) == {"title", "body"}
    assert "No figure is called “unknown”" in found["body"][0]
    assert found["body"][0].count("“{value: a}” quotes nothing") == 1


def test_the_files_of_a_lesson_are_looked_through():
    head = {"title": "{value:mci}", "outcomes": ["Fine"], "sources": [{"id": "s"}]}
    pieces = [
        Piece("text", "<p>{value:mci}</p>"),
        Piece("steps", [{"a": "{Value:a}"}]),
    ]

    text = LessonText("kk", head, pieces)

    assert text.faulty_quotations == ["{value:mci}", "{Value:a}"]
