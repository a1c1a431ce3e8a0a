"""Write one file with the database and all uploaded and issued files."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from core.backups import (
    DUMP_NAME,
    SQLITE_NAME,
    elsewhere,
    folders,
    postgres_environment,
)


class Command(BaseCommand):
    help = "Back up the database and the files into one archive."

    def add_arguments(self, parser):
        parser.add_argument("archive", nargs="?", type=Path)

    def handle(self, *, archive: Path | None, **_options):
        stamp = timezone.now().strftime("%Y%m%dT%H%M%SZ")
        archive = archive or settings.VAR_DIR / "backups" / f"qadam-{stamp}.tar.gz"
        archive.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            database = self._dump(Path(folder))
            unfinished = archive.with_suffix(".part")
            with tarfile.open(unfinished, "w:gz") as tar:
                tar.add(database, arcname=database.name)
                for name, path in folders().items():
                    if path.exists():
                        tar.add(path, arcname=name)
            unfinished.replace(archive)
        self.stdout.write(f"Backed up to {archive}")
        for name in elsewhere():
            self.stdout.write(
                f"Not in it: {name} files. They are in the bucket; keep its versions, "
                "or copy it by its own means."
            )

    def _dump(self, folder: Path) -> Path:
        if connection.vendor == "sqlite":
            target = folder / SQLITE_NAME
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(target)])
            return target
        tool = shutil.which("pg_dump")
        if tool is None:
            raise CommandError("pg_dump is missing: install the PostgreSQL client.")
        target = folder / DUMP_NAME
        parameters = connection.get_connection_params()
        done = subprocess.run(
            [tool, "--format=custom", f"--file={target}", parameters["dbname"]],
            check=False,
            env=postgres_environment(parameters),
        )
        if done.returncode:
            raise CommandError("pg_dump failed; its message stands above.")
        return target
