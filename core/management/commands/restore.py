"""Put the database and the files of a backup back."""

import gzip
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from core.backups import (
    DUMP_NAME,
    SQLITE_NAME,
    elsewhere,
    folders,
    postgres_environment,
)
from core.models import WorkerHeartbeat

CHUNK = 1024 * 1024


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
            _unpack(archive, unpacked)
            self._restore_database(unpacked)
            for name, path in folders().items():
                if (unpacked / name).exists():
                    shutil.rmtree(path, ignore_errors=True)
                    shutil.copytree(unpacked / name, path)
            left = [name for name in elsewhere() if (unpacked / name).exists()]
        self.stdout.write(f"Restored {archive}")
        for name in elsewhere():
            done = "in the archive, not put back" if name in left else "as they were"
            self.stdout.write(f"{name.capitalize()} files: {done}; a bucket keeps them")

    def _restore_database(self, unpacked: Path) -> None:
        if connection.vendor == "sqlite":
            source = unpacked / SQLITE_NAME
            if not source.exists():
                raise CommandError("The archive holds no SQLite database.")
            _check(source)
            connection.close()
            target = Path(settings.DATABASES["default"]["NAME"])
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = target.with_name(target.name + ".restoring")
            shutil.copyfile(source, copy)
            for suffix in ("-wal", "-shm"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
            copy.replace(target)
            return
        if not (unpacked / DUMP_NAME).exists():
            raise CommandError("The archive holds no PostgreSQL database.")
        tool = shutil.which("pg_restore")
        if tool is None:
            raise CommandError("pg_restore is missing: install the PostgreSQL client.")
        parameters = connection.get_connection_params()
        connection.close()
        done = subprocess.run(
            [
                tool,
                "--clean",
                "--if-exists",
                "--single-transaction",
                f"--dbname={parameters['dbname']}",
                str(unpacked / DUMP_NAME),
            ],
            check=False,
            env=postgres_environment(parameters),
        )
        if done.returncode:
            raise CommandError(
                "pg_restore failed, nothing was changed; its message stands above."
            )


def _is_running() -> bool:
    since = timezone.now() - timedelta(seconds=15)
    try:
        return WorkerHeartbeat.objects.filter(beat_at__gte=since).exists()
    except DatabaseError:
        return False


def _unpack(archive: Path, target: Path) -> None:
    """Unpack an archive; raise CommandError, before anything is put back, if damaged.

    The stream is read to its end first: only there stands its checksum.
    """
    try:
        with gzip.open(archive) as stream:
            while stream.read(CHUNK):
                pass
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
    except (OSError, EOFError, zlib.error, tarfile.TarError) as failure:
        raise CommandError(f"The archive is damaged: {failure}") from failure


def _check(path: Path) -> None:
    """Raise CommandError unless the database is whole."""
    try:
        with closing(sqlite3.connect(path)) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as failure:
        verdict = str(failure)
    if verdict != "ok":
        raise CommandError(f"The database in the archive is damaged: {verdict}")
