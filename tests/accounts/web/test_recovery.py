"""A new password for whoever has the eight words."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from accounts import actions
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
PAGE = "/en/account/recover/"
SHEET = "/en/account/words/"
PHONE = "+77011234567"
NEW = "жаңа құпия сөз"
WRONG = "The name or the words are not right. Check both and try again."


@pytest.fixture
def asel(db):
    return make.make_person_with_email(
        "asel@example.kz", username="әсел-123", phone=PHONE
    )


def recover(client, login, words, password=NEW, **more):
    data = {"login": login, "words": words, "password": password, **more}
    return client.post(PAGE, data)


@pytest.mark.parametrize(
    "login", ["әсел-123", " ӘСЕЛ-123", "Asel@example.kz", "8 (701) 123-45-67"]
)
def test_the_words_set_a_new_password(client, asel, login):
    response = client.get(PAGE)
    assert response.status_code == 200

    response = recover(client, login, make.words_of(asel).upper())

    assert response.url == SHEET
    assert get_user(client) == asel
    asel.refresh_from_db()
    assert asel.check_password(NEW)


def test_new_words_are_shown_and_the_old_ones_are_used_up(client, asel):
    old = make.words_of(asel)

    page = client.get(recover(client, "әсел-123", old).url)

    assert "Your old words are used up. Print the new ones" in page.text
    new = " ".join(page.context["words"])
    assert recover(Client(), "әсел-123", old).status_code == 422
    assert client.post(SHEET).url == "/en/my-learning/"
    assert recover(Client(), "әсел-123", new).url == SHEET


def test_whoever_signs_up_is_not_told_of_old_words(client):
    client.post("/en/account/sign-up/", make.sign_up_data())

    assert "old words" not in client.get(SHEET).text


@pytest.mark.parametrize("more", [{}, {"is_shared_computer": "on"}])
def test_a_shared_computer_is_asked_about_here_too(client, asel, more):
    recover(client, "әсел-123", make.words_of(asel), **more)

    assert (client.cookies["sessionid"]["max-age"] == "") == bool(more)


@pytest.mark.parametrize(
    ("address", "onward"),
    [("/en/courses/", "/en/courses/"), ("//evil.kz", "/en/my-learning/")],
)
def test_one_goes_on_to_where_one_wanted_to_go(client, asel, address, onward):
    page = client.get(PAGE, {"next": address})
    assert ('name="next" value="/en/courses/"' in page.text) == (address == onward)

    recover(client, "әсел-123", make.words_of(asel), next=address)

    assert client.post(SHEET).url == onward


def as_list(words):
    return "".join(f"{number}. {word}\r\n" for number, word in enumerate(words, 1))


def as_table(words):
    return "\n".join(f"{number})\t{word}" for number, word in enumerate(words, 1))


def in_latin(words):
    return " ".join(words).translate(str.maketrans("асеорхі", "aceopxi")).upper()


@pytest.mark.parametrize(
    "write",
    [", ".join, "\r\n".join, ",\n ".join, "; ".join, as_list, as_table, in_latin],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_words_are_read_however_they_are_written(client, asel, language, write):
    words = actions.renew_recovery_words(person=asel, language=language, now=make.NOW)

    assert recover(client, "әсел-123", write(words.split())).url == SHEET


def test_the_words_have_room_and_are_not_kept_by_the_browser(client):
    page = client.get(PAGE)

    box = page.text.partition("<textarea")[2].partition(">")[0]
    assert 'name="words"' in box
    assert 'autocomplete="off"' in box


def test_every_session_of_the_account_ends(client, asel):
    client.force_login(asel)

    recover(Client(), "әсел-123", make.words_of(asel))

    assert get_user(client).is_anonymous


def test_whoever_was_signed_in_here_is_signed_out(client, asel):
    other = make.make_person()
    client.force_login(other)

    recover(client, "әсел-123", make.words_of(asel))

    assert get_user(client) == asel
    assert len(client.get(SHEET).context["words"]) == 8


def test_the_second_factor_is_asked_for_all_the_same(client, asel):
    make.make_app(asel)

    response = recover(client, "әсел-123", make.words_of(asel))

    assert response.url == "/en/account/second-factor/authenticate/"
    assert get_user(client).is_anonymous
    assert client.get(SHEET).url == f"/en/account/sign-in/?next={SHEET}"
    codes = asel.authenticator_set.get(type="recovery_codes").wrap()
    response = client.post(response.url, {"code": codes.get_unused_codes()[0]})
    assert response.url == SHEET
    assert len(client.get(SHEET).context["words"]) == 8


def test_new_words_are_for_whoever_recovered_not_for_the_next_person(client, asel):
    make.make_app(asel)
    other = make.make_person(username="other-123")
    recover(client, "әсел-123", make.words_of(asel))

    client.post(
        "/en/account/sign-in/", {"login": "other-123", "password": make.PASSWORD}
    )

    assert get_user(client) == other
    assert client.get(SHEET).url == "/en/account/"


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
