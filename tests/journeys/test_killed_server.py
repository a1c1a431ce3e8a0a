"""The server dies in the middle of saving, again and again; what it confirmed stays."""

import json
import os
import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from tests.site import Site, fill

QUIZ = "/en/courses/online-safety/a2-2-phishing-quiz/"
KILLS = 5
SAVING_SECONDS = 1.5

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="finds the processes in /proc"
)


@dataclass
class Saver:
    """A learner's script: saves without a break and notes what was confirmed."""

    site: Site
    confirmed: list[int] = field(default_factory=list)
    tried: int = 0

    def __post_init__(self):
        self.jar = CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(handler)

    def get(self, address: str):
        reply = self.opener.open(address, timeout=20)
        return reply.url, BeautifulSoup(reply.read(), "html.parser")

    def post(self, address: str, **data):
        request = urllib.request.Request(address, urlencode(data).encode())
        request.add_header("Accept", "application/json, text/html")
        return self.opener.open(request, timeout=20)

    def token(self) -> str:
        return next(c.value for c in self.jar if c.name == "csrftoken")

    def begin(self) -> None:
        """Sign in and open an attempt; keep the address of its first question."""
        address = f"{self.site.url}/en/account/sign-in/"
        self.get(address)
        password = self.site.people["bolat"]
        self.post(
            address,
            login="bolat",
            password=password,
            csrfmiddlewaretoken=self.token(),
        )
        _url, page = self.get(self.site.url + QUIZ)
        start = page.select_one("form[action*='/start/']")["action"]
        reply = self.post(self.site.url + start, csrfmiddlewaretoken=self.token())
        self.question = reply.url
        _url, page = self.get(self.question)
        self.choices = [i["value"] for i in page.select("input[name=response]")]

    def save_until(self, stopped: threading.Event) -> None:
        while not stopped.is_set():
            self.tried += 1
            try:
                reply = self.post(
                    self.question,
                    response=self.choices[self.tried % len(self.choices)],
                    revision=self.tried,
                    csrfmiddlewaretoken=self.token(),
                )
                report = json.loads(reply.read())
            except (OSError, ValueError):
                return
            if report["saved"]:
                self.confirmed.append(report["revision"])


def _kill_all(site: Site) -> None:
    """Kill every process of the site at once, as a power cut would."""
    mark = f"LMS_VAR={site.folder}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = mark in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if is_ours:
            os.kill(int(folder.name), signal.SIGKILL)
    site.process.wait(10)


def _stored(site: Site) -> set[int]:
    with sqlite3.connect(site.folder / "db.sqlite3") as database:
        rows = database.execute(
            "SELECT revision FROM quizzes_response WHERE source = 'script'"
        ).fetchall()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return {revision for (revision,) in rows}


@pytest.fixture
def own_site(tmp_path, site_cache):
    site = Site(tmp_path)
    fill(site.folder, site_cache)
    site.start()
    yield site
    site.stop()


def test_what_was_confirmed_survives_five_kills(own_site):
    saver = Saver(own_site)
    saver.begin()

    for _kill in range(KILLS):
        stopped = threading.Event()
        thread = threading.Thread(target=saver.save_until, args=[stopped])
        before = len(saver.confirmed)
        thread.start()
        time.sleep(SAVING_SECONDS)
        _kill_all(own_site)
        stopped.set()
        thread.join(30)
        assert len(saver.confirmed) > before
        own_site.start()

        assert set(saver.confirmed) <= _stored(own_site)
