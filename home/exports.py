"""Plain pages, news and the tree's top back into content files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from wagtail.models import Page

from core.formats import front_matter, markdown
from courses.exports import pieces_of
from courses.models import CataloguePage
from courses.phrases import LANGUAGES
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage, ViewCount

SOURCE = LANGUAGES[0]


def _head(page: Page) -> dict[str, Any]:
    return {
        "language": page.locale.language_code,
        "title": page.title,
        "summary": page.summary,
        "slug": page.slug,
    }


def content_text(page: ContentPage) -> str:
    """Return the file of a plain page in one language."""
    head = {"key": page.slug, **_head(page)}
    if page.show_in_menus:
        head["in_menu"] = True
    head["updated_on"] = page.updated_on
    return front_matter.join(head, markdown.write_body(pieces_of(page.body)))


def news_text(page: NewsPage) -> str:
    """Return the file of a news item in one language."""
    count = ViewCount.objects.filter(page_key=page.translation_key).first()
    head = {
        "key": page.slug,
        **_head(page),
        "published_on": page.published_on,
        "category": page.category,
        "reading_minutes": page.reading_minutes,
        "initial_view_count": count.initial if count else 0,
        "source": {
            "publisher": page.source_publisher or None,
            "date": page.source_dated_on,
            "url": page.source_url or None,
        },
    }
    return front_matter.join(head, markdown.write_body(pieces_of(page.body)))


def write_versions(page: Page, folder: Path, text_of: Callable[[Page], str]) -> None:
    """Write a page's file for each language."""
    folder.mkdir(parents=True, exist_ok=True)
    for version in page.get_translations(inclusive=True).select_related("locale"):
        code = version.locale.language_code
        (folder / f"{code}.md").write_text(text_of(version.specific))


def _texts(model: type[Page], *names: str) -> dict[str, Any]:
    pages = {page.locale.language_code: page for page in model.objects.all()}
    return {
        name: {code: getattr(pages[code], name) for code in LANGUAGES} for name in names
    }


def front_text() -> str:
    """Return the file of home page, catalogue and news list."""
    return front_matter.dump(
        {
            "home": _texts(HomePage, "title", "lead", "note"),
            "catalogue": {
                "slug": CataloguePage.objects.first().slug,
                **_texts(CataloguePage, "title", "introduction"),
            },
            "news": {
                "slug": NewsIndexPage.objects.first().slug,
                **_texts(NewsIndexPage, "title"),
            },
        }
    )
