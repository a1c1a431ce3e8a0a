"""The tree's top, plain pages and news, from content files into pages."""

from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from core.formats import front_matter, markdown
from core.translations import publish_source, publish_translations
from courses.importers import is_loaded, key_for, mark_loaded, stream_of
from courses.models import CataloguePage
from courses.phrases import LANGUAGES
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage, ViewCount

SOURCE, *OTHERS = LANGUAGES


def _add_home(texts: dict[str, Any]) -> HomePage:
    """Add the three home pages and make the Kazakh one the root of the site."""
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES
    }
    root = Page.objects.get(depth=1)
    home = HomePage(
        translation_key=key_for("home"), locale=locales[SOURCE], slug="home-kk"
    )
    _fill(home, texts, SOURCE)
    publish_source(home, root)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    site.site_name, site.root_page = "Qadam", home
    site.save()
    Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).delete()
    versions = {code: HomePage() for code in OTHERS}
    for code, version in versions.items():
        _fill(version, texts, code)
        version.slug = f"home-{code}"
    publish_translations(home, versions)
    return home


def _fill(page: Page, texts: dict[str, Any], language: str) -> None:
    for name, versions in texts.items():
        setattr(page, name, versions[language])
    page.search_description = texts.get("lead", texts.get("introduction", {})).get(
        language, ""
    )


@transaction.atomic
def load_front(path: Path) -> HomePage:
    """Load home, catalogue and news list; edited ones are left as they are."""
    text = path.read_text()
    data = front_matter.load(text)
    home = HomePage.objects.filter(locale__language_code=SOURCE).first()
    if home is None:
        home = _add_home(data["home"])
    for name, model in (("catalogue", CataloguePage), ("news", NewsIndexPage)):
        texts = dict(data[name])
        slug = texts.pop("slug")
        if model.objects.filter(locale=home.locale).exists():
            continue
        page = model(translation_key=key_for(name), locale=home.locale, slug=slug)
        page.show_in_menus = True
        _fill(page, texts, SOURCE)
        publish_source(page, home)
        versions = {code: model(slug=slug) for code in OTHERS}
        for code, version in versions.items():
            _fill(version, texts, code)
        publish_translations(page, versions)
    return home


def _content(page: ContentPage, head: dict[str, Any], body: str) -> None:
    page.updated_on = head["updated_on"]
    page.show_in_menus = head.get("in_menu", False)
    _text(page, head, body)


def _text(page: Page, head: dict[str, Any], body: str) -> None:
    page.title, page.slug = head["title"], head["slug"]
    page.summary = page.search_description = head["summary"]
    page.body = stream_of(markdown.read_body(body), head["key"], head["language"])


def _news(page: NewsPage, head: dict[str, Any], body: str) -> None:
    source = head["source"] or {}
    page.published_on = head["published_on"]
    page.category = head["category"]
    page.reading_minutes = head["reading_minutes"]
    page.source_publisher = source.get("publisher") or ""
    page.source_url = source.get("url") or ""
    page.source_dated_on = source.get("date")
    _text(page, head, body)
    ViewCount.objects.get_or_create(
        page_key=key_for("news", head["key"]),
        defaults={"initial": head["initial_view_count"]},
    )


def _load(folder: Path, model: type[Page], parent: Page, kind: str, fill) -> None:
    texts = [(folder / f"{code}.md").read_text() for code in LANGUAGES]
    parts = [front_matter.split(text) for text in texts]
    key = parts[0][0]["key"]
    page_key = key_for(kind, key)
    page = model.objects.filter(
        translation_key=page_key, locale__language_code=SOURCE
    ).first()
    if page is not None and is_loaded(f"{kind}/{key}", *texts):
        return
    page = page or model(translation_key=page_key, locale=parent.locale)
    fill(page, *parts[0])
    publish_source(page, parent)
    versions = {code: model() for code in OTHERS}
    for version, part in zip(versions.values(), parts[1:], strict=True):
        fill(version, *part)
    publish_translations(page, versions)
    mark_loaded(f"{kind}/{key}", *texts)


@transaction.atomic
def load_page(folder: Path, home: HomePage) -> None:
    """Load one plain page in three languages."""
    _load(folder, ContentPage, home, "page", _content)


@transaction.atomic
def load_news(folder: Path, home: HomePage) -> None:
    """Load one news item in three languages, with the views it had before."""
    index = NewsIndexPage.objects.get(locale=home.locale)
    _load(folder, NewsPage, index, "news", _news)
