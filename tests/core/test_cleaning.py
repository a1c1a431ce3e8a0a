"""What has had its time is thrown away; everything else stays."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session

from core import cleaning, ticks
from core.models import IdempotencyKey, Job, JobState
from tests.counting import Counted

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MONTH = timedelta(days=30)


def make_session(key: str, expire_date: datetime) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=expire_date)


def make_key(key: str, created_at: datetime) -> None:
    IdempotencyKey.objects.create(key=key, body_digest="")
    IdempotencyKey.objects.filter(key=key).update(created_at=created_at)


def make_job(key: str, done_at: datetime | None, state=JobState.DONE) -> None:
    Job.objects.create(
        kind="k", key=key, state=state, done_at=done_at, run_after=NOW - 12 * MONTH
    )


def test_a_session_goes_when_it_has_run_out():
    make_session("old", NOW - MINUTE)
    make_session("new", NOW + MINUTE)

    assert cleaning.clean_up(NOW) == 1
    assert Session.objects.get().session_key == "new"


def test_a_key_goes_after_a_month():
    make_key("old", NOW - MONTH - MINUTE)
    make_key("new", NOW - MONTH + MINUTE)

    assert cleaning.clean_up(NOW) == 1
    assert IdempotencyKey.objects.get().key == "new"


def test_a_job_goes_a_month_after_it_was_done():
    make_job("old", NOW - MONTH - MINUTE)
    make_job("new", NOW - MONTH + MINUTE)

    assert cleaning.clean_up(NOW) == 1
    assert Job.objects.get().key == "new"


@pytest.mark.parametrize("state", [s for s in JobState if s != JobState.DONE])
def test_a_job_that_is_not_done_stays(state):
    make_job("k", None, state)

    assert cleaning.clean_up(NOW) == 0
    assert Job.objects.exists()


def test_rows_go_in_batches(monkeypatch):
    monkeypatch.setattr(cleaning, "BATCH", 2)
    for number in range(5):
        make_key(str(number), NOW - 2 * MONTH)

    with Counted() as counted:
        assert cleaning.throw_away(cleaning.spent_keys(NOW)) == 5

    assert len(counted.writes) == 3, counted.told()
    assert not IdempotencyKey.objects.exists()


def test_the_worker_is_not_kept_from_its_jobs(monkeypatch):
    monkeypatch.setattr(cleaning, "BATCH", 2)
    monkeypatch.setattr(cleaning, "MOST_BATCHES", 2)
    for number in range(5):
        make_key(str(number), NOW - 2 * MONTH)

    assert cleaning.throw_away(cleaning.spent_keys(NOW)) == 4
    assert cleaning.throw_away(cleaning.spent_keys(NOW)) == 1


def test_the_worker_cleans_up_by_itself(monkeypatch):
    monkeypatch.setattr(ticks, "_last", {})
    make_session("old", NOW - MINUTE)

    with time_machine.travel(NOW, tick=False):
        ticks.run_ticks(NOW)
        make_session("older", NOW - MINUTE)
        ticks.run_ticks(NOW + 59 * MINUTE)
        assert Session.objects.count() == 1
        ticks.run_ticks(NOW + 60 * MINUTE)

    assert not Session.objects.exists()
