"""Whoever works at the desk opens whatever it links to, and nothing breaks."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import Resolver404, resolve
from wagtail.models import Page

from accounts.models import Person

ROLES = {
    "editor": 100,
    "moderator": 100,
    "organiser": 10,
    "facilitator": 5,
    "admin": 150,
}
"""Who works at the desk in the demo, and how many addresses they open at least."""

LANGUAGES = ("kk", "ru", "en")
DESK = "/admin/"
PREVIEW = "/preview/"
NEVER = ("/admin/logout/", "/admin/login/")
WAGTAILS_OWN = (
    r"/admin/bulk/.*",  # a script adds the rows that were ticked
    r"/admin/pages/1/edit/",  # the root, in the path above a page; it is no page
    r"/admin/pages/create/\w+/\w+",  # from a list of pages of which there is one
)
"""Links of Wagtail that lead nowhere; it says so and goes back to its first page."""

NOTED = (
    "django_session",
    "wagtailadmin_editingsession",  # who has a page open just now
    "wagtailcore_pagesubscription",  # who hears of comments on it
    "wagtailusers_userprofile",  # a person's settings of the desk, the first time
)
"""Tables in which sessions and Wagtail itself note who is there."""

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass(frozen=True)
class Link:
    """An address and where it stands; one that scripts call may refuse a GET."""

    path: str
    found_on: str
    is_for_people: bool = True


@dataclass(frozen=True)
class Seen:
    """One answered address of the desk."""

    link: Link
    status: int
    ended_at: str
    page: BeautifulSoup | None


def _strings(value) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def _links(page: BeautifulSoup, path: str) -> Iterator[Link]:
    """Return what a page of the desk links to, in its menu and for its scripts too."""
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            is_address = isinstance(value, str) and value.startswith(DESK)
            if name == "href" or (is_address and name != "action"):
                yield Link(value, path, name == "href")
    menu = page.find("script", id="wagtail-sidebar-props")
    if menu is not None:
        for text in _strings(json.loads(menu.string)):
            if text.startswith(DESK):
                yield Link(text, path)


def _in_desk(link: Link) -> Link | None:
    """Return a link with its whole address, if it stays at the desk."""
    address = urldefrag(urljoin(f"http://testserver{link.found_on}", link.path)).url
    parts = urlsplit(address)
    if parts.netloc != "testserver" or not parts.path.startswith(DESK):
        return None
    if parts.path.startswith(NEVER):
        return None
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return Link(path, link.found_on, link.is_for_people)


def _kinds_of(link: Link, page_types: dict[int, int]) -> set[tuple]:
    """Return what makes an address worth a visit: its pattern, its kind of page.

    One with a query is worth it for each name that the query holds.
    """
    parts = urlsplit(link.path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return {(link.path,)}
    route = (match.route, match.namespace)
    asked = {name for name, _value in parse_qsl(parts.query)} - {"next"}
    if asked:
        return {(*route, name) for name in asked}
    named = {
        page_types.get(value, name) if isinstance(value, int) else value
        for name, value in match.kwargs.items()
        if isinstance(value, int) or re.search("[a-z]{3}", str(value))
    }
    return {(*route, frozenset(named))}


def crawl(client, page_types: dict[int, int]) -> Iterator[Seen]:
    """Open one address of each kind, from the desk's first page on."""
    waiting, known = [Link(DESK, DESK)], set()
    while waiting:
        link = waiting.pop(0)
        response = client.get(link.path, follow=True)
        page = None
        if response.headers["Content-Type"].startswith("text/html"):
            page = BeautifulSoup(response.content, "html.parser")
            for found in _links(page, response.request["PATH_INFO"]):
                target = _in_desk(found)
                kinds = _kinds_of(target, page_types) if target else set()
                if kinds - known:
                    known |= kinds
                    waiting.append(target)
        yield Seen(link, response.status_code, response.request["PATH_INFO"], page)


def _is_for_people(link: Link) -> bool:
    """Tell whether somebody who follows a link as it stands should see a page."""
    if not link.is_for_people:
        return False
    return not any(re.fullmatch(known, link.path) for known in WAGTAILS_OWN)


def _page_faults(page: BeautifulSoup, link: Link) -> Iterator[str]:
    language = page.html.get("lang")
    if language != "kk" and not (PREVIEW in link.path and language in LANGUAGES):
        yield f"lang is {language}"
    if not page.title or len(page.title.text.strip()) < 2:
        yield "no title"


def _faults(seen: Seen) -> Iterator[str]:
    """Return what is wrong with an answered address, in words."""
    link, where = seen.link, f"linked on {seen.link.found_on}"
    is_refused = seen.ended_at == DESK and urlsplit(link.path).path != DESK
    if seen.status >= 500:
        yield f"{link.path}: {seen.status}, {where}"
    elif seen.status != 200 or is_refused:
        if _is_for_people(link):
            yield f"{link.path}: {seen.status}, {where}, ended at {seen.ended_at}"
    elif seen.page and seen.page.html:
        yield from (f"{link.path}: {said}" for said in _page_faults(seen.page, link))


@pytest.fixture
def written(whole_site):
    """What is written to the database from here on, but for who is there."""
    found = []

    def note(execute, sql, *rest):
        if sql.startswith(WRITES) and sql.split('"')[1] not in NOTED:
            found.append(sql[:80])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield found


@pytest.mark.parametrize(("role", "least"), ROLES.items())
def test_every_link_of_the_desk_opens(client, whole_site, written, role, least):
    """An administrator opens what there is of each type of page, others once."""
    client.force_login(Person.objects.get(username=role))
    written.clear()
    pages = Page.objects.values_list("pk", "content_type_id")
    page_types = dict(pages) if role == "admin" else {}

    seen = list(crawl(client, page_types))

    assert [fault for each in seen for fault in _faults(each)] == []
    assert written == []
    assert len(seen) >= least
