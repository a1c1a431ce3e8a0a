"""The one command that runs the whole site: `manage.py serve`."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.site import ROOT, Site, fill, first_run, run

SECOND_START_SECONDS = 10
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(60, func_only=True),
    pytest.mark.skipif(not Path("/proc").exists(), reason="finds processes in /proc"),
]


@pytest.fixture(scope="module")
def first(site_cache):
    return first_run(site_cache)


@pytest.fixture(scope="module")
def site(tmp_path_factory, site_cache):
    site = Site(tmp_path_factory.mktemp("var"))
    fill(site.folder, site_cache)
    return site


@pytest.fixture(scope="module")
def mark(site):
    """Something that a person did between the two runs."""
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as database:
        database.execute("UPDATE accounts_person SET position = 'kept' WHERE id = 1")
        database.commit()


@pytest.fixture(scope="module")
def second(site, mark):
    return run(site)


def test_the_first_start_fills_an_empty_folder(first, site):
    assert first.alive == {"alive": True}
    assert first.ready["ready"] is True
    assert "Qadam" in first.home
    for name in ("db.sqlite3", "demo.json", "secret_key", "static"):
        assert (site.folder / name).exists()


def test_it_says_where_it_runs_and_how_to_sign_in(first, site):
    assert f"Qadam is running: http://localhost:{first.port}/" in first.said
    for name, password in site.people.items():
        assert name in first.said
        assert password in first.said
    assert "Ctrl-C stops it." in first.said


def test_ctrl_c_ends_every_process(first):
    assert first.processes >= 3  # web master, web worker, background worker
    assert first.left_behind == 0
    assert first.ended_with == 0
    assert "Stopped; all data is kept." in first.said
    assert "Traceback" not in first.said


def test_a_second_start_is_quick_and_keeps_everything(second, site):
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    assert busy or second.seconds < SECOND_START_SECONDS
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as database:
        query = "SELECT position FROM accounts_person WHERE id = 1"
        assert database.execute(query).fetchone() == ("kept",)


def test_the_data_folder_is_only_for_its_owner(first, site):
    assert (site.folder / "secret_key").stat().st_mode & 0o077 == 0


def test_a_busy_port_is_told_before_anything_is_done(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "serve"],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "lms.settings.local",
                "LMS_VAR": str(tmp_path),
                "PORT": port,
            },
            capture_output=True,
            check=False,
            text=True,
        )

    assert done.returncode != 0
    assert f"Port {port} is in use. Stop what runs there, or choose" in done.stderr
    assert not (tmp_path / "db.sqlite3").exists()
