"""Where a quoted figure stands: in a text, a link, an attribute, a heading."""

import datetime

import pytest

from courses.components import build_lesson
from courses.components.values import QuotedValue, in_html
from tests.courses.test_values import make_value
from tests.factories import courses as make

VALUES = {
    "mci": QuotedValue(
        "mci", "MCI", "4 325 ₸", datetime.date(2026, 1, 1), 'The "law"', "", False
    )
}


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<p>{value:mci}</p>", 1),
        ('<a href="https://x.kz/">{value:mci}</a>', 1),
        ('<a href="https://x.kz/">See</a> {value:mci}', 2),
        ('<img alt="{value:mci}" src="a.png">', 0),
        ('<a href="https://x.kz/?a={value:mci}">See</a>', 1),
    ],
)
def test_a_link_stands_only_where_there_is_room_for_one(html, links):
    written = in_html(html, VALUES)

    assert written.count("<a ") == links
    assert "4 325 ₸" in written
    assert "{value" not in written


def test_a_figure_without_a_value_today_is_a_dash():
    assert in_html("<p>{value:gone}</p>", VALUES) == "<p>—</p>"


def test_a_heading_quotes_in_the_contents_too(db):
    make_value()
    lesson = build_lesson(make.make_lesson(body=[make.heading("АЕК {value:mci}")]))

    assert "4\xa0325" in lesson.sections[0]["title"]
    assert "4\xa0325" in lesson.parts[0].html


@pytest.mark.parametrize("written", ["{value:мрп}", "{value:unknown}"])
def test_an_unknown_name_is_refused_in_any_alphabet(db, written):
    from django.core.exceptions import ValidationError

    lesson = make.make_lesson()
    lesson.body = [("text", f"<p>{written}</p>")]

    with pytest.raises(ValidationError):
        lesson.full_clean()
