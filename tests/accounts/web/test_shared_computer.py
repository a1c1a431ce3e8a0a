"""A computer that others use too keeps nothing, and lets the next person in quickly."""

import time

import pytest
from django.contrib.auth import get_user

from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/"
CODE = "/en/account/code/confirm/"
SHARED = {"is_shared_computer": "on"}
MONTH = 60 * 60 * 24 * 30


def by_password(client, **more):
    person = make.make_person(language="en")
    data = {"login": person.username, "password": make.PASSWORD}
    client.post(SIGN_IN, {**data, **more})


def by_second_factor(client, **more):
    person = make.make_person(language="en")
    make.make_app(person)
    data = {"login": person.username, "password": make.PASSWORD}
    client.post(SIGN_IN, {**data, **more})
    codes = person.authenticator_set.get(type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    client.post("/en/account/second-factor/authenticate/", {"code": code})


def by_code(client, **more):
    make.make_person_with_email(language="en")
    client.post("/en/account/code/", {"email": "aigul@example.kz", **more})
    client.post(CODE, {"code": make.mailed_code()})


def by_sign_up(client, **more):
    client.post("/en/account/sign-up/", make.sign_up_data(**more))


def by_sign_up_with_mail(client, **more):
    data = make.sign_up_data(identifier="a@example.kz", **more)
    client.post("/en/account/sign-up/", data)
    client.post(CODE, {"code": make.mailed_code()})


every_way = pytest.mark.parametrize(
    "enter", [by_password, by_second_factor, by_code, by_sign_up, by_sign_up_with_mail]
)


@every_way
def test_the_session_ends_with_the_browser(client, enter):
    enter(client, **SHARED)

    assert not get_user(client).is_anonymous
    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert client.cookies["language"]["max-age"] == ""


@every_way
def test_on_an_own_computer_it_lasts_a_month(client, enter):
    enter(client)

    assert not get_user(client).is_anonymous
    assert client.cookies["sessionid"]["max-age"] == MONTH


@every_way
def test_no_page_stays_in_the_browser(client, enter):
    enter(client, **SHARED)

    for address in ("/en/account/", "/en/my-learning/", "/en/search/", "/en/nowhere/"):
        response = client.get(address)
        assert "no-store" in response.headers["Cache-Control"], address


def test_on_an_own_computer_ordinary_pages_may_stay(client):
    by_password(client)

    response = client.get("/en/search/")

    assert "no-store" not in response.headers.get("Cache-Control", "")


@every_way
def test_it_is_over_after_half_a_day_in_an_open_browser(client, enter, monkeypatch):
    enter(client, **SHARED)
    later = time.time() + 12 * 60 * 60 + 1
    monkeypatch.setattr("accounts.middleware.time.time", lambda: later)

    response = client.get("/en/account/")

    assert response.url == f"{SIGN_IN}?next=/en/account/"
    assert get_user(client).is_anonymous


def test_half_a_day_is_nothing_to_an_own_computer(client, monkeypatch):
    by_password(client)
    later = time.time() + 12 * 60 * 60 + 1
    monkeypatch.setattr("accounts.middleware.time.time", lambda: later)

    assert client.get("/en/account/").status_code == 200


def test_every_page_says_who_is_signed_in_and_changes_person(client):
    by_password(client, **SHARED)

    for address in ("/en/account/", "/en/search/", "/en/my-learning/"):
        text = client.get(address).content.decode()
        assert "Shared computer: Айгүл is signed in." in text
        assert text.count('name="change"') == 1


def test_an_own_computer_says_nothing_of_the_kind(client):
    by_password(client)

    assert "Shared computer" not in client.get("/en/search/").content.decode()


@pytest.mark.parametrize("button", [{}, {"change": "1"}])
def test_signing_out_leaves_nothing_on_the_device(client, button):
    by_password(client, **SHARED)

    response = client.post("/en/account/sign-out/", button)

    left = response.headers["Clear-Site-Data"]
    assert left == '"cache", "cookies", "storage"'
    assert response.url == f"{SIGN_IN}?left=shared"
    assert client.cookies["sessionid"].value == ""
    page = client.get(response.url)
    assert "You are signed out</p>" in page.text
    assert "close the browser before you leave" in page.text


def test_the_next_person_is_asked_anew(client):
    by_password(client, **SHARED)
    client.post("/en/account/sign-out/")

    by_password(client)

    assert client.cookies["sessionid"]["max-age"] == MONTH
    assert "Shared computer" not in client.get("/en/search/").content.decode()
