"""The whole site as `make run` makes it: filled once for a state of the code, copied.

The first start of a new folder loads everything and takes minutes. The first test that
needs a filled site makes that start, in a folder kept beside pytest's cache; what was
seen in it is kept for the tests of the start itself. Every other site is a copy.
"""

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.house.repository import all_files

ROOT = Path(__file__).parent.parent
START_SECONDS = 500
NOT_SERVED = ("tests/", "docs/", "benchmarks/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """A running site: where it is, who may sign in, and how to stop and start it."""

    folder: Path
    port: int = field(default_factory=_free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def people(self) -> dict[str, str]:
        """Sign-in names of the demo people with their passwords."""
        rows = json.loads((self.folder / "demo.json").read_text())
        return {row["sign_in"]: row["password"] for row in rows}

    @property
    def log(self) -> Path:
        return self.folder / "serve.log"

    def start(self) -> None:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.local",
            "LMS_VAR": str(self.folder),
            "PORT": str(self.port),
        }
        env.pop("DATABASE_URL", None)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), "serve"],
                env=env,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                urllib.request.urlopen(f"{self.url}/readyz", timeout=5)
            except OSError:
                time.sleep(0.2)
            else:
                return
        self.process.kill()
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def _parent_of(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def _descendants(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
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


def _is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@dataclass(frozen=True)
class Run:
    """What one run of the site showed between its start and after Ctrl-C."""

    port: int
    seconds: float
    alive: dict
    ready: dict
    home: str
    processes: int
    left_behind: int
    said: str
    ended_with: int


def _answer(site: Site, path: str) -> str:
    with urllib.request.urlopen(f"{site.url}{path}", timeout=10) as answer:
        return answer.read().decode()


def run(site: Site) -> Run:
    """Start the site, look at it, press Ctrl-C."""
    site.log.unlink(missing_ok=True)
    started = time.monotonic()
    site.start()
    seconds = time.monotonic() - started
    try:
        alive = json.loads(_answer(site, "/healthz"))
        ready = json.loads(_answer(site, "/readyz"))
        home = _answer(site, "/kk/")
        processes = _descendants(site.process.pid)
    finally:
        site.stop()
    return Run(
        port=site.port,
        seconds=seconds,
        alive=alive,
        ready=ready,
        home=home,
        processes=len(processes),
        left_behind=sum(map(_is_alive, processes)),
        said=site.log.read_text(),
        ended_with=site.process.returncode,
    )


def _state_of_the_code() -> str:
    """Return a digest of all that a site is made of."""
    digest = hashlib.sha256()
    for name in all_files():
        if not name.startswith(NOT_SERVED):
            digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return digest.hexdigest()[:16]


def _filled(cache_folder: Path) -> Path:
    """Return the folder that a first start filled; the first to ask makes it."""
    folder = cache_folder / f"site-{_state_of_the_code()}"
    with (cache_folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in cache_folder.glob("site-*"):
                shutil.rmtree(old)
            draft = cache_folder / "draft"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            seen = run(Site(draft))
            (draft / "first.json").write_text(json.dumps(asdict(seen)))
            draft.rename(folder)
    return folder


def first_run(cache_folder: Path) -> Run:
    """Return what the first start in an empty folder showed."""
    return Run(**json.loads((_filled(cache_folder) / "first.json").read_text()))


def fill(folder: Path, cache_folder: Path) -> None:
    """Give `folder` all content and the demo people, as after a first start."""
    shutil.copytree(_filled(cache_folder), folder, dirs_exist_ok=True)
