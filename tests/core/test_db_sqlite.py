"""The embedded database: what each connection is set to."""

import sqlite3
import warnings
from contextlib import closing

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from core.db_sqlite import base

UNFIXED = (3, 45, 1)


def backend(path, **options):
    """A connection of its own to a database file."""
    databases = {
        "default": {"ENGINE": "core.db_sqlite", "NAME": path, "OPTIONS": options}
    }
    return ConnectionHandler(databases)["default"]


@pytest.fixture
def opened(tmp_path, django_db_blocker):
    """Open connections to the same file; all are closed at the end."""
    connections = []

    def connect(name="db.sqlite3", **options):
        connections.append(backend(tmp_path / "new" / name, **options))
        connections[-1].ensure_connection()
        return connections[-1]

    with django_db_blocker.unblock():
        yield connect
        for connection in connections:
            connection.close()


def pragma(connection, name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("mmap_size", 0),
        ("busy_timeout", 20_000),
        ("cache_size", -20_000),
        ("temp_store", 2),
    ],
)
def test_a_connection_is_set_up_for_safety(opened, name, value):
    assert pragma(opened(), name) == value


def test_the_journal_is_wal_where_that_is_safe_else_delete(opened):
    safe = base.has_wal_fix(sqlite3.sqlite_version_info)

    assert pragma(opened(), "journal_mode") == ("wal" if safe else "delete")


def test_a_busy_timeout_of_the_settings_wins(opened):
    assert pragma(opened(timeout=3), "busy_timeout") == 3000


def test_a_transaction_locks_at_its_start(opened):
    one, two = opened(), opened(timeout=0)

    with closing(one.cursor()) as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            two.set_autocommit(
                False, force_begin_transaction_with_broken_autocommit=True
            )
        cursor.execute("ROLLBACK")


@pytest.mark.parametrize("mode", ["DELETE", "truncate"])
def test_another_journal_may_be_asked_for(opened, mode):
    assert pragma(opened(journal_mode=mode), "journal_mode") == mode.lower()


def test_a_connection_refuses_wal_on_an_unfixed_library(opened, monkeypatch):
    monkeypatch.setattr(base.sqlite3, "sqlite_version_info", UNFIXED)

    with pytest.raises(ImproperlyConfigured, match="WAL-reset bug"):
        opened(journal_mode="WAL")


def test_a_database_in_memory_needs_no_file(django_db_blocker):
    connection = backend(":memory:")

    with django_db_blocker.unblock(), closing(connection):
        assert pragma(connection, "synchronous") == 2
        assert pragma(connection, "journal_mode") == "memory"


@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ((3, 53, 0), True),
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 49, 9), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 40, 1), False),
    ],
)
def test_which_libraries_have_the_wal_fix(version, fixed):
    assert base.has_wal_fix(version) is fixed


def test_wal_is_refused_on_an_unfixed_library():
    with pytest.raises(ImproperlyConfigured, match="pysqlite3"):
        base.journal_mode(UNFIXED, "wal")


def test_an_unfixed_library_gets_the_delete_journal_and_a_warning():
    with pytest.warns(RuntimeWarning, match="DELETE journal"):
        assert base.journal_mode(UNFIXED) == "DELETE"


@pytest.mark.parametrize(("wanted", "mode"), [("", "WAL"), ("delete", "DELETE")])
def test_a_fixed_library_warns_of_nothing(wanted, mode):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert base.journal_mode((3, 53, 0), wanted) == mode
