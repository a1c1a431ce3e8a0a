"""Carry out background jobs until told to stop."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from core.heartbeats import Heartbeat
from core.jobs import run_due_jobs
from core.ticks import run_ticks


class Command(BaseCommand):
    help = "Carry out background jobs; stops cleanly at SIGINT or SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=0.5)

    def handle(self, *, interval: float, **_options):
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: stopped.set())
        with Heartbeat() as heartbeat:
            while not stopped.is_set():
                close_old_connections()
                heartbeat.note_progress()
                run_ticks(timezone.now())
                if not run_due_jobs(limit=1):
                    stopped.wait(interval)
