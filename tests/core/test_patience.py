"""How long work that failed waits: a pure function of how often it failed."""

from datetime import timedelta
from itertools import pairwise

import pytest

from core.patience import A_DAY, BRIEF, Patience, wait_after


def waits(patience: Patience, luck: float) -> list[float]:
    """Return the seconds before each further try, until it is given up."""
    found = [wait_after(tries, patience, luck) for tries in range(1, 100)]
    given_up = found.index(None)
    assert set(found[given_up:]) == {None}
    return [wait.total_seconds() for wait in found[:given_up]]


def test_most_work_is_tried_five_times():
    assert waits(BRIEF, 0) == [10, 40, 160, 640]


def test_mail_is_tried_for_a_day():
    assert waits(A_DAY, 0) == [10, 40, 160, 640, 2560, 10240, *[10800] * 7]


@pytest.mark.parametrize("luck", [0, 0.5, 1])
def test_mail_is_given_up_between_24_and_28_hours(luck):
    hours = sum(waits(A_DAY, luck)) / 3600

    assert 24 < hours < 28


@pytest.mark.parametrize("luck", [0, 0.5, 1])
@pytest.mark.parametrize("patience", [BRIEF, A_DAY])
def test_waits_never_shrink(patience, luck):
    assert all(one <= next_one for one, next_one in pairwise(waits(patience, luck)))


def test_luck_adds_up_to_a_tenth():
    brief = Patience(most_tries=2, first_wait=timedelta(seconds=100))

    assert [waits(brief, luck) for luck in (0, 0.5, 1)] == [[100], [105], [110]]
