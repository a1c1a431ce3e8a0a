"""The site's front with its news list."""

import datetime

import pytest

from home.models import ContentPage, NewsIndexPage, NewsPage
from tests.factories import courses as make


@pytest.fixture
def home(db):
    return make.make_home()


@pytest.fixture
def news_index(home):
    page = NewsIndexPage(title="Жаңалықтар", slug="news", locale=home.locale)
    return make.published(home, page)


@pytest.fixture
def make_news(news_index):
    """Return a function that publishes a news item of a day in November 2026."""

    def add(day: int = 1, **kwargs):
        values = {
            "title": f"Жаңалық {day}",
            "slug": f"item-{day}",
            "summary": f"Не болды {day}.",
            "published_on": datetime.date(2026, 11, day),
            "locale": news_index.locale,
            **kwargs,
        }
        return make.published(news_index, NewsPage(**values))

    return add


@pytest.fixture
def make_page(home):
    """Return a function that publishes a plain page."""

    def add(slug: str, **kwargs):
        values = {
            "title": slug.title(),
            "summary": f"About {slug}.",
            "body": [make.paragraph("Мәтін.")],
            "locale": home.locale,
            **kwargs,
        }
        return make.published(home, ContentPage(slug=slug, **values))

    return add
