"""A site of its own for the benchmark: a data folder and a server on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import load

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((load.HOST, 0))
        return probe.getsockname()[1]


class Site:
    """Knows the data folder and the port of one benchmark."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "LMS_VAR": str(folder),
            "PORT": str(self.port),
        }

    def ask(self, part: str) -> dict:
        """Run a part of the benchmark inside the site; return what it wrote."""
        output = self.folder / f"{part}.json"
        command = [sys.executable, "-m", "benchmarks.inside", part, str(output)]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)
        return json.loads(output.read_text())

    @contextmanager
    def served(self) -> Iterator[None]:
        """Run the server of `make run`, configured alike, while the block lasts."""
        config = str(ROOT / "lms" / "gunicorn.py")
        bind = f"{load.HOST}:{self.port}"
        serve = [sys.executable, "-m", "gunicorn", "-c", config, "-b", bind]
        command = [*serve, "lms.wsgi"]
        server = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        try:
            self._wait_until_alive(server)
            yield
        finally:
            server.terminate()
            server.wait(30)

    def _wait_until_alive(self, server: subprocess.Popen) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and server.poll() is None:
            try:
                load.fetch(self.port, "/bare/")
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError("The web server did not start; see its messages above.")
