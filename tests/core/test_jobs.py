"""Background work: who gets a job, and what becomes of one that fails."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core import jobs
from core.models import Job, JobState
from core.patience import BRIEF
from tests.racing import race, twice

KIND = "tests.kind"


@pytest.fixture
def done(monkeypatch):
    """What the handler of the tests' kind of job was called with."""
    payloads = []
    monkeypatch.setitem(jobs._handlers, KIND, payloads.append)
    return payloads


@pytest.fixture
def failing(monkeypatch):
    def fail(payload):
        raise OSError("no paper")

    monkeypatch.setitem(jobs._handlers, KIND, fail)


def ask(key="one", **kwargs):
    return jobs.enqueue(KIND, {"key": key}, key=key, **kwargs)


def make_due(job):
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())


def test_a_due_job_is_carried_out_once(db, done):
    job = ask()

    assert jobs.run_due_jobs() == 1
    assert jobs.run_due_jobs() == 0
    job.refresh_from_db()
    assert (job.state, job.tries, job.lease_until) == (JobState.DONE, 1, None)
    assert done == [{"key": "one"}]


def test_the_same_key_asks_once(db, done):
    assert ask() == ask()

    jobs.run_due_jobs()
    ask()

    assert jobs.run_due_jobs() == 0
    assert len(done) == 1


def test_a_job_waits_for_its_time(db, done):
    ask(run_after=timezone.now() + timedelta(minutes=1))

    assert jobs.run_due_jobs() == 0


def test_jobs_are_done_in_the_order_of_their_time(db, done):
    ask("later")
    ask("sooner", run_after=timezone.now() - timedelta(hours=1))

    jobs.run_due_jobs()

    assert [payload["key"] for payload in done] == ["sooner", "later"]


def test_only_so_many_are_done_as_asked_for(db, done):
    for number in range(3):
        ask(str(number))

    assert jobs.run_due_jobs(limit=2) == 2
    assert Job.objects.filter(state=JobState.QUEUED).count() == 1


def test_each_failure_waits_longer_and_the_fifth_parks(db, failing):
    job = ask()

    waits, states = [], []
    for _number in range(BRIEF.most_tries):
        before = timezone.now()
        make_due(job)
        jobs.run_due_jobs()
        job.refresh_from_db()
        waits.append(round((job.run_after - before).total_seconds()))
        states.append(job.state)

    for wait, least in zip(waits, [10, 40, 160, 640, 0], strict=True):
        assert least <= wait <= least * 1.1 + 1
    assert states == ["queued"] * 4 + ["parked"]
    assert job.last_error == "OSError: no paper"


def test_a_parked_job_is_left_alone(db, failing):
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=JobState.PARKED)

    assert jobs.run_due_jobs() == 0


def test_a_failed_job_can_succeed_later(db, failing, monkeypatch):
    job = ask()
    jobs.run_due_jobs()

    monkeypatch.setitem(jobs._handlers, KIND, lambda payload: None)
    make_due(job)
    jobs.run_due_jobs()

    job.refresh_from_db()
    assert (job.state, job.tries, job.last_error) == (JobState.DONE, 2, "")


def test_an_unknown_kind_of_job_fails_like_any_other(db):
    job = jobs.enqueue("tests.unknown", {}, key="unknown")

    jobs.run_due_jobs()

    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert job.last_error.startswith("KeyError")


# --- Leases --------------------------------------------------------------------


def test_a_leased_job_is_not_taken_before_the_lease_ends(db):
    ask()
    now = timezone.now()
    first = jobs.claim(now)

    assert jobs.claim(now + jobs.LEASE) is None
    taken_over = jobs.claim(now + jobs.LEASE + timedelta(seconds=1))
    assert taken_over == first
    assert taken_over.tries == 2


def test_who_lost_the_lease_writes_no_outcome(db, done):
    ask()
    now = timezone.now()
    slow = jobs.claim(now)
    quick = jobs.claim(now + jobs.LEASE + timedelta(seconds=1))

    jobs.run(slow)

    quick.refresh_from_db()
    assert (quick.state, quick.tries) == (JobState.RUNNING, 2)


def test_a_job_that_kills_its_worker_each_time_is_parked(db):
    job = ask()
    now = timezone.now()
    for _number in range(BRIEF.most_tries):
        assert jobs.claim(now) == job
        now += jobs.LEASE + timedelta(seconds=1)

    assert jobs.claim(now) is None
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.PARKED, BRIEF.most_tries)
    assert job.last_error == jobs.KILLED


def careless_claim(now):
    """What `claim` would be without its condition: read, then write."""
    found = Job.objects.filter(state=JobState.QUEUED).first()
    if found is not None:
        found.state, found.tries = JobState.RUNNING, found.tries + 1
        found.save()
    return found


@pytest.mark.parametrize(
    ("claim", "winners"), [(jobs.claim, 1), (careless_claim, 2)], ids=["ours", "naive"]
)
def test_of_two_workers_one_gets_a_job(transactional_db, claim, winners):
    ask()

    claimed = race(*twice(claim, now=timezone.now()), before="UPDATE")

    assert len(list(filter(None, claimed))) == winners


def test_two_workers_share_two_jobs(transactional_db):
    ask("one")
    ask("two")

    claimed = race(*twice(jobs.claim, now=timezone.now()), before="UPDATE")

    assert {job.key for job in claimed} == {"one", "two"}


WORKER = """
import json, os, time
import django
from django.conf import settings
settings.DATABASES["default"].update(json.loads(os.environ["TEST_DATABASE"]))
django.setup()
from core import jobs

@jobs.job("tests.kind")
def never_done(payload):
    print("working", flush=True)
    time.sleep(600)

jobs.run_due_jobs()
"""


def test_the_job_of_a_killed_worker_is_taken_over(transactional_db, done):
    job = ask()
    place = {
        name: str(connection.settings_dict[name])
        for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    }
    with subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env={**os.environ, "TEST_DATABASE": json.dumps(place)},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout.readline() == "working\n"
        worker.kill()
    now = timezone.now()
    assert jobs.claim(now) is None

    jobs.run(jobs.claim(now + jobs.LEASE + timedelta(seconds=1)))

    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.DONE, 2)
    assert done == [{"key": "one"}]
