"""Migrations: none missing, named for what they do, every promise with a name."""

import re

import pytest
from django.apps import apps as django_apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override

from tests.house.repository import apps, files

INITIAL = "0001_initial"
GIVEN_BY_DJANGO = re.compile(r"_[0-9a-f]{4,8}_(?:idx|uniq)|.*_[0-9a-f]{6,8}_idx")


def our_models() -> list[type[models.Model]]:
    return [m for m in django_apps.get_models() if m._meta.app_label in apps()]


def badly_named(paths: list[str]) -> list[str]:
    """Return migrations that Django named, and those that are not the app's first.

    While the foundation is built each app keeps a single first migration.
    """
    return [path for path in paths if not path.endswith(f"/{INITIAL}.py")]


def nameless(model: type[models.Model]) -> list[str]:
    """Return a model's indexes and constraints whose names tell nothing."""
    meta = model._meta
    promises = [*meta.indexes, *meta.constraints]
    found = [one.name for one in promises if GIVEN_BY_DJANGO.fullmatch(one.name)]
    old_ways = ("unique_together", "index_together", "order_with_respect_to")
    return found + [name for name in old_ways if getattr(meta, name, None)]


def missing(state: ProjectState) -> list[str]:
    """Return the apps of ours whose models have moved on since their migrations."""
    with override(None):
        loader = MigrationLoader(None)
        detector = MigrationAutodetector(loader.project_state(), state)
        changes = detector.changes(graph=loader.graph)
    return sorted(set(changes) & set(apps()))


@pytest.fixture
def _nothing_applied(monkeypatch):
    """A migration of wagtail-localize asks the database when it is imported."""
    monkeypatch.setattr(models.QuerySet, "exists", lambda _self: False)


def test_bad_name_is_found():
    paths = ["a/migrations/0001_initial.py", "a/migrations/0002_auto_20270101.py"]

    assert badly_named(paths) == paths[1:]


def test_nameless_is_found():
    class Meta:
        app_label = "core"
        indexes = [models.Index(fields=["number"])]
        unique_together = [("number", "place")]

    fields = {"number": models.IntegerField(), "place": models.IntegerField()}
    body = {"__module__": "core.planted", "Meta": Meta, **fields}
    planted = type("Planted", (models.Model,), body)
    try:
        assert nameless(planted) == [
            planted._meta.indexes[0].name,
            "unique_together",
        ]
    finally:
        django_apps.all_models["core"].pop("planted")
        django_apps.clear_cache()


@pytest.mark.usefixtures("_nothing_applied")
def test_missing_is_found():
    state = ProjectState.from_apps(django_apps)
    state.remove_field("courses", "track", "order")

    assert missing(state) == ["courses"]


def test_each_app_has_one_migration_named_initial():
    found = files(r"\w+/migrations/\d.*\.py")

    assert len(found) > 5
    assert badly_named(found) == []


def test_every_index_and_constraint_has_a_telling_name():
    found = {model._meta.label: nameless(model) for model in our_models()}

    assert {label: names for label, names in found.items() if names} == {}


@pytest.mark.usefixtures("_nothing_applied")
def test_no_migration_is_missing():
    assert missing(ProjectState.from_apps(django_apps)) == []
