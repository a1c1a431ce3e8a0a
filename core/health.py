"""Is the server alive, and is it ready to serve? Answered as JSON."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.models import WorkerHeartbeat

WORKER_SILENCE = timedelta(seconds=60)
LEAST_FREE_BYTES = 200 * 1024 * 1024


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _worker() -> bool:
    since = timezone.now() - WORKER_SILENCE
    return WorkerHeartbeat.objects.filter(beat_at__gte=since).exists()


def _disk() -> bool:
    return shutil.disk_usage(settings.VAR_DIR).free >= LEAST_FREE_BYTES


CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "worker": _worker,
    "disk": _disk,
}


def _outcome(check) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


@require_safe
def show_alive(request):
    return JsonResponse({"alive": True})


@require_safe
def show_ready(request):
    """Answer 200 when every check holds, else 503 with the ones that do not."""
    results = {name: _outcome(check) for name, check in CHECKS.items()}
    ready = all(results.values())
    return JsonResponse({"ready": ready, **results}, status=200 if ready else 503)


PROBES = {"/healthz": show_alive, "/readyz": show_ready}
