"""The whole site, for tests that follow every link of it."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from wagtail.models import Collection, Locale, Page

from accounts.models import Person


def _plant_roots() -> None:
    """Put back the roots that a test with transactions of its own has flushed."""
    locale, _new = Locale.objects.get_or_create(language_code="kk")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", locale=locale)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


@pytest.fixture(scope="package")
def whole_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """All content and the demo people, loaded once and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        _plant_roots()
        with override_settings(VAR_DIR=tmp_path_factory.mktemp("var")):
            call_command("load_content", stdout=io.StringIO())
            call_command("seed_demo", stdout=io.StringIO())
        yield Person.objects.get(username="aigul")
        transaction.set_rollback(True)


def pytest_itemcollected(item):
    """Time each test by itself: whichever comes first also loads the site."""
    item.add_marker(pytest.mark.timeout(600, func_only=True))
