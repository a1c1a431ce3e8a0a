"""Carry out background jobs until told to stop."""

import signal
import socket
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from core.jobs import run_due_jobs
from core.models import WorkerHeartbeat
from core.ticks import run_ticks

BATCH = 20


class Command(BaseCommand):
    help = "Carry out background jobs; stops cleanly at SIGINT or SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=0.5)

    def handle(self, *, interval: float, **_options):
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: stopped.set())
        name = socket.gethostname()
        while not stopped.is_set():
            close_old_connections()
            WorkerHeartbeat.objects.update_or_create(
                name=name, defaults={"beat_at": timezone.now()}
            )
            run_ticks(timezone.now())
            if not run_due_jobs(limit=BATCH):
                stopped.wait(interval)
