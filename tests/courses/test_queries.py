"""Reads that join pages with what a learner has done."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from core.caching import copies
from courses import actions, queries
from tests.counting import Counted
from tests.factories import courses as make

GUEST = AnonymousUser()


def states(outline):
    return [unit.state for unit in outline.units]


def outline_of(page, person=GUEST, code="kk"):
    return queries.outline_for(make.in_language(page, code), person)


# --- Outlines ---------------------------------------------------------------------


def test_an_outline_lists_units_in_the_order_of_the_tree(course):
    module = make.make_module(course)
    inner = make.make_lesson(module, title="Ішкі", minutes=25)

    outline = outline_of(course)

    assert [unit.title for unit in outline.units][-1] == "Ішкі"
    assert [unit.number for unit in outline.units] == [1, 2, 3, 4]
    assert outline.unit(inner.translation_key).url == inner.get_url()
    assert outline.minutes == 3 * 10 + 25


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_an_outline_speaks_the_language_of_its_page(course, code):
    outline = outline_of(course, code=code)

    assert {unit.url[:4] for unit in outline.units} == {f"/{code}/"}
    assert len(outline.units) == 3


def test_a_guest_sees_where_to_begin(course):
    outline = outline_of(course)

    assert states(outline) == ["now", "open", "open"]
    assert not outline.is_enrolled
    assert (outline.progress.done, outline.progress.total) == (0, 3)


def test_a_learner_sees_what_is_done_and_what_is_next(enrolment, learner, course):
    make.finish(enrolment, make.units_of(course)[1])

    outline = outline_of(course, learner)

    assert states(outline) == ["now", "done", "open"]
    assert outline.next_unit == outline.units[0]
    assert (outline.is_enrolled, outline.minutes_left) == (True, 20)


def test_language_changed_in_mid_course_keeps_everything(enrolment, learner, course):
    make.finish(enrolment, make.units_of(course)[0])

    by_language = {
        code: states(outline_of(course, learner, code)) for code in ("kk", "ru", "en")
    }

    assert list(by_language.values()) == [["done", "now", "open"]] * 3


def test_a_lesson_added_later_is_marked_as_not_asked_for(enrolment, learner, course):
    make.make_lesson(course)

    outline = outline_of(course, learner)

    assert states(outline) == ["now", "open", "open", "skip"]
    assert outline.progress.total == 3
    assert [unit.is_required for unit in outline.units] == [True, True, True, False]


def test_a_completed_course_has_no_next_unit(learner, course):
    make.make_completed(learner, course)

    outline = outline_of(course, learner)

    assert outline.next_unit is None
    assert (outline.progress.percent, outline.minutes_left) == (100, 0)


def test_who_has_left_sees_the_course_like_a_guest(enrolment, learner, course):
    make.finish(enrolment, make.units_of(course)[0])
    actions.withdraw(enrolment=enrolment, now=make.NOW)

    assert outline_of(course, learner) == outline_of(course)


def test_other_learners_do_not_show(enrolment, course):
    make.finish(enrolment, *make.units_of(course))

    assert outline_of(course, make.make_person()) == outline_of(course)


def test_a_lesson_of_a_course_taken_off_still_knows_its_course(learner, course):
    unit = make.units_of(course)[1]
    course.unpublish()

    outline = outline_of(unit, learner)

    assert outline.course_key == str(course.translation_key)
    assert outline.title == course.title
    assert len(outline.units) == 3


@pytest.mark.parametrize(
    ("at", "before", "after"), [(0, None, 1), (1, 0, 2), (2, 1, None)]
)
def test_the_neighbours_of_a_unit(course, at, before, after):
    outline = outline_of(course)
    units = [*outline.units, None]

    found = outline.neighbours(outline.units[at].key)

    expected = [None if i is None else units[i] for i in (before, after)]
    assert list(found) == expected


def test_a_unit_that_is_not_there_is_none(course):
    assert outline_of(course).unit(make.uid("none")) is None


def test_a_published_lesson_shows_at_once(course):
    outline_of(course)
    lesson = make.make_lesson(course)

    assert outline_of(course).unit(lesson.translation_key)


def test_a_lesson_published_by_another_process_is_found(course):
    """Its publishing has emptied another process's memory, not this one's."""
    lesson = make.make_lesson(course)
    without = outline_of(course)
    without = queries.replace(without, units=without.units[:3])
    page = make.in_language(lesson, "kk")
    key = f"outline:{queries.course_path(page)}:{queries.routing.site_shape()}"
    assert copies.get(key) is not None
    copies.set(key, without)

    assert queries.outline_for(page, GUEST).unit(lesson.translation_key)


@pytest.mark.parametrize("lessons", [1, 5])
def test_an_outline_asks_two_queries_however_long_the_course(learner, lessons):
    course = make.make_course_with(lessons)
    make.finish(make.make_enrolment(learner, course), *make.units_of(course))
    page = make.in_language(course, "kk")
    queries.outline_for(page, learner)

    with Counted() as counted:
        queries.outline_for(page, learner)

    assert len(counted) == 2, counted.told()


# --- Finding pages -----------------------------------------------------------------


def test_a_unit_is_found_by_its_key_in_each_language(course):
    unit = make.units_of(course)[0]

    for code in ("kk", "ru", "en"):
        page = queries.unit_page(unit.translation_key, code)
        assert page.pk == make.in_language(unit, code).pk


def test_only_live_units_are_found(course):
    unit = make.units_of(course)[0]
    unit.unpublish()

    assert queries.unit_page(unit.translation_key, "kk") is None
    assert queries.unit_page(course.translation_key, "kk") is None


def test_only_live_courses_are_found(course):
    assert queries.course_page(course.translation_key, "ru").title == course.title

    course.unpublish()

    assert queries.course_page(course.translation_key, "kk") is None


def test_lessons_read_are_found_in_the_order_of_the_tree(course):
    first, second, third = make.units_of(course)
    third.unpublish()
    keys = [str(unit.translation_key) for unit in (second, third, first)]

    found = queries.units_read(keys, "ru")

    assert [page.translation_key for page in found] == [
        first.translation_key,
        second.translation_key,
    ]


@pytest.mark.parametrize("keys", [[], [make.uid("none")]])
def test_unknown_lessons_were_not_read(course, keys):
    assert queries.units_read(keys, "kk") == []


def test_kinds_of_units_are_named(db):
    assert sorted(queries.unit_kinds().values()) == ["lesson", "quiz"]


# --- A learner -------------------------------------------------------------------


def test_a_guest_has_no_learning(course):
    assert queries.learner_of(GUEST, course.translation_key) == queries.Learner()
    assert queries.learners_by_course(GUEST) == {}
    assert queries.ticks_of(GUEST, course.translation_key) == frozenset()


def test_the_latest_cycle_counts(enrolment, learner, course):
    second = make.Enrolment.objects.create(
        person=learner,
        course_key=course.translation_key,
        curriculum_version=make.latest_version(course),
        cycle=2,
        language="kk",
        enrolled_at=make.NOW,
    )
    make.finish(enrolment, make.units_of(course)[0])

    assert queries.learner_of(learner, course.translation_key).enrolment == second
    by_course = queries.learners_by_course(learner)
    assert by_course[str(course.translation_key)].enrolment == second


def test_ticks_are_read_back(learner, course):
    key = make.units_of(course)[0].translation_key
    assert queries.ticks_of(learner, key) == frozenset()

    actions.record_ticks(person=learner, unit_key=key, ticked=["a", "b"])

    assert queries.ticks_of(learner, key) == {"a", "b"}
    assert queries.ticks_of(make.make_person(), key) == frozenset()


def test_the_course_in_which_something_was_done_last(learner):
    assert queries.latest_enrolment_key(learner) is None
    older, newer, untouched = (make.make_course_with(2) for _number in range(3))
    for course in (older, newer, untouched):
        make.make_enrolment(learner, course)
    first, second = learner.enrolments.order_by("pk")[:2]
    make.finish(first, make.units_of(older)[0], now=make.NOW)
    make.finish(second, make.units_of(newer)[0], now=make.NOW + timedelta(minutes=1))

    assert queries.latest_enrolment_key(learner) == str(newer.translation_key)


def test_a_completed_course_is_not_gone_on_with(learner):
    make.make_completed(learner)

    assert queries.latest_enrolment_key(learner) is None


# --- Cards ------------------------------------------------------------------------


def test_a_card_for_every_live_course_in_tree_order(learner):
    first, second, gone = (make.make_course_with(1) for _number in range(3))
    gone.unpublish()
    make.make_enrolment(learner, second)

    cards = queries.course_cards("ru", learner)

    assert [card.outline.title for card in cards] == [first.title, second.title]
    assert [card.outline.is_enrolled for card in cards] == [False, True]
    assert {card.outline.language for card in cards} == {"kk"}
    assert {card.outline.url[:4] for card in cards} == {"/ru/"}


@pytest.mark.parametrize(("courses", "person"), [(1, True), (3, True), (3, False)])
def test_cards_ask_two_queries_of_a_learner_and_none_of_a_guest(
    learner, courses, person
):
    for _number in range(courses):
        make.make_enrolment(learner, make.make_course_with(1))
    who = learner if person else GUEST
    queries.course_cards("kk", who)

    with Counted() as counted:
        cards = queries.course_cards("kk", who)

    assert len(cards) == courses
    assert len(counted) == (2 if person else 0), counted.told()
