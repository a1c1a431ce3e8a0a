"""Throw away the data of this folder: database, files, static copies."""

import shutil

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

KEPT = ("backups", "secret_key", "bench.json")


class Command(BaseCommand):
    help = "Delete the data under LMS_VAR; backups stay. Refuses where no demo may be."
    requires_system_checks = ()

    def handle(self, **_options):
        if not settings.LMS_DEMO:
            raise CommandError("Data may be thrown away only where LMS_DEMO is on.")
        if not settings.VAR_DIR.exists():
            return
        for path in settings.VAR_DIR.iterdir():
            if path.name in KEPT:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        self.stdout.write(f"{settings.VAR_DIR} is empty; `make run` fills it anew.")
