"""The search page."""

import pytest

from home.queries import MOST_LETTERS
from home.views import RESULTS_A_PAGE
from tests.counting import Counted
from tests.factories import courses as make


def search(client, text=None, code="en", **kwargs):
    data = {} if text is None else {"q": text}
    return client.get(f"/{code}/search/", {**data, **kwargs})


@pytest.fixture
def lessons(db):
    """Three lessons about locusts."""
    course = make.make_course()
    return [make.make_lesson(course, title=f"Шегіртке {number}") for number in range(3)]


def test_an_empty_search_shows_the_field_alone(client, home):
    for text in (None, "", "   "):
        response = search(client, text)

        assert response.status_code == 200
        assert 'name="q"' in response.text
        assert "found" not in response.text


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_pages_of_the_reader_s_language_are_found(client, lessons, code):
    response = search(client, "шегиртке", code)

    urls = {hit.url for hit in response.context["hits"]}
    assert urls == {make.in_language(page, code).get_url() for page in lessons}
    assert f'<html lang="{code}"' in response.text


def test_how_many_were_found_is_said(client, lessons):
    response = search(client, "шегіртке")

    assert '<p role="status">3 pages found</p>' in response.text
    assert "<title>Search: шегіртке" in response.text


def test_nothing_found_says_what_to_try(client, lessons):
    response = search(client, "қоңыз")

    assert "Nothing was found. Try one word, or only its beginning." in response.text


def test_too_long_a_text_is_told_and_kept(client, home):
    text = "а" * (MOST_LETTERS + 1)

    response = search(client, text)

    assert f"Search for {MOST_LETTERS} characters or fewer." in response.text
    assert f'value="{text}"' in response.text
    assert "found" not in response.text


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "\ufffe", "a\u202eb", "😀"])
def test_odd_signs_do_no_harm(client, lessons, text):
    assert search(client, text).status_code == 200


def test_what_was_typed_is_shown_as_text(client, lessons):
    response = search(client, '"><script>alert(1)</script>')

    assert "<script>alert" not in response.text


def test_results_come_in_pages(client, db):
    course = make.make_course()
    for number in range(RESULTS_A_PAGE + 1):
        make.make_lesson(course, title=f"Шегіртке {number}")

    first = search(client, "шегіртке")
    second = search(client, "шегіртке", page=2)

    assert (len(first.context["hits"]), len(second.context["hits"])) == (10, 1)
    assert "Page 1 of 2" in first.text
    assert 'rel="next" href="?q=%D1%88' in first.text
    assert 'rel="prev"' in second.text
    titles = {hit.title for page in (first, second) for hit in page.context["hits"]}
    assert len(titles) == RESULTS_A_PAGE + 1


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "1" * 400])
def test_a_page_number_that_is_none_does_no_harm(client, lessons, page):
    response = search(client, "шегіртке", page=page)

    assert response.status_code == 200
    assert len(response.context["hits"]) == 3


def test_search_is_only_read_and_writes_nothing(client, lessons):
    with Counted() as counted:
        search(client, "шегіртке")

    assert counted.writes == []
    assert client.post("/en/search/", {"q": "a"}).status_code == 405
