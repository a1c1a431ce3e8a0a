"""What the front shows: news and search results."""

import pytest

from home import queries
from home.models import ViewCount
from tests.counting import Counted
from tests.factories import courses as make


def test_news_stand_newest_first(make_news):
    for day in (3, 9, 5):
        make_news(day)

    assert [item.published_on.day for item in queries.news_in("kk")] == [9, 5, 3]
    assert [item.published_on.day for item in queries.news_in("kk", limit=2)] == [9, 5]


def test_of_one_day_the_later_stands_first(make_news):
    first = make_news(3, slug="first")
    second = make_news(3, slug="second")

    assert queries.news_in("kk") == [second, first]


def test_only_live_news_of_the_language_show(make_news):
    make_news(1).unpublish()
    kept = make_news(2)

    assert queries.news_in("kk") == [kept]
    assert [item.alias_of_id for item in queries.news_in("en")] == [kept.pk]


@pytest.mark.parametrize("items", [1, 3])
def test_news_with_their_addresses_ask_one_query(make_news, items):
    for day in range(items):
        make_news(day + 1)
    queries.routing.root_paths()

    with Counted() as counted:
        found = [(item.address, item.alias_of) for item in queries.news_in("ru")]

    assert len(found) == items
    assert len(counted) == 1, counted.told()


def test_views_before_and_since_and_in_the_cache_are_added_up(db):
    key = make.uid("news")
    assert queries.views_of(key) == 0
    assert queries.views_of(key, 3) == 3

    ViewCount.objects.create(page_key=key, initial=7000, count=20)

    assert queries.views_of(key, 3) == 7023


def test_hits_keep_their_order_and_drop_what_is_gone(db):
    pages = [make.make_lesson(title=title) for title in ("A", "B", "C")]
    ids = [pages[2].pk, pages[0].pk, 10**9]

    hits = queries.hits_for(ids, "kk")

    assert [(hit.title, hit.url) for hit in hits] == [
        ("C", pages[2].get_url()),
        ("A", pages[0].get_url()),
    ]


def test_a_hit_tells_what_the_page_is_about(make_page, db):
    page = make_page("about", summary="", search_description="Who we are.")
    catalogue = make.make_course().get_parent()

    about, courses = queries.hits_for([page.pk, catalogue.pk], "kk")

    assert about.summary == "Who we are."
    assert courses.summary == ""


@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_hit_says_the_language_of_its_text(db, code):
    page = make.in_language(make.make_lesson(), code)

    (hit,) = queries.hits_for([page.pk], code)

    assert hit.language == "kk"
