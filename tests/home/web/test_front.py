"""The home page, news, plain pages, and what machines read of the site."""

import re
from xml.etree import ElementTree

import pytest

from tests.factories import courses as make

CODES = ["kk", "ru", "en"]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


# --- Home -------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_an_empty_site_has_a_home_page(client, home, code):
    response = client.get(f"/{code}/")

    assert response.status_code == 200
    assert f'<html lang="{code}"' in response.text


def test_an_empty_site_says_what_will_come(client, home):
    assert "The first courses are being written" in client.get("/en/").text


def test_a_guest_is_led_to_the_first_lesson(client, db):
    course = make.make_course_with(2)

    text = client.get("/en/").text

    assert (
        f'href="{make.in_language(make.units_of(course)[0], "en").get_url()}"' in text
    )
    assert "No account is needed to read." in text


@pytest.fixture
def learner(client, db):
    person = make.make_person()
    client.force_login(person)
    return person


def test_a_learner_goes_on_where_they_stopped_last(client, learner):
    first, second = make.make_course_with(2), make.make_course_with(2)
    for course in (second, first):
        enrolment = make.make_enrolment(learner, course)
        make.finish(
            enrolment,
            make.units_of(course)[0],
            now=make.NOW if course is first else make.NOW.replace(hour=12),
        )

    response = client.get("/en/")

    continued = response.context["continued"]
    assert continued.outline.title == second.title
    following = make.in_language(make.units_of(second)[1], "en").get_url()
    assert f'href="{following}"' in response.text
    assert "go on where you stopped" in response.text


def test_who_has_completed_all_is_led_to_a_first_step(client, learner):
    make.make_completed(learner)

    response = client.get("/en/")

    assert response.context["continued"] is None
    assert "A first step" in response.text


def test_the_two_newest_news_stand_on_the_home_page(client, make_news):
    for day in (1, 2, 3):
        make_news(day)

    text = client.get("/kk/").text

    assert "Жаңалық 3" in text
    assert "Жаңалық 2" in text
    assert "Жаңалық 1<" not in text


def test_the_front_leads_to_all_the_news(client, make_news):
    make_news(1)

    page = client.get("/en/").text

    assert re.search(r'href="/en/news/">All news', page)
    assert client.get("/en/news/").status_code == 200


# --- News and plain pages ------------------------------------------------------------


def test_a_list_without_news_says_so(client, news_index):
    assert "There is no news yet." in client.get("/en/news/").text


def test_news_come_in_pages(client, make_news):
    for day in range(1, 13):
        make_news(day)

    first, second = client.get("/en/news/"), client.get("/en/news/?page=2")

    assert len(first.context["news"]) == 10
    assert len(second.context["news"]) == 2
    assert client.get("/en/news/?page=x").status_code == 200


def test_a_news_item_says_when_what_and_how_long(client, make_news):
    make_news(
        5,
        reading_minutes=3,
        category="grants",
        source_publisher="Әкімдік",
        source_url="https://gov.kz/news",
    )

    text = " ".join(client.get("/en/news/item-5/").text.split())

    assert '<time datetime="2026-11-05">5 November 2026</time>' in text.replace(
        "\xa0", " "
    )
    assert "Grants" in text
    assert re.search(r"3\s minutes to read|3.minutes to read", text)
    assert '<a href="https://gov.kz/news" rel="noopener">Әкімдік</a>' in text


def test_a_stand_in_of_a_news_item_is_labelled(client, make_news):
    make_news(5)

    text = client.get("/ru/news/item-5/").text

    assert '<article class="prose" lang="kk">' in text
    assert "stand-in" in text


def test_a_plain_page_shows_its_text(client, make_page):
    make_page("about", title="Біз туралы")

    response = client.get("/kk/about/")

    assert "<h1>Біз туралы</h1>" in response.text
    assert "Мәтін." in response.text


@pytest.mark.parametrize("code", CODES)
def test_help_and_its_neighbours_stand_in_every_foot(client, make_page, code):
    slugs = ("about", "help", "accessibility", "privacy", "terms")
    for slug in slugs:
        make_page(slug)

    foot = client.get(f"/{code}/verify/").text.split('class="foot"')[1]

    places = [foot.index(f'href="/{code}/{slug}/"') for slug in slugs]
    assert places == sorted(places)


# --- What machines read -----------------------------------------------------------


def test_robots_are_kept_from_accounts_and_shown_the_map(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    lines = response.text.splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /*/account/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_map_lists_every_public_page_of_every_language(client, make_page):
    make_page("about")
    make_page("draft").unpublish()
    lesson = make.make_lesson()

    response = client.get("/sitemap.xml")

    found = {each.text for each in ElementTree.fromstring(response.content).iter(LOC)}
    for code in CODES:
        assert f"http://testserver/{code}/" in found
        assert f"http://testserver/{code}/about/" in found
        path = make.in_language(lesson, code).get_url()
        assert f"http://testserver{path}" in found
    assert not any("draft" in address for address in found)
    assert not any("wagtail" in address for address in found)


def test_the_map_hides_private_pages(client, make_page):
    from wagtail.models import PageViewRestriction

    page = make_page("inside")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )

    assert "/kk/inside/" not in client.get("/sitemap.xml").text


def meta(text: str, name: str) -> str:
    found = re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)"', text)
    return found[1]


@pytest.mark.parametrize("code", CODES)
def test_a_link_preview_speaks_the_language_of_the_page(client, make_page, code):
    make_page("about", title='Біз "туралы" & бәрі', summary="Кім <біз>?")

    text = client.get(f"/{code}/about/").text

    assert meta(text, "og:title") == "Біз &quot;туралы&quot; &amp; бәрі"
    assert meta(text, "og:description") == "Кім &lt;біз&gt;?"
    assert meta(text, "description") == "Кім &lt;біз&gt;?"
    assert meta(text, "og:url") == f"http://testserver/{code}/about/"
    assert meta(text, "og:locale") == code
    assert meta(text, "og:image") == f"http://testserver/static/img/preview-{code}.png"


@pytest.mark.parametrize("code", CODES)
def test_a_page_names_its_other_languages(client, make_page, code):
    make_page("about")

    text = client.get(f"/{code}/about/").text

    for other in CODES:
        link = f'hreflang="{other}" href="http://testserver/{other}/about/"'
        assert f'<link rel="alternate" {link}>' in text
    assert f'<link rel="canonical" href="http://testserver/{code}/about/">' in text
