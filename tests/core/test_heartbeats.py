"""A worker's sign of life: while it works, and not when it is stuck or gone."""

import os
import socket
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from core import heartbeats, jobs
from core.heartbeats import Heartbeat
from core.models import WorkerHeartbeat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(heartbeats, "SECONDS", 0.05)


def _beat_at(name):
    return WorkerHeartbeat.objects.get(name=name).beat_at


def _beats_again(name, within: float = 5) -> bool:
    first, deadline = _beat_at(name), time.monotonic() + within
    while time.monotonic() < deadline:
        if _beat_at(name) > first:
            return True
        time.sleep(0.02)
    return False


def test_a_worker_beats_during_one_long_job():
    with Heartbeat() as heartbeat:
        assert _beats_again(heartbeat.name)


def test_a_worker_that_is_stuck_in_a_job_falls_silent(monkeypatch):
    monkeypatch.setattr(heartbeats, "LEASE", -jobs.LEASE)

    with Heartbeat() as heartbeat:
        assert not _beats_again(heartbeat.name, within=0.4)


def test_two_workers_of_one_host_have_a_row_each():
    WorkerHeartbeat.objects.create(
        name=f"{socket.gethostname()}:1", beat_at=timezone.now()
    )

    with Heartbeat() as heartbeat:
        assert heartbeat.name == f"{socket.gethostname()}:{os.getpid()}"
        assert WorkerHeartbeat.objects.count() == 2

    assert WorkerHeartbeat.objects.get().name == f"{socket.gethostname()}:1"


def test_rows_of_workers_long_gone_are_removed_by_the_next():
    long_ago = timezone.now() - heartbeats.GONE_AFTER - timedelta(seconds=1)
    WorkerHeartbeat.objects.create(name="killed:7", beat_at=long_ago)

    with Heartbeat() as heartbeat:
        assert WorkerHeartbeat.objects.get().name == heartbeat.name


def test_a_worker_that_fails_leaves_no_row():
    with pytest.raises(RuntimeError), Heartbeat():
        raise RuntimeError("rain")

    assert not WorkerHeartbeat.objects.exists()
