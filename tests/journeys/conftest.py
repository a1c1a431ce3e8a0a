"""The whole site running as `make run` serves it, and a real browser in front of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from lms.system import find_browser

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 500
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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

    def start(self) -> None:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.local",
            "LMS_VAR": str(self.folder),
            "PORT": str(self.port),
        }
        env.pop("DATABASE_URL", None)
        with (self.folder / "serve.log").open("ab") as log:
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
            assert self.process.poll() is None, (self.folder / "serve.log").read_text()
            try:
                urllib.request.urlopen(f"{self.url}/readyz", timeout=5)
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError((self.folder / "serve.log").read_text())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """One site for all journeys of this process, with the content and the demo."""
    running = Site(tmp_path_factory.mktemp("site"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium; without one, journeys are skipped or refused."""
    path = find_browser()
    if path is None:
        told = (
            "No Chromium: install the package `chromium`, or run `make test` as root."
        )
        if os.environ.get("LMS_REQUIRE_BROWSER") == "1":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=BROWSER_ARGUMENTS
        )
        # The browser's loop lives in this process: Django would take every later test
        # of it for asynchronous code
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open pages of a chosen width, scheme and with or without JavaScript."""
    contexts = []

    def opened(width=1280, scheme="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def browser_page(open_page):
    return open_page()


def pytest_collection_modifyitems(items):
    """Loading the site takes its time; a journey itself must not."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.timeout(180, func_only=True))
