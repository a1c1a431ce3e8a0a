"""What the front shows: news, and search over every kind of page."""

from dataclasses import dataclass
from uuid import UUID

from wagtail.models import Locale, Page

from core import routing
from core.search import fold
from core.translations import text_language
from home.models import NewsPage, ViewCount

MOST_WORDS = 6
MOST_LETTERS = 200
MOST_RESULTS = 300


@dataclass(frozen=True)
class Hit:
    """One found page."""

    title: str
    url: str
    summary: str
    language: str


def news_in(language: str, limit: int | None = None) -> list[NewsPage]:
    """Return the live news of a language, newest first."""
    news = (
        NewsPage.objects.live()
        .filter(locale__language_code=language)
        .select_related("locale", "alias_of__locale")
        .order_by("-published_on", "-pk")
    )
    return list(news[:limit] if limit else news)


def views_of(page_key: UUID, pending: int = 0) -> int:
    """Return the views of a news item, those still in the cache included."""
    row = ViewCount.objects.filter(page_key=page_key).first()
    return (row.total if row else 0) + pending


def _stem(word: str) -> str:
    """Return the beginning of a long word: Kazakh and Russian endings change."""
    return word[: max(5, len(word) - 2)]


def found_ids(text: str, language: str) -> list[int]:
    """Return the pages in which every word of a text begins some word, best first.

    One query for each word, at most six; words are folded, so Kazakh letters and
    the Russian ones typed in their place meet.
    """
    words = fold(text[:MOST_LETTERS]).split()[:MOST_WORDS]
    locale = Locale.objects.get(language_code=language)
    pages = Page.objects.live().public().filter(locale=locale)
    found: list[int] | None = None
    for word in words:
        hits = [page.pk for page in pages.autocomplete(_stem(word))[:MOST_RESULTS]]
        found = hits if found is None else [pk for pk in found if pk in set(hits)]
    return found or []


def hits_for(ids: list[int], language: str) -> list[Hit]:
    """Return the pages of one screen of results, in the given order."""
    found = Page.objects.filter(pk__in=ids).select_related("locale").specific()
    pages = {page.pk: page for page in found}
    return [
        Hit(
            title=pages[pk].title,
            url=routing.address_of(pages[pk].url_path, language),
            summary=getattr(pages[pk], "summary", "") or pages[pk].search_description,
            language=text_language(pages[pk]),
        )
        for pk in ids
        if pk in pages
    ]


def public_addresses() -> list[dict]:
    """Return address and last change of every page that anybody may read."""
    rows = (
        Page.objects.live()
        .public()
        .order_by("path")
        .values("url_path", "last_published_at", "locale__language_code")
    )
    roots = routing.root_paths()
    return [
        {
            "url": routing.address_of(row["url_path"], language),
            "changed_at": row["last_published_at"],
        }
        for row in rows
        if (language := row["locale__language_code"]) in roots
        and row["url_path"].startswith(roots[language])
    ]
