"""A worker's sign of life: a row of its own, kept fresh by a thread.

The thread beats while a long job (drawing a PDF takes up to a minute) keeps the worker
busy. It falls silent when the worker has not come back from a job by the time that the
job's lease has lapsed: such a worker is stuck.
"""

import logging
import os
import socket
import threading
import time
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from core.jobs import LEASE
from core.models import WorkerHeartbeat

SECONDS = 5
GONE_AFTER = timedelta(minutes=10)
logger = logging.getLogger(__name__)


class Heartbeat:
    """Beats from entering to leaving; leaves no row behind.

    Rows of workers that were killed are removed by the next one that starts.
    """

    def __init__(self):
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._keep_beating, daemon=True)

    def __enter__(self):
        gone = timezone.now() - GONE_AFTER
        WorkerHeartbeat.objects.filter(beat_at__lt=gone).delete()
        self.note_progress()
        self._beat()
        self._thread.start()
        return self

    def __exit__(self, *_failure):
        self._left.set()
        self._thread.join()
        WorkerHeartbeat.objects.filter(name=self.name).delete()

    def note_progress(self) -> None:
        """Say that the worker is between two jobs."""
        self._moved_at = time.monotonic()

    def _is_stuck(self) -> bool:
        return time.monotonic() - self._moved_at > LEASE.total_seconds()

    def _beat(self) -> None:
        WorkerHeartbeat.objects.update_or_create(
            name=self.name, defaults={"beat_at": timezone.now()}
        )

    def _keep_beating(self) -> None:
        while not self._left.wait(SECONDS):
            if self._is_stuck():
                continue
            close_old_connections()
            try:
                self._beat()
            except DatabaseError:
                logger.exception("The heartbeat could not be written")
        connection.close()
