"""Figures that change: entered once, quoted by lessons, dated and checked again."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override

from core.formats import front_matter
from courses import exports, importers
from courses.components import build_lesson, lesson_for, shown_value
from courses.components.desk import texts_to_check
from courses.models import DatedValue, ReferenceValue
from tests.factories import courses as make

JANUARY_2026 = datetime.date(2026, 1, 1)
JANUARY_2027 = datetime.date(2027, 1, 1)


def make_value(key="mci", value=4325, **kwargs) -> ReferenceValue:
    names = {f"name_{code}": f"{key} {code}" for code in ("kk", "ru", "en")}
    fields = {**names, "check_again_by": datetime.date(2027, 2, 1), **kwargs}
    figure = ReferenceValue.objects.create(key=key, **fields)
    add_value(figure, value, JANUARY_2026)
    return figure


def add_value(figure, value, day) -> DatedValue:
    return DatedValue.objects.create(
        reference_value=figure, value=value, valid_from=day, publisher="The law"
    )


def quoting(text="<p>Бір АЕК – {value:mci}.</p>", **kwargs):
    return make.make_lesson(body=[make.block("text", text)], **kwargs)


def html_of(lesson) -> str:
    lesson.refresh_from_db()
    return "".join(part.html for part in lesson_for(lesson).parts)


@pytest.mark.parametrize(
    ("value", "unit", "language", "shown"),
    [
        ("4325.0000", "tenge", "kk", "4\xa0325\xa0₸"),
        ("4325", "tenge", "ru", "4\xa0325\xa0₸"),
        ("4325", "tenge", "en", "4,325\xa0tenge"),
        ("3.5000", "percent", "kk", "3,5\xa0%"),
        ("3.5", "percent", "en", "3.5%"),
        ("20000000", "tenge", "kk", "20\xa0000\xa0000\xa0₸"),
        ("0", "number", "en", "0"),
        ("900", "number", "ru", "900"),
    ],
)
def test_a_value_is_written_as_its_language_writes_numbers(
    value, unit, language, shown
):
    assert shown_value(DatedValue(value=Decimal(value)), unit, language) == shown


def test_a_lesson_says_the_value_its_day_and_its_source(db):
    make_value()

    lesson = build_lesson(quoting())

    html = lesson.parts[0].html
    assert '<a class="quoted" href="#value-mci">4\xa0325\xa0₸</a>' in html
    assert "2026 жылғы 1 қаңтар" in html
    (value,) = lesson.values
    assert (value.name, value.publisher) == ("mci kk", "The law")


def test_the_list_of_figures_is_open_and_says_its_day_in_the_reader_s_language(
    client, db
):
    make_value()
    lesson = quoting()

    text = client.get(lesson.url.replace("/kk/", "/en/")).text

    entry = BeautifulSoup(text, "html.parser").find(id="value-mci")
    assert entry.find_parent("details") is None
    day = entry.find("span")
    assert (day["lang"], day.text) == ("en", "as of 1 January 2026")
    assert entry.find_parent(lang=True)["lang"] == "kk"


def test_texts_of_questions_and_checklists_quote_as_well(db):
    make_value()
    check = {"items": [{"ref": "a", "text": "{value:mci} жазып алдым"}]}

    lesson = build_lesson(make.make_lesson(body=[make.block("checklist", check)]))

    assert lesson.parts[0].data["items"][0]["text"].startswith("4\xa0325\xa0₸ (")


def test_the_value_follows_the_day_without_an_edit(db):
    figure = make_value()
    add_value(figure, 4700, JANUARY_2027)
    lesson = quoting()

    with time_machine.travel("2026-12-31 12:00Z", tick=False):
        assert "4\xa0325" in html_of(lesson)
    with time_machine.travel("2027-01-01 12:00Z", tick=False):
        assert "4\xa0700" in html_of(lesson)


def test_a_corrected_value_shows_at_once(db, django_capture_on_commit_callbacks):
    figure = make_value()
    lesson = quoting()
    assert "4\xa0325" in html_of(lesson)

    with django_capture_on_commit_callbacks(execute=True):
        dated = figure.dated_values.get()
        dated.value = 4326
        dated.save()

    assert "4\xa0326" in html_of(lesson)


def test_before_its_first_day_a_figure_is_worth_nothing_known(db):
    figure = make_value()

    assert figure.on(datetime.date(2025, 12, 31)) is None
    assert figure.on(JANUARY_2026).value == 4325


def test_a_lesson_cannot_quote_a_figure_that_nobody_has_entered(db):
    lesson = make.make_lesson()
    lesson.body = [("text", "<p>{value:unknown} және {value:other}</p>")]

    with pytest.raises(ValidationError, match="other, unknown"):
        lesson.full_clean()


def test_two_values_of_one_day_are_refused_by_the_database(db):
    figure = make_value()

    with pytest.raises(IntegrityError):
        add_value(figure, 1, JANUARY_2026)


def test_a_figure_past_its_day_of_checking_flags_every_lesson(db):
    make_value(check_again_by=timezone.localdate() - datetime.timedelta(days=1))
    lesson = quoting()
    importers.keep_review(
        lesson.translation_key,
        "kk",
        {"language_checked_by": "A", "facts_checked_by": "B"},
        lesson.text_digest,
    )

    with override("en"):
        ((_review, reason),) = texts_to_check()
    assert reason == "it quotes a figure whose day of checking is past"
    assert build_lesson(lesson).has_due_values


def test_a_lesson_whose_figures_are_checked_is_not_flagged(db):
    make_value(check_again_by=timezone.localdate())

    assert not build_lesson(quoting()).has_due_values
    assert texts_to_check() == []


def test_figures_in_files_survive_a_round_trip(db, tmp_path, settings):
    shipped = settings.BASE_DIR / "content" / "values.yaml"
    importers.load_values(shipped)

    assert exports.values_text() == shipped.read_text()


def row_of(key: str) -> dict:
    """A figure as a content file has it."""
    dated = {
        "value": 4325,
        "valid_from": JANUARY_2026,
        "publisher": "The law",
        "url": None,
    }
    return {
        "key": key,
        "name": {"kk": "a", "ru": "b", "en": "c"},
        "unit": "tenge",
        "values": [dated],
        "check_again_by": JANUARY_2027,
    }


def test_a_figure_that_a_file_no_longer_has_stays_for_the_lessons(db, tmp_path):
    path = tmp_path / "values.yaml"
    path.write_text(front_matter.dump([row_of("mci"), row_of("other")]))
    importers.load_values(path)
    lesson = quoting()

    path.write_text(front_matter.dump([row_of("other")]))
    importers.load_values(path)

    assert "4\xa0325" in html_of(lesson)


def test_loading_keeps_what_an_editor_has_added(db, tmp_path):
    path = tmp_path / "values.yaml"
    rows = [row_of("mci")]
    path.write_text(front_matter.dump(rows))
    importers.load_values(path)
    add_value(ReferenceValue.objects.get(), 4700, JANUARY_2027)

    rows[0]["name"]["en"] = "changed"
    path.write_text(front_matter.dump(rows))
    importers.load_values(path)

    figure = ReferenceValue.objects.get()
    assert figure.name_en == "changed"
    assert figure.dated_values.count() == 2
