"""The worker process: `manage.py run_worker`."""

import signal

import pytest
from django.core.management import call_command
from django.utils import timezone

from core import jobs, ticks
from core.models import Job, JobState, WorkerHeartbeat

KIND = "tests.stop"


@pytest.fixture
def signals():
    """Give the signals back as they were."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    yield numbers
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def stopping(monkeypatch, signals, db):
    """A job whose handler tells its own worker to stop, and what it then saw."""
    seen = []
    # A test's transaction lives in its connection
    monkeypatch.setattr(
        "core.management.commands.run_worker.close_old_connections", lambda: None
    )

    def stop(payload):
        seen.extend(WorkerHeartbeat.objects.all())
        signal.raise_signal(payload["signal"])

    monkeypatch.setitem(jobs._handlers, KIND, stop)
    return seen


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_ends_its_job_before_it_stops(stopping, number):
    job = jobs.enqueue(KIND, {"signal": number}, key="stop")

    call_command("run_worker", interval=0.01)

    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_worker_beats_while_it_runs_and_not_afterwards(stopping):
    jobs.enqueue(KIND, {"signal": signal.SIGTERM}, key="stop")
    before = timezone.now()

    call_command("run_worker", interval=0.01)

    assert [beat.beat_at >= before for beat in stopping] == [True]
    assert not WorkerHeartbeat.objects.exists()


def test_a_worker_waits_for_work_and_runs_ticks(stopping, monkeypatch):
    calls = []

    def ask_at_the_third_call(now):
        calls.append(now)
        if len(calls) == 3:
            jobs.enqueue(KIND, {"signal": signal.SIGTERM}, key="stop")

    monkeypatch.setattr(
        "core.management.commands.run_worker.run_ticks", ask_at_the_third_call
    )

    call_command("run_worker", interval=0.01)

    assert len(calls) == 3
    assert Job.objects.get().state == JobState.DONE


def test_a_broken_tick_does_not_stop_the_work(stopping, monkeypatch, caplog):
    def broken(now):
        raise RuntimeError("rain")

    monkeypatch.setattr(ticks, "_ticks", {"broken": (ticks.timedelta(0), broken)})
    job = jobs.enqueue(KIND, {"signal": signal.SIGTERM}, key="stop")

    call_command("run_worker", interval=0.01)

    job.refresh_from_db()
    assert job.state == JobState.DONE
