"""Is the server alive, and is it ready?"""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from core import health
from core.models import WorkerHeartbeat
from tests.counting import Counted

Usage = namedtuple("Usage", "total used free")
ALL = ("database", "migrations", "worker", "disk")


@pytest.fixture
def worker(db):
    return WorkerHeartbeat.objects.create(name="here", beat_at=timezone.now())


def readiness(client):
    response = client.get("/readyz")
    return response.status_code, response.json()


def test_alive_asks_nothing_of_anybody(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"alive": True}


def test_ready_when_everything_holds(client, worker):
    assert readiness(client) == (200, {"ready": True, **dict.fromkeys(ALL, True)})


def failing(*names):
    return 503, {"ready": False, **{name: name not in names for name in ALL}}


def test_not_ready_without_a_worker(client, db):
    assert readiness(client) == failing("worker")


def test_not_ready_when_the_worker_has_been_silent(client, worker):
    worker.beat_at -= health.WORKER_SILENCE + timedelta(seconds=1)
    worker.save()

    assert readiness(client) == failing("worker")


def test_not_ready_when_the_disk_is_nearly_full(client, worker, monkeypatch):
    full = Usage(10**12, 10**12, health.LEAST_FREE_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)

    assert readiness(client) == failing("disk")


def test_not_ready_when_the_data_folder_is_gone(client, worker, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"

    assert readiness(client) == failing("disk")


def test_not_ready_when_a_migration_is_missing(client, worker, monkeypatch):
    monkeypatch.setattr(
        health.MigrationExecutor, "migration_plan", lambda self, targets: ["one"]
    )

    assert readiness(client) == failing("migrations")


def test_not_ready_but_answering_when_the_database_is_gone(client, monkeypatch):
    def gone(*args, **kwargs):
        raise DatabaseError("no connection")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", gone)
    monkeypatch.setattr(
        "django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", gone
    )

    status, answer = readiness(client)

    assert status == 503
    assert answer["database"] is answer["worker"] is False


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_read(client, worker, address):
    assert client.post(address).status_code == 405
    with Counted() as counted:
        client.get(address)
    assert counted.writes == []
