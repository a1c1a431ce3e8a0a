"""What a backup holds, and where it goes back to."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

STORES = {"media": "default", "private": "private"}
SQLITE_NAME = "db.sqlite3"
DUMP_NAME = "database.dump"


def folders() -> dict[str, Path]:
    """Return the folders of files by their name in the archive."""
    return {
        name: Path(storages[alias].location)
        for name, alias in STORES.items()
        if isinstance(storages[alias], FileSystemStorage)
    }


def elsewhere() -> list[str]:
    """Return the names of the files that no folder holds: a bucket keeps them.

    They are no part of an archive; the bucket has its own means of backup.
    """
    return [name for name in STORES if name not in folders()]


def postgres_environment(options: dict) -> dict[str, str]:
    """Return the environment in which PostgreSQL's tools find the database."""
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
    }
    found = {
        variable: str(options[name])
        for name, variable in names.items()
        if options.get(name)
    }
    return {**os.environ, **found}
