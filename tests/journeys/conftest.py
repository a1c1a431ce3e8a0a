"""The whole site running as `make run` serves it, and a real browser in front of it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from lms.system import find_browser
from tests.site import Site, fill

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory, site_cache):
    """One site for all journeys of this process, with the content and the demo."""
    running = Site(tmp_path_factory.mktemp("site"))
    fill(running.folder, site_cache)
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
