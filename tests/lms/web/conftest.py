"""The whole site, for tests that follow every link of it."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import override_settings
from wagtail.models import Collection, Locale, Page

from accounts.models import Person
from tests.site import fill


def _plant_roots() -> None:
    """Put back the roots that a test with transactions of its own has flushed."""
    locale, _new = Locale.objects.get_or_create(language_code="kk")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", locale=locale)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


@contextmanager
def _connected_to(database: str) -> Iterator[None]:
    """Let the tests' connection lead to another database for a while."""
    own = connection.settings_dict["NAME"]
    for name in (database, own):
        connection.close()
        connection.settings_dict["NAME"] = name
        ContentType.objects.clear_cache()
        if name == database:
            yield


def _on_server(statement: str, *names: str) -> None:
    quoted = [connection.ops.quote_name(name) for name in names]
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement.format(*quoted))


@contextmanager
def _database_on_server() -> Iterator[str]:
    """Make a second database on the server and load everything into it."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_whole"
    connection.close()
    _on_server("DROP DATABASE IF EXISTS {0}", name)
    _on_server("CREATE DATABASE {0} TEMPLATE {1}", name, own)
    with _connected_to(name):
        _plant_roots()
        call_command("load_content", stdout=io.StringIO())
        call_command("seed_demo", stdout=io.StringIO())
    yield name
    _on_server("DROP DATABASE {0}", name)


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("filled")


@pytest.fixture(scope="session")
def whole_database(django_db_setup, django_db_blocker, filled_folder, site_cache):
    """The name of a database with all content and the demo people."""
    if connection.vendor == "sqlite":
        fill(filled_folder, site_cache)
        private = filled_folder / "private"
        shutil.copytree(private, settings.PRIVATE_ROOT, dirs_exist_ok=True)
        yield str(filled_folder / "db.sqlite3")
        return
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=filled_folder),
        _database_on_server() as name,
    ):
        yield name


@pytest.fixture
def whole_site(whole_database, django_db_blocker, filled_folder):
    """All content and the demo people, as they were; gives one who has learnt."""
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=filled_folder),
        _connected_to(whole_database),
        transaction.atomic(),
    ):
        yield Person.objects.get(username="aigul")
        transaction.set_rollback(True)


def pytest_itemcollected(item):
    """Time each test by itself: whichever comes first also loads the site."""
    item.add_marker(pytest.mark.timeout(600, func_only=True))
