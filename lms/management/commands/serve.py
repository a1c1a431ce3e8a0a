"""Run the whole site with one command: data made ready, web server, worker."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core.catalogues import compile_catalogues

START_SECONDS = 60
STOP_SECONDS = 15


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _static_digest() -> str:
    """Return what tells one state of the static files from another."""
    digest = hashlib.sha256()
    digest.update((settings.BASE_DIR / "requirements.txt").read_bytes())
    digest.update((settings.BASE_DIR / "core" / "storage.py").read_bytes())
    for path in sorted((settings.BASE_DIR / "static").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _collect_static() -> None:
    """Join, hash and compress the static files unless nothing changed."""
    stamp = settings.VAR_DIR / "static.sha256"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest)


class Command(BaseCommand):
    help = "Make the data ready, then run the web server and the worker."

    def handle(self, **_options):
        self.port = settings.PORT
        if _is_taken(self.port):
            raise CommandError(
                f"Port {self.port} is in use. Stop what runs there, or choose "
                "another: make run PORT=8001"
            )
        try:
            self._make_ready()
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped before the site was ready; the next start goes on from here."
            ) from None
        self._run()

    def _make_ready(self) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        steps = [
            ("Translations", compile_catalogues),
            ("Database", lambda: call_command("migrate", verbosity=0)),
            ("Content", self._load_content),
            ("Static files", _collect_static),
        ]
        if settings.LMS_DEMO:
            steps.append(("Demo", lambda: call_command("seed_demo", stdout=_Silence())))
        for name, step in steps:
            started = time.monotonic()
            self.stdout.write(f"  {name} …", ending=" ")
            self.stdout.flush()
            step()
            self.stdout.write(f"{time.monotonic() - started:.1f} s")

    def _load_content(self) -> None:
        """Load the content; the line of a terminal names what is being loaded."""
        line = _ProgressLine(self.stdout, "  Content … ")
        call_command("load_content", stdout=line)
        line.clear()

    def _run(self) -> None:
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: stopped.set())
        manage = str(settings.BASE_DIR / "manage.py")
        config = str(settings.BASE_DIR / "lms" / "gunicorn.py")
        serve = [sys.executable, "-m", "gunicorn", "-c", config, "lms.wsgi"]
        serve += ["--bind", f"127.0.0.1:{self.port}"]
        work = [sys.executable, manage, "run_worker"]
        web, worker = self._start(serve), self._start(work)
        try:
            self._wait_until_alive(web, stopped)
            if not stopped.is_set():
                self._greet()
            while not stopped.wait(0.5):
                if web.poll() is not None:
                    raise CommandError("The web server ended; see its messages above.")
                if worker.poll() is not None:
                    worker = self._start(work)
        finally:
            self._end(web, worker)
        self.stdout.write("Stopped; all data is kept.")

    def _start(self, command: list[str]) -> subprocess.Popen:
        """Start a child that Ctrl-C does not reach: it is stopped in order, by us."""
        return subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=os.environ, start_new_session=True
        )

    def _end(self, *children: subprocess.Popen) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _wait_until_alive(self, web: subprocess.Popen, stopped) -> None:
        address = f"http://127.0.0.1:{self.port}/healthz"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and web.poll() is None:
            if stopped.wait(0.2):
                return
            try:
                urllib.request.urlopen(address, timeout=5)
            except (urllib.error.URLError, OSError):
                continue
            return
        raise CommandError("The web server did not start; see its messages above.")

    def _greet(self) -> None:
        self.stdout.write(f"\nQadam is running: http://localhost:{self.port}/\n")
        path = Path(settings.VAR_DIR / "demo.json")
        if settings.LMS_DEMO and path.exists():
            self.stdout.write("\n  role            sign-in name    password")
            for row in json.loads(path.read_text()):
                self.stdout.write(
                    f"  {row['role']:<15} {row['sign_in']:<15} {row['password']}"
                )
            self.stdout.write(
                f"\n  Editors: http://localhost:{self.port}/admin/"
                f"\n  Mails of the demo: http://localhost:{self.port}/kk/account/demo-mail/"
            )
        self.stdout.write("\nCtrl-C stops it.")
        self.stdout.flush()


class _ProgressLine:
    """A stream that shows the latest thing written to it in one line of a terminal.

    Where there is no terminal, as in a log, it says nothing.
    """

    def __init__(self, terminal, beginning: str) -> None:
        self.terminal = terminal
        self.beginning = beginning

    def write(self, text: str) -> None:
        if self.terminal.isatty() and text.strip():
            self.terminal.write(f"\r\033[K{self.beginning}{text.strip()}", ending="")
            self.terminal.flush()

    def clear(self) -> None:
        if self.terminal.isatty():
            self.terminal.write(f"\r\033[K{self.beginning}", ending="")

    def flush(self) -> None: ...


class _Silence:
    """A stream that says nothing."""

    def write(self, _text: str) -> None: ...

    def flush(self) -> None: ...
