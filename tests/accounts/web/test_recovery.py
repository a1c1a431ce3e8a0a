"""A new password for whoever has the eight words."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
PAGE = "/en/account/recover/"
PHONE = "+77011234567"
NEW = "жаңа құпия сөз"
WRONG = "The name or the words are not right. Check both and try again."


@pytest.fixture
def asel(db):
    return make.make_person_with_email(
        "asel@example.kz", username="әсел-123", phone=PHONE
    )


def recover(client, login, words, password=NEW):
    return client.post(PAGE, {"login": login, "words": words, "password": password})


@pytest.mark.parametrize(
    "login", ["әсел-123", " ӘСЕЛ-123", "Asel@example.kz", "8 (701) 123-45-67"]
)
def test_the_words_set_a_new_password(client, asel, login):
    response = client.get(PAGE)
    assert response.status_code == 200

    response = recover(client, login, make.words_of(asel).upper())

    assert response.url == "/en/account/sign-in/"
    page = client.get(response.url)
    assert b"The password is changed. The words worked once" in page.content
    assert get_user(client).is_anonymous
    asel.refresh_from_db()
    assert asel.check_password(NEW)


def test_every_session_of_the_account_ends(client, asel):
    client.force_login(asel)

    recover(Client(), "әсел-123", make.words_of(asel))

    assert get_user(client).is_anonymous


def test_the_second_factor_is_asked_for_all_the_same(client, asel):
    make.make_app(asel)
    recover(client, "әсел-123", make.words_of(asel))

    client.post("/en/account/sign-in/", {"login": "әсел-123", "password": NEW})

    assert get_user(client).is_anonymous


@pytest.mark.parametrize("login", ["әсел-123", "nobody-1", PHONE, "+77019999999"])
def test_whatever_is_wrong_the_same_is_said(client, asel, login):
    make.words_of(asel)

    response = recover(client, login, "ай аққу ала алма алтын алып ара арна")

    assert response.status_code == 422
    assert response.content.decode().count(WRONG) == 2
    asel.refresh_from_db()
    assert asel.check_password(make.PASSWORD)


@pytest.mark.parametrize("unknown", ["nobody-1", "without-1", "used-1", "closed-1"])
def test_a_known_name_looks_like_an_unknown_one(asel, unknown, counted_hashes):
    make.words_of(asel)
    make.make_person(username="without-1")
    make.words_of(make.make_person(username="closed-1", is_active=False))
    used = make.make_person(username="used-1")
    recover(Client(), "used-1", make.words_of(used))
    seen = []
    for login in ("әсел-123", unknown):
        counted_hashes.clear()
        response = recover(Client(), login, "ай аққу ала алма алтын алып ара арна")
        page = make.masked(response).decode().replace(login, "LOGIN")
        seen.append([response.status_code, page, len(counted_hashes)])

    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("login", "", "Enter your sign-in name, e-mail or phone."),
        ("login", "a" * 255, "at most 254"),
        ("login", "a\0", "Null characters"),
        ("words", "", "Enter the eight words from your sheet."),
        ("words", "ай " * 200, "at most 300"),
        ("words", "ай\0", "Null characters"),
        ("password", "", "Enter a password."),
        ("password", "1234567", "too short"),
        ("password", "password", "too common"),
        ("password", "ұ" * 129, "Use 128 characters or fewer."),
    ],
)
def test_bad_input_is_refused_at_the_field_it_is_in(client, asel, field, value, told):
    data = {"login": "әсел-123", "words": make.words_of(asel), "password": NEW}

    response = client.post(PAGE, {**data, field: value})

    assert response.status_code == 422
    assert told in response.context["form"].errors[field][0]
    assert "<title>Error: Forgotten password" in response.content.decode()


@pytest.mark.parametrize("field", ["login", "words", "password"])
def test_ten_megabytes_are_refused(client, field):
    data = {"login": "a", "words": "a", "password": NEW, field: "a" * 10_000_000}

    assert client.post(PAGE, data).status_code == 400


def test_guessing_is_stopped_however_the_name_is_written(asel):
    words = make.words_of(asel)
    for spelling in (PHONE, "8 701 123 45 67", "87011234567", "7011234567", PHONE):
        recover(Client(), spelling, "wrong")

    response = recover(Client(), "8(701)1234567", words)

    assert response.status_code == 429
    asel.refresh_from_db()
    assert asel.check_password(make.PASSWORD)


def test_guessing_words_for_nobody_is_stopped_alike():
    answers = [recover(Client(), "nobody-1", "wrong") for _try in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_the_other_address_of_the_page_works_too(client):
    assert client.get("/en/account/password/forgotten/").status_code == 200


def test_neither_words_nor_password_are_written_into_a_page_again(client, asel):
    response = recover(client, "әсел-123", "ай аққу ала", "1234567")

    assert "1234567" not in response.content.decode()
    held = Client(enforce_csrf_checks=True)
    text = recover(held, "әсел-123", "ай аққу ала").content.decode()
    assert "әсел-123" in text
    assert "аққу" not in text
    assert NEW not in text
