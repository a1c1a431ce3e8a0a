"""Signing in by password or by a code to the e-mail, and signing out."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from accounts.models import Person
from tests.counting import Counted
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
PAGE = "/en/account/sign-in/"
CODE_PAGE = "/en/account/code/"
CODE = "/en/account/code/confirm/"
PHONE = "+77011234567"
WRONG = "The name or the password is not right. Check both and try again."


@pytest.fixture
def asel(db):
    return make.make_person_with_email(
        "asel@example.kz", username="әсел-123", phone=PHONE, language="ru"
    )


def sign_in(client, login, password=make.PASSWORD, **more):
    return client.post(PAGE, {"login": login, "password": password, **more})


# --- By password ------------------------------------------------------------------


@pytest.mark.parametrize(
    "login",
    [
        "әсел-123",
        " ӘСЕЛ-123 ",
        "«Әсел 123»",
        "әсел123",
        "Asel@Example.KZ",
        "8 701 123 45 67",
        "+7(701)1234567",
        "\u200bәсел-123",
    ],
)
def test_each_identifier_opens_the_account(client, asel, login):
    response = sign_in(client, login)

    assert response.url == "/en/my-learning/"
    assert get_user(client) == asel


def test_a_name_that_fits_as_it_stands_goes_first(client, asel):
    other = make.make_person(username="әсел123")

    sign_in(client, "әсел123")

    assert get_user(client) == other


def test_a_code_is_not_mailed_after_its_time(client, asel):
    with time_machine.travel(make.NOW, tick=False) as clock:
        client.post("/kk/account/code/", {"email": asel.email})
        clock.shift(timedelta(minutes=10))

        assert make.mails() == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_who_signs_in_stays_in_the_language_of_the_page(client, asel, language):
    data = {"login": "әсел-123", "password": make.PASSWORD}

    response = client.post(f"/{language}/account/sign-in/", data)

    assert response.url == f"/{language}/my-learning/"
    asel.refresh_from_db()
    assert asel.language == "ru"


def test_a_code_leads_on_in_the_language_of_the_page(client, asel):
    page = client.post("/kk/account/code/", {"email": asel.email}).url

    response = client.post(page, {"code": make.mailed_code()})

    assert response.url == "/kk/my-learning/"


def test_the_language_of_the_person_is_kept_from_then_on(client, asel):
    sign_in(client, "әсел-123")

    assert client.cookies["language"].value == "ru"
    assert client.get("/").url == "/ru/"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("әсел-123", "wrong"),
        ("әсел-124", make.PASSWORD),
        ("nobody@example.kz", make.PASSWORD),
        ("8 701 123 45 68", make.PASSWORD),
        (PHONE, "wrong"),
        ("closed-1", make.PASSWORD),
        ("empty-1", make.PASSWORD),
        ("😀", "😀😀"),
    ],
)
def test_whatever_is_wrong_the_same_is_said(client, asel, login, password):
    make.make_person(username="closed-1", is_active=False)
    Person.objects.create(username="empty-1", password="!")

    response = sign_in(client, login, password)

    assert response.status_code == 422
    text = response.content.decode()
    assert text.count(WRONG) == 1
    assert "<title>Error: Sign in" in text
    assert password not in text
    assert get_user(client).is_anonymous


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("әсел-123", "әсел-999"),
        ("asel@example.kz", "asem@example.kz"),
        (PHONE, "+77019999999"),
        ("closed-1", "closed-2"),
    ],
)
def test_a_known_name_looks_like_an_unknown_one(asel, known, unknown):
    make.make_person(username="closed-1", is_active=False)
    pages = [
        make.masked(sign_in(Client(), login, "wrong")).decode().replace(login, "LOGIN")
        for login in (known, unknown)
    ]

    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("login", "checks"),
    [
        ("әсел-123", 1),
        ("nobody-1", 1),
        ("closed-1", 1),
        ("asel@example.kz", 1),
        ("nobody@example.kz", 1),
        (PHONE, 2),
        ("+77019999999", 2),
        ("+77770000000", 2),
    ],
)
def test_the_same_work_is_done_for_somebody_and_for_nobody(
    client, asel, login, checks, counted_hashes
):
    make.make_person(username="closed-1", is_active=False)
    make.make_person(phone="+77770000000")
    make.make_person(claimed_phone="+77770000000")
    counted_hashes.clear()

    sign_in(client, login, "wrong")

    assert len(counted_hashes) == checks


def test_a_password_beyond_all_measure_is_not_even_hashed(client, asel, counted_hashes):
    counted_hashes.clear()

    response = sign_in(client, "әсел-123", "ұ" * 129)

    assert response.status_code == 422
    assert b"Use 128 characters or fewer." in response.content
    assert counted_hashes == []


@pytest.mark.parametrize(
    ("login", "status"),
    [("", 422), ("a" * 255, 422), ("ai\0gul", 422), ("a" * 10_000_000, 400)],
)
def test_a_name_that_cannot_be_one_is_refused(client, login, status):
    assert sign_in(client, login).status_code == status


def test_signing_in_asks_the_database_little(client, asel):
    sign_in(Client(), "nobody")

    with Counted() as page:
        client.get(PAGE)
    with Counted() as wrong:
        sign_in(client, "әсел-123", "wrong")

    assert len(page) == 0, page.told()
    assert len(wrong) == 1, wrong.told()
    assert wrong.writes == []


def test_whoever_is_signed_in_is_led_on(client, asel):
    client.force_login(asel)

    assert client.get(PAGE).url == "/en/my-learning/"
    assert client.get(f"{PAGE}?next=/en/courses/").url == "/en/courses/"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_is_shown_in_each_language(client, language):
    response = client.get(f"/{language}/account/sign-in/")

    text = response.content.decode()
    assert f'<html lang="{language}"' in text
    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text
    assert "no-store" in response.headers["Cache-Control"]


# --- Where to go on ---------------------------------------------------------------


@pytest.mark.parametrize("address", make.ELSEWHERE)
def test_nobody_is_led_away(client, asel, address):
    response = sign_in(client, "әсел-123", next=address)

    assert response.url == "/en/my-learning/"


@pytest.mark.parametrize("address", make.ELSEWHERE)
def test_nobody_is_led_away_when_signed_in_already(client, asel, address):
    client.force_login(asel)

    assert client.get(PAGE, {"next": address}).url == "/en/my-learning/"


def test_one_goes_on_to_where_one_wanted_to_go(client, asel):
    page = client.get(f"{PAGE}?next=/en/courses/")

    assert b'name="next" value="/en/courses/"' in page.content
    assert b'href="/en/account/sign-up/?next=%2Fen%2Fcourses%2F"' in (
        page.content.replace(b"/en/courses/", b"%2Fen%2Fcourses%2F")
    )
    assert sign_in(client, "әсел-123", next="/en/courses/").url == "/en/courses/"


def test_changing_the_language_keeps_where_one_wanted_to_go(client):
    page = client.get(f"{PAGE}?next=/en/courses/").content

    assert b'href="/kk/account/sign-in/?next=%2Fen%2Fcourses%2F"' in page
    assert b'rel="canonical" href="http://testserver/en/account/sign-in/"' in page


def test_a_planted_session_is_left_behind(client, asel):
    client.post(CODE_PAGE, {"email": "x@example.kz"})
    planted = client.cookies["sessionid"].value

    sign_in(client, "әсел-123")

    thief = Client()
    thief.cookies["sessionid"] = planted
    assert client.cookies["sessionid"].value != planted
    assert get_user(thief).is_anonymous


def test_the_next_person_gets_nothing_of_the_one_before(client, asel):
    sign_in(client, "әсел-123")
    session = client.session
    session["recovery_words"] = "ай аққу"
    session.save()
    other = make.make_person()
    client.post("/en/account/sign-out/")

    sign_in(client, other.username)

    assert get_user(client) == other
    assert "recovery_words" not in client.session


# --- Too often --------------------------------------------------------------------


def test_guessing_one_account_is_stopped_however_its_name_is_written(asel):
    spellings = [
        "8 701 123 45 67",
        "+77011234567",
        "8-701-1234567",
        "7011234567",
        PHONE,
    ]
    for spelling in spellings:
        assert sign_in(Client(), spelling, "wrong").status_code == 422

    response = sign_in(Client(), "8(701)1234567")

    assert response.status_code == 429
    assert b"Too many attempts" in response.content


def test_upper_case_and_spaces_are_no_way_around(asel):
    for login in ("әсел-123", "ӘСЕЛ-123", " Әсел 123", "«әСЕЛ123»", "әсел-123\u200b"):
        sign_in(Client(), login, "wrong")

    assert sign_in(Client(), "әсел-123").status_code == 429


def test_a_name_that_nobody_has_is_stopped_alike(asel):
    answers = [sign_in(Client(), "nobody-1", "wrong") for _try in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_others_get_in_meanwhile(asel):
    for _try in range(6):
        sign_in(Client(), "әсел-123", "wrong")

    assert sign_in(Client(), make.make_person().username).status_code == 302


def test_it_is_over_after_five_minutes(asel, monkeypatch):
    for _try in range(6):
        sign_in(Client(), "әсел-123", "wrong")
    later = time.time() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)

    assert sign_in(Client(), "әсел-123").status_code == 302


def test_signing_in_rightly_is_no_failure(asel):
    for _try in range(7):
        assert sign_in(Client(), "әсел-123").status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_for_too_many_is_in_the_readers_language(settings, language):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = Client()
    client.post(f"/{language}/account/sign-in/", {})

    response = client.post(f"/{language}/account/sign-in/", {})

    assert response.status_code == 429
    assert f'<html lang="{language}"' in response.content.decode()
    assert response.headers["Retry-After"] == "300"


# --- By code ----------------------------------------------------------------------


def test_a_code_to_the_e_mail_opens_the_account(client, asel):
    response = client.post(CODE_PAGE, {"email": " Asel@example.kz "})

    assert response.url == CODE
    assert make.mails()[0].to == ["asel@example.kz"]
    response = client.post(CODE, {"code": f" {make.mailed_code()} "})
    assert response.url == "/en/my-learning/"
    assert get_user(client) == asel


def test_a_code_may_be_typed_in_groups(client, asel):
    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    code = make.mailed_code()

    client.post(CODE, {"code": f"{code[:3]}-{code[3:]}"})

    assert get_user(client) == asel


def test_a_code_works_once_and_only_where_it_was_asked_for(client, asel):
    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    code = make.mailed_code()
    thief = Client()

    assert thief.post(CODE, {"code": code}).url == CODE_PAGE
    client.post(CODE, {"code": code})
    client.post("/en/account/sign-out/")
    assert client.post(CODE, {"code": code}).url == CODE_PAGE


def test_a_code_is_worth_nothing_after_ten_minutes(client, asel, monkeypatch):
    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    code = make.mailed_code()
    later = time.time() + 601
    monkeypatch.setattr(
        "allauth.account.internal.flows.code_verification.time.time", lambda: later
    )

    assert client.post(CODE, {"code": code}).url == CODE_PAGE
    assert get_user(client).is_anonymous


def _ask(email) -> list:
    client = Client()
    answer = client.post(CODE_PAGE, {"email": email})
    pages = [client.get(CODE)]
    pages += [client.post(CODE, {"code": "1"}), client.post(CODE, {"action": "resend"})]
    texts = [make.masked(page).decode().replace(email, "EMAIL") for page in pages]
    return [answer.url, [page.status_code for page in pages], texts]


def test_asking_for_a_code_does_not_tell_whether_there_is_an_account(asel):
    make.make_person_with_email("closed@example.kz", is_active=False)

    seen = [
        _ask(email)
        for email in ("asel@example.kz", "nobody@example.kz", "closed@example.kz")
    ]

    assert seen[0] == seen[1] == seen[2]


def test_an_address_without_account_is_told_so_by_mail_only(client):
    client.post(CODE_PAGE, {"email": "nobody@example.kz"})

    (sent,) = make.mails()
    assert sent.to == ["nobody@example.kz"]
    assert "there is no account" in sent.body
    assert "http://testserver/en/account/sign-up/" in sent.body
    assert not Person.objects.exists()


def test_after_three_wrong_codes_one_asks_anew(client, asel):
    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    answers = [client.post(CODE, {"code": "000000"}) for _try in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 302]
    page = client.get(answers[-1].url)
    assert b"Too many wrong codes. Ask for a new one." in page.content
    assert client.post(CODE, {"code": make.mailed_code()}).status_code == 302
    assert get_user(client).is_anonymous


@pytest.mark.parametrize(
    ("email", "status"),
    [("", 422), ("a@b", 422), ("a\0@example.kz", 422), ("a" * 10_000_000, 400)],
)
def test_an_address_that_cannot_be_one_is_refused(client, email, status):
    assert client.post(CODE_PAGE, {"email": email}).status_code == status
    assert make.mails() == []


def test_whoever_waits_for_a_code_may_take_another_way(client, asel):
    client.post(CODE_PAGE, {"email": "aselle@example.kz"})

    assert client.get(PAGE).status_code == 200
    assert client.get(CODE_PAGE).status_code == 200
    assert client.get("/en/account/sign-up/").status_code == 200
    sign_in(client, "әсел-123")
    assert get_user(client) == asel


def test_nobody_fills_a_strangers_mailbox(asel):
    statuses = [
        Client().post(CODE_PAGE, {"email": "asel@example.kz"}).status_code
        for _try in range(7)
    ]

    assert statuses == [302] * 5 + [429] * 2
    assert len(make.mails()) == 5


def test_sending_again_counts_too(client, asel):
    for _round in range(2):
        client.post(CODE_PAGE, {"email": "asel@example.kz"})
        client.post(CODE, {"action": "resend"})
        client.post(CODE, {"action": "resend"})

    assert client.post(CODE_PAGE, {"email": "asel@example.kz"}).status_code == 429
    assert len(make.mails()) == 5


def test_the_code_does_not_stay_in_the_outbox(client, asel):
    from messaging.models import Message

    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    make.mails()

    message = Message.objects.get()
    assert (message.body, message.is_secret) == ("", True)
    assert mail.outbox[0].body


def test_a_code_to_a_closed_account_opens_nothing(client):
    make.make_person_with_email("closed@example.kz", is_active=False)
    client.post(CODE_PAGE, {"email": "closed@example.kz"})

    assert "there is no account" in make.mails()[0].body


# --- Out again --------------------------------------------------------------------


def test_signing_out_needs_a_button(client, asel):
    client.force_login(asel)

    assert client.get("/en/account/sign-out/").status_code == 405
    assert get_user(client) == asel
    response = client.post("/en/account/sign-out/")

    assert response.url == f"{PAGE}?left=own"
    assert "You are signed out</p>" in client.get(response.url).text
    assert "close the browser" not in client.get(response.url).text
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert get_user(client).is_anonymous


def test_changing_person_is_one_step(client, asel):
    client.force_login(asel)

    response = client.post("/en/account/sign-out/", {"change": "1"})

    assert response.url == f"{PAGE}?left=own"
    assert get_user(client).is_anonymous


@pytest.mark.parametrize("left", ["", "<b>", "else"])
def test_nobody_is_told_so_without_signing_out(client, left):
    assert "You are signed out</p>" not in client.get(PAGE, {"left": left}).text


def test_a_stolen_session_is_worth_nothing_after_signing_out(client, asel):
    client.force_login(asel)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert get_user(thief) == asel

    client.post("/en/account/sign-out/")

    assert get_user(thief).is_anonymous


def test_a_closed_account_loses_its_sessions_at_once(client, asel):
    client.force_login(asel)
    Person.objects.update(is_active=False)

    assert client.get("/en/account/").url == f"{PAGE}?next=/en/account/"


# --- Wagtail's door ---------------------------------------------------------------


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/"])
def test_the_editors_desk_leads_to_our_sign_in(client, address):
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith(
        "/kk/account/sign-in/?next=/admin/"
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/"])
def test_wagtails_own_sign_in_leads_to_ours(client, asel, address, method):
    data = {"username": "әсел-123", "password": make.PASSWORD, "next": "//evil.kz"}

    response = getattr(client, method)(address, data)

    assert response.url == "/kk/account/sign-in/?next=%2Fadmin%2F"
    assert get_user(client).is_anonymous


def test_wagtails_own_sign_in_keeps_where_one_wanted_to_go(client):
    response = client.get("/admin/login/?next=/admin/pages/3/")

    assert response.url == "/kk/account/sign-in/?next=%2Fadmin%2Fpages%2F3%2F"


@pytest.mark.parametrize("rest", ["done/", "complete/", "confirm/MQ/set-password/"])
def test_wagtails_own_new_password_is_closed(client, rest):
    response = client.get(f"/admin/password_reset/{rest}", follow=True)

    assert response.status_code == 404


# --- The demo's mails -------------------------------------------------------------


def test_the_demo_shows_its_mails(client, settings, tmp_path):
    settings.LMS_DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    make.run_due_jobs()

    page = client.get("/en/account/demo-mail/")

    assert "there is no account" in page.content.decode()
    assert "asel@example.kz" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_there_is_no_such_page_elsewhere(client, settings):
    settings.LMS_DEMO = False

    assert client.get("/en/account/demo-mail/").status_code == 404
    client.post(CODE_PAGE, {"email": "asel@example.kz"})
    assert b"demo-mail" not in client.get(CODE).content
