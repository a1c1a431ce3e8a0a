"""The one command that runs the whole site: `manage.py serve`."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, Site

SECOND_START_SECONDS = 10
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("serve"),
    pytest.mark.skipif(not Path("/proc").exists(), reason="finds processes in /proc"),
]


def _parent_of(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = _parent_of(int(path.name))
        except OSError:
            continue  # it has just ended
    found, waiting = set(), {pid}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting}
        found |= waiting
    return found


def is_alive(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


@dataclass(frozen=True)
class Run:
    """What one run of the site showed between its start and Ctrl-C."""

    seconds: float
    alive: dict
    ready: dict
    home: str
    processes: set[int]
    said: str
    ended_with: int


def _answer(site: Site, path: str) -> str:
    with urllib.request.urlopen(f"{site.url}{path}", timeout=10) as answer:
        return answer.read().decode()


def run(site: Site) -> Run:
    """Start the site, look at it, press Ctrl-C."""
    log = site.folder / "serve.log"
    log.unlink(missing_ok=True)
    started = time.monotonic()
    site.start()
    seconds = time.monotonic() - started
    alive, ready = (
        json.loads(_answer(site, f"/{name}")) for name in ("healthz", "readyz")
    )
    home = _answer(site, "/kk/")
    processes = descendants(site.process.pid)
    site.stop()
    said = log.read_text()
    return Run(seconds, alive, ready, home, processes, said, site.process.returncode)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("var"))
    yield site
    if site.process.poll() is None:  # a start that took too long
        site.process.kill()
        site.process.wait()


@pytest.fixture(scope="module")
def first(site):
    return run(site)


@pytest.fixture(scope="module")
def mark(site, first):
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
    assert f"Qadam is running: http://localhost:{site.port}/" in first.said
    for name, password in site.people.items():
        assert name in first.said
        assert password in first.said
    assert "Ctrl-C stops it." in first.said


def test_ctrl_c_ends_every_process(first):
    assert len(first.processes) >= 3  # web master, web worker, background worker
    assert not any(map(is_alive, first.processes))
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
