"""How far a learner has come: plain rules on plain values."""

import pytest
from hypothesis import given, strategies as st

from courses.progress import Progress, next_unit, progress_of, required_units

KEYS = st.sampled_from("abcdefgh")
ORDERS = st.lists(KEYS, unique=True)


@pytest.mark.parametrize(
    ("done", "total", "percent", "is_complete"),
    [
        (0, 0, 0, False),
        (0, 3, 0, False),
        (1, 3, 33, False),
        (2, 3, 66, False),
        (199, 200, 99, False),
        (3, 3, 100, True),
    ],
)
def test_percentage(done, total, percent, is_complete):
    progress = Progress(done, total)

    assert (progress.percent, progress.is_complete) == (percent, is_complete)


@pytest.mark.parametrize(
    ("frozen", "live", "required"),
    [
        ("abc", "abc", "abc"),
        ("abc", "abcd", "abc"),
        ("abc", "cab", "abc"),
        ("abc", "ac", "ac"),
        ("abc", "", "abc"),
        ("abc", "xyz", "abc"),
        ("", "abc", ""),
    ],
)
def test_what_a_learner_must_complete(frozen, live, required):
    assert required_units(list(frozen), list(live)) == list(required)


@pytest.mark.parametrize(
    ("required", "completed", "done", "total"),
    [("abc", "", 0, 3), ("abc", "ax", 1, 3), ("abc", "abcxyz", 3, 3), ("", "a", 0, 0)],
)
def test_only_required_units_count(required, completed, done, total):
    assert progress_of(required, completed) == Progress(done, total)


@pytest.mark.parametrize(
    ("order", "completed", "following"),
    [
        ("abc", "", "a"),
        ("abc", "a", "b"),
        ("abc", "b", "a"),
        ("abc", "ac", "b"),
        ("abc", "abc", None),
        ("", "", None),
    ],
)
def test_the_next_unit_is_the_first_that_is_not_done(order, completed, following):
    assert next_unit(order, completed) == following


@given(ORDERS, ORDERS, st.sets(KEYS))
def test_progress_stays_between_nothing_and_all(frozen, live, completed):
    progress = progress_of(required_units(frozen, live), completed)

    assert 0 <= progress.done <= progress.total
    assert 0 <= progress.percent <= 100
    assert (progress.percent == 100) == progress.is_complete


@given(ORDERS, ORDERS, st.sets(KEYS), KEYS)
def test_a_lesson_added_later_takes_nothing_back(frozen, live, completed, added):
    before = progress_of(required_units(frozen, [*frozen, *live]), completed)
    after = progress_of(required_units(frozen, [*frozen, *live, added]), completed)

    assert after == before


@given(ORDERS, ORDERS, st.sets(KEYS), KEYS)
def test_doing_more_never_lowers_progress(frozen, live, completed, more):
    required = required_units(frozen, live)

    before = progress_of(required, completed)
    after = progress_of(required, completed | {more})

    assert after.percent >= before.percent


@given(ORDERS, st.sets(KEYS))
def test_there_is_a_next_unit_until_all_are_done(order, completed):
    following = next_unit(order, completed)

    assert (following is None) == (set(order) <= completed)
    assert following not in completed
