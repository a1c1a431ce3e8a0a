"""Small things that a worker does now and then."""

from datetime import UTC, datetime, timedelta

import pytest

from core import ticks

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_other_ticks(monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})
    monkeypatch.setattr(ticks, "_last", {})


@pytest.fixture
def called():
    """When the tick of the tests, due every minute, was called."""
    moments = []

    @ticks.every(timedelta(minutes=1))
    def remember(now):
        moments.append(now)

    return moments


def test_a_tick_is_called_at_the_first_chance(called):
    ticks.run_ticks(NOON)

    assert called == [NOON]


@pytest.mark.parametrize(("seconds", "calls"), [(59, 1), (60, 2), (600, 2)])
def test_a_tick_is_called_once_in_its_period(called, seconds, calls):
    ticks.run_ticks(NOON)
    ticks.run_ticks(NOON + timedelta(seconds=seconds))

    assert len(called) == calls


def test_a_tick_that_fails_stops_no_other(called, caplog):
    def broken(now):
        raise RuntimeError("rain")

    ticks._ticks = {"broken": (timedelta(minutes=1), broken), **ticks._ticks}

    ticks.run_ticks(NOON)

    assert called == [NOON]
    assert "Tick broken failed" in caplog.text
