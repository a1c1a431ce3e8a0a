"""What a backup holds, and where it goes back to."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

STORES = {"media": "default", "private": "private"}
SQLITE_NAME = "db.sqlite3"
DUMP_NAME = "database.dump"
POSTGRES_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT",
}


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


def postgres_environment(parameters: dict) -> dict[str, str]:
    """Return the environment in which PostgreSQL's tools find the database.

    `parameters` are those of the connection: what an address says after its "?",
    such as a socket's folder or a certificate, is among them.
    """
    found = {
        variable: str(parameters[name])
        for name, variable in POSTGRES_VARIABLES.items()
        if parameters.get(name)
    }
    return {**os.environ, **found}
