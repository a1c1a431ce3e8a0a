"""A public server starts clean and takes no demo people."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.lms.test_settings import PUBLIC


def manage(*command: str, **variables: str) -> subprocess.CompletedProcess:
    """Run a command with the settings of a public server."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={
            **kept,
            **PUBLIC,
            "DJANGO_SETTINGS_MODULE": "lms.settings.production",
            "LMS_SECRET_KEY": "kq7-wz2m" * 8,
            **variables,
        },
        capture_output=True,
        check=False,
        text=True,
    )


def test_django_has_nothing_to_say_against_a_public_server(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "INFO", LMS_VAR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.parametrize("command", ["seed_demo", "reset"])
def test_a_public_server_takes_no_demo_whatever_it_is_told(tmp_path, command):
    (tmp_path / "kept").touch()

    done = manage(command, LMS_DEMO="1", LMS_VAR=str(tmp_path))

    assert done.returncode != 0
    assert "LMS_DEMO" in done.stderr
    assert (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    "name", ["LMS_SECRET_KEY", "LMS_ALLOWED_HOSTS", "DATABASE_URL"]
)
def test_what_a_public_server_lacks_is_named(name):
    kept = {key: value for key, value in PUBLIC.items() if key != name}
    done = subprocess.run(
        [sys.executable, "-c", "import lms.settings.production"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **kept},
        capture_output=True,
        check=False,
        text=True,
    )

    assert done.returncode != 0
    assert name in done.stderr
