"""What the settings of a public server say, read in a process of its own."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from core.health import PROBES

PUBLIC = {
    "DATABASE_URL": "postgres://qadam@localhost/qadam",
    "LMS_ALLOWED_HOSTS": "qadam.example",
    "LMS_BASE_URL": "https://qadam.example",
    "LMS_SECRET_KEY": "a key for a test",
    "REDIS_URL": "redis://localhost:6379/0",
}
ONE_PROXY = {"LMS_TRUSTED_PROXIES": "1"}
READ = (
    "import json, sys; from lms.settings import {module} as s;"
    "print(json.dumps([getattr(s, name) for name in sys.argv[1:]], default=str))"
)


def _settings(module: str, *names: str, **variables: str) -> list:
    """Return settings of a module under these environment variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", READ.format(module=module), *names],
        cwd=settings.BASE_DIR,
        env={**kept, **variables},
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("address", sorted(PROBES))
def test_production_answers_probes_on_plain_http(address):
    (exempt,) = _settings("production", "SECURE_REDIRECT_EXEMPT", **PUBLIC)

    assert any(re.search(pattern, address.lstrip("/")) for pattern in exempt)


@pytest.mark.parametrize(("variables", "count"), [({}, 0), (ONE_PROXY, 1)])
def test_proxies_are_trusted_by_number(variables, count):
    (said,) = _settings("base", "ALLAUTH_TRUSTED_PROXY_COUNT", **variables)

    assert said == count


def test_local_listens_where_the_port_says(tmp_path):
    variables = {"PORT": "8123", "LMS_VAR": str(tmp_path)}

    said = _settings("local", "PORT", "WAGTAILADMIN_BASE_URL", **variables)

    assert said == [8123, "http://localhost:8123"]


def test_databases_of_tests_are_never_named_after_the_real_one():
    (databases,) = _settings("test", "DATABASES")

    assert databases["default"]["TEST"] == {"NAME": ":memory:"}
    assert list(settings.BASE_DIR.glob("test_*")) == []


def test_a_bucket_keeps_both_kinds_of_files_apart():
    bucket = {"LMS_MEDIA_BUCKET": "qadam", "LMS_MEDIA_ENDPOINT": "https://s3.example"}

    stores, address = _settings(
        "production", "STORAGES", "MEDIA_URL", **PUBLIC, **bucket
    )

    places = {
        name: stores[name]["OPTIONS"]["location"] for name in ("default", "private")
    }
    assert places == {"default": "default", "private": "private"}
    assert stores["default"]["BACKEND"] == "core.bucket.BucketStorage"
    assert address == "/media/"


def test_counters_and_copies_are_kept_apart_in_redis():
    (caches,) = _settings("production", "CACHES", **PUBLIC)

    assert {name: cache["KEY_PREFIX"] for name, cache in caches.items()} == {
        name: name for name in ("default", "copies", "renditions")
    }
    assert {cache["LOCATION"] for cache in caches.values()} == {PUBLIC["REDIS_URL"]}
