"""The connection: IMMEDIATE, synchronous=FULL, WAL only where it is safe."""

import sqlite3
import warnings
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base

FIXED_IN = ((3, 51, 3),)
BACKPORTS = {(3, 50): 7, (3, 44): 6}
BUSY_SECONDS = 20


def has_wal_fix(version: tuple[int, int, int]) -> bool:
    """Tell whether a library version has the fix of the WAL-reset race.

    Fixed in 3.51.3 and in the backports 3.50.7 and 3.44.6 (sqlite.org/wal.html).
    """
    if version >= FIXED_IN[0]:
        return True
    least = BACKPORTS.get(version[:2])
    return least is not None and version[2] >= least


def journal_mode(version: tuple[int, int, int], wanted: str = "") -> str:
    """Return the journal; raises ImproperlyConfigured for WAL without the fix."""
    fixed = has_wal_fix(version)
    if wanted.upper() == "WAL" and not fixed:
        raise ImproperlyConfigured(
            "This SQLite has the WAL-reset bug. Install pysqlite3 0.6.1 or newer, or "
            "leave the journal mode out."
        )
    if not fixed:
        warnings.warn(
            "SQLite without the WAL-reset fix: the DELETE journal is used, writes "
            "are slower. Installing pysqlite3 brings a newer library.",
            RuntimeWarning,
            stacklevel=2,
        )
    return wanted.upper() or ("WAL" if fixed else "DELETE")


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        params = super().get_connection_params()
        params.setdefault("timeout", BUSY_SECONDS)
        self.wanted_journal = params.pop("journal_mode", "")
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params):
        if not self.is_in_memory_db():
            Path(conn_params["database"]).parent.mkdir(parents=True, exist_ok=True)
        connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            mode = journal_mode(sqlite3.sqlite_version_info, self.wanted_journal)
            connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA mmap_size=0")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-20000")
        return connection
