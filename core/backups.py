"""What a backup holds, and where it goes back to."""

import os
from pathlib import Path

from django.conf import settings

SQLITE_NAME = "db.sqlite3"
DUMP_NAME = "database.dump"


def folders() -> dict[str, Path]:
    """Return the folders of files by their name in the archive."""
    return {
        "media": Path(settings.MEDIA_ROOT),
        "private": Path(settings.STORAGES["private"]["OPTIONS"]["location"]),
    }


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
