"""The living page: every style sheet, every state of it, has a specimen there."""

import re
from pathlib import Path

import pytest
import soupsieve
import tinycss2
from bs4 import BeautifulSoup

from core import styleguide
from tests.house.repository import texts
from tests.house.stylesheets import parts_of, rules_of

SHEETS = r"static/css/components/.*\.css"
TRIED_BY_HAND = re.compile(
    r":has\(:focus-visible\)|\[popover\]|::[\w-]+"
    r"|:(?:hover|active|focus-visible|focus|target|empty)\b"
)
"""What a still page cannot hold: the mouse, the keyboard, an opened sheet."""


@pytest.fixture(scope="module")
def selectors():
    return {path: selectors_of(css) for path, css in texts(SHEETS).items()}


@pytest.fixture
def page(client, db):
    return BeautifulSoup(client.get("/styleguide/").content, "html.parser")


def selectors_of(css: str) -> list[str]:
    """Return each selector without what only a reader's hand can bring about."""
    return [
        TRIED_BY_HAND.sub("", tinycss2.serialize(part)).strip()
        for rule in rules_of(css)
        if rule.depth == 1
        for part in parts_of(rule.selector)
        if part
    ]


def without_specimen(page: BeautifulSoup, selectors: dict) -> list[str]:
    """Return the selectors that dress nothing on the page."""
    return [
        f"{Path(path).name}: {selector}"
        for path, found in selectors.items()
        for selector in found
        if not soupsieve.select_one(selector, page)
    ]


def test_missing_specimen_is_found():
    page = BeautifulSoup('<p class="card" data-state="now"></p>', "html.parser")
    css = '.card { } .card--now, .card[data-state="now"] { } .tag:hover::before { }'

    assert without_specimen(page, {"card.css": selectors_of(css)}) == [
        "card.css: .card--now",
        "card.css: .tag",
    ]


def test_every_state_of_every_component_has_a_specimen(page, selectors):
    assert len(selectors) > 60
    assert without_specimen(page, selectors) == []


def test_every_component_is_among_the_contents(selectors):
    named = {name for group in styleguide.GROUPS for name in group.names}
    blocks = {Path(path).stem.replace("_", "-") for path in selectors}

    assert blocks - named == set()


def test_contents_lead_to_specimens(page):
    links = page.select("nav[aria-label=Contents] a")
    targets = {element["id"] for element in page.select("[id]")}

    assert len(links) > 60
    assert {link["href"].removeprefix("#") for link in links} <= targets


def test_ids_are_unique(page):
    ids = [element["id"] for element in page.select("[id]")]

    assert len(ids) == len(set(ids))


def test_page_is_english_in_every_language(client, db):
    response = client.get("/styleguide/", headers={"accept-language": "kk"})

    assert '<html lang="en"' in response.text
    assert response["Content-Language"] == "en"


def test_page_is_for_the_demo_only(client, db, settings):
    settings.LMS_DEMO = False

    assert client.get("/styleguide/", follow=True).status_code == 404
