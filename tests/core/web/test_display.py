"""The controls for text size, contrast and colours; the shell of every page."""

import pytest

from core.context_processors import DISPLAY_CHOICES, display_of, languages_of
from tests.counting import Counted
from tests.factories import courses as make

ALL = [(name, value) for name, values in DISPLAY_CHOICES.items() for value in values]


@pytest.fixture
def home(db):
    return make.make_home()


@pytest.mark.parametrize(("name", "value"), ALL)
def test_a_choice_is_kept_and_shown_on_every_page(client, home, name, value):
    response = client.post("/en/display/", {name: value, "next": "/en/verify/"})

    assert response.url == "/en/verify/"
    cookie = response.cookies[name]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == (
        value,
        "Lax",
        True,
    )
    assert f'data-{name}="{value}"' in client.get("/ru/verify/").text


def test_several_choices_may_come_at_once(client, home):
    response = client.post("/en/display/", {"text": "l", "theme": "dark"})

    assert set(response.cookies) >= {"text", "theme"}
    assert "contrast" not in response.cookies


@pytest.mark.parametrize("value", ["", "huge", "<script>", "x" * 5000])
def test_a_choice_that_is_none_is_passed_over(client, home, value):
    response = client.post("/en/display/", {"text": value})

    assert response.status_code == 302
    assert "text" not in response.cookies


@pytest.mark.parametrize(
    ("cookies", "shown"),
    [
        ({}, {"text": "m", "contrast": "normal", "theme": "auto"}),
        ({"text": "xl"}, {"text": "xl", "contrast": "normal", "theme": "auto"}),
        ({"theme": '"><i>'}, {"text": "m", "contrast": "normal", "theme": "auto"}),
    ],
)
def test_only_known_choices_reach_a_page(cookies, shown):
    assert display_of(cookies) == shown


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_a_choice_leads_to_no_other_site(client, home, address):
    response = client.post("/ru/display/", {"text": "l", "next": address})

    assert response.url == "/ru/"


def test_a_choice_is_no_link_and_writes_nothing(client, home):
    assert client.get("/en/display/").status_code == 405
    with Counted() as counted:
        client.post("/en/display/", {"text": "l"})
    assert counted.writes == []


@pytest.mark.parametrize(
    ("path", "urls"),
    [
        ("/kk/courses/a/", ["/kk/courses/a/", "/ru/courses/a/", "/en/courses/a/"]),
        ("/ru/", ["/kk/", "/ru/", "/en/"]),
        ("/healthz", ["/kk/", "/ru/", "/en/"]),
        ("/", ["/kk/", "/ru/", "/en/"]),
    ],
)
def test_the_language_links_lead_to_the_same_page(path, urls):
    assert [each["url"] for each in languages_of(path, "kk")] == urls


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_language_of_the_page_is_the_current_one(client, home, code):
    languages = client.get(f"/{code}/verify/").context["site_languages"]

    assert [each["code"] for each in languages if each["current"]] == [code]


def test_the_icon_is_found_at_its_old_address(client):
    assert client.get("/favicon.ico").url == "/static/img/icon.svg"


@pytest.mark.parametrize(("is_demo", "status"), [(True, 200), (False, 404)])
def test_the_style_guide_is_shown_only_where_a_demo_may_be(
    client, home, settings, is_demo, status
):
    settings.LMS_DEMO = is_demo

    assert client.get("/styleguide/", follow=True).status_code == status
