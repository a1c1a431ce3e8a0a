"""Put the database and the files of a backup back."""

import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from core.backups import DUMP_NAME, SQLITE_NAME, folders, postgres_environment
from core.models import WorkerHeartbeat


class Command(BaseCommand):
    help = "Restore an archive made by backup; stop the server first."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)

    def handle(self, *, archive: Path, **_options):
        if not archive.exists():
            raise CommandError(f"There is no file {archive}.")
        if _is_running():
            raise CommandError("A worker is running here: stop the server first.")
        with tempfile.TemporaryDirectory() as folder:
            unpacked = Path(folder)
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data")
            self._restore_database(unpacked)
            for name, path in folders().items():
                if (unpacked / name).exists():
                    shutil.rmtree(path, ignore_errors=True)
                    shutil.copytree(unpacked / name, path)
        self.stdout.write(f"Restored {archive}")

    def _restore_database(self, unpacked: Path) -> None:
        if connection.vendor == "sqlite":
            source = unpacked / SQLITE_NAME
            if not source.exists():
                raise CommandError("The archive holds no SQLite database.")
            _check(source)
            connection.close()
            target = Path(settings.DATABASES["default"]["NAME"])
            for suffix in ("-wal", "-shm"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            return
        tool = shutil.which("pg_restore")
        if tool is None:
            raise CommandError("pg_restore is missing: install the PostgreSQL client.")
        options = connection.settings_dict
        subprocess.run(
            [
                tool,
                "--clean",
                "--if-exists",
                f"--dbname={options['NAME']}",
                str(unpacked / DUMP_NAME),
            ],
            check=True,
            env=postgres_environment(options),
        )


def _is_running() -> bool:
    since = timezone.now() - timedelta(seconds=15)
    try:
        return WorkerHeartbeat.objects.filter(beat_at__gte=since).exists()
    except DatabaseError:
        return False


def _check(path: Path) -> None:
    """Raise CommandError unless the database is whole."""
    with sqlite3.connect(path) as database:
        verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise CommandError(f"The database in the archive is damaged: {verdict}")
