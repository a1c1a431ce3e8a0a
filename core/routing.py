"""From an address to a page, in one query at most; and back to its address in none."""

import hashlib
from collections.abc import Callable
from functools import cache as made_once
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import StrIndex
from wagtail.models import Page, PageViewRestriction, Site

from core.caching import copies

SHAPE_CACHE_KEY = "core.site_shape"
CACHE_SECONDS = 60
PAGE_FIELDS = (
    "path",
    "depth",
    "title",
    "slug",
    "url_path",
    "live",
    "translation_key",
    "content_type",
    "live_revision",
    "last_published_at",
    "locale__language_code",
    "alias_of__live_revision",
    "alias_of__locale__language_code",
)
"""What views read of a page before they ask for its own row."""


def site_shape() -> str:
    """Return a word that changes with the page tree: part of a key in the cache."""
    return copies.get_or_set(SHAPE_CACHE_KEY, lambda: uuid4().hex, CACHE_SECONDS)


def _forget() -> None:
    copies.delete(SHAPE_CACHE_KEY)


def forget_site_shape() -> None:
    """Drop what is remembered of the page tree; called when a page changes.

    Once more after commit: until then another request may read the tree as it was.
    """
    _forget()
    transaction.on_commit(_forget)


def remembered(name: str, read: Callable[[], Any]) -> Any:
    """Return what `read` reads of the page tree, kept until the tree changes.

    For what is the same for everybody, never for anything about a person. A change
    made here shows at once; one made by another process whose cache is its own (the
    worker, a command) within a minute.
    """
    key = f"{name}:{site_shape()}"
    found = copies.get(key)
    if found is None:
        found = read()
        if found is not None:  # what is not there must push nothing else out
            copies.set(key, found, CACHE_SECONDS)
    return found


def root_paths() -> dict[str, str]:
    """Return the tree path of each language's home page, by language code."""
    return remembered("roots", _read_roots)


def _read_roots() -> dict[str, str]:
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    pages = site.root_page.get_translations(inclusive=True)
    return dict(pages.values_list("locale__language_code", "url_path"))


@made_once
def _live_pages() -> QuerySet:
    """Return the part of the query that is the same for every address.

    Django takes longer to write a query than the database to answer it.
    """
    restricted = (
        PageViewRestriction.objects.annotate(
            at=StrIndex(OuterRef("path"), F("page__path"))
        )
        .filter(at=1)
        .values("pk")
    )
    return (
        Page.objects.filter(live=True)
        .order_by("pk")
        .select_related("locale", "alias_of__locale")
        .only(*PAGE_FIELDS)
        .annotate(is_private=Exists(restricted))
    )


def pages_at(path: str, language: str) -> QuerySet:
    """Return the live page at a whole path of one language, ready to be authorised.

    Each row carries ``is_private``: true when it or a page above it has a view
    restriction. Drafts are left out.
    """
    root = root_paths().get(language, "/")
    return _live_pages().filter(url_path=root + path)


def page_at(path: str, language: str) -> Page | None:
    """Return the live page at a whole path of one language, remembered for everybody.

    ``is_private`` tells whether it may be shown to everybody, as in `pages_at`.
    """
    digest = hashlib.sha256(f"{language}/{path}".encode()).hexdigest()
    return remembered(f"page:{digest}", lambda: pages_at(path, language).first())


def address_of(url_path: str, language: str) -> str:
    """Return the site address of a tree path, with its language prefix."""
    root = root_paths().get(language, "/")
    return f"/{language}/{url_path.removeprefix(root)}"


def page_address(page: Page) -> str:
    """Return the address of a page; its locale is read from the page."""
    return address_of(page.url_path, page.locale.language_code)


def menu_pages(language: str) -> list[dict]:
    """Return title, slug, address and menu flag of the pages right below home."""
    return remembered(f"menu:{language}", lambda: _read_menu(language))


def _read_menu(language: str) -> list[dict]:
    rows = (
        Page.objects.live()
        .filter(
            url_path__startswith=root_paths().get(language) or "/",
            depth=3,
            locale__language_code=language,
        )
        .order_by("path")
        .values("title", "slug", "url_path", "show_in_menus")
    )
    return [{**row, "url": address_of(row["url_path"], language)} for row in rows]
