"""Carry out background jobs until told to stop."""

import signal
import socket
import threading
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from core.jobs import run_due_jobs
from core.models import WorkerHeartbeat
from core.ticks import run_ticks

BEAT_SECONDS = 5


class Command(BaseCommand):
    help = "Carry out background jobs; stops cleanly at SIGINT or SIGTERM."
    beat_at = float("-inf")

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=0.5)

    def handle(self, *, interval: float, **_options):
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: stopped.set())
        name = socket.gethostname()
        while not stopped.is_set():
            close_old_connections()
            self._beat(name)
            run_ticks(timezone.now())
            if not run_due_jobs(limit=1):
                stopped.wait(interval)
        WorkerHeartbeat.objects.filter(name=name).delete()

    def _beat(self, name: str) -> None:
        """Say that the worker is alive, between any two jobs but not all the time."""
        if time.monotonic() - self.beat_at >= BEAT_SECONDS:
            self.beat_at = time.monotonic()
            WorkerHeartbeat.objects.update_or_create(
                name=name, defaults={"beat_at": timezone.now()}
            )
