"""The account page, and a page for each thing that opens the account."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from accounts.models import Organisation, Person
from messaging.models import Preference
from tests.counting import Counted
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
PAGE = "/en/account/"
SIGN_IN = "/en/account/sign-in/"
AGAIN = "/en/account/confirm/"
PHONE = "+77011234567"
PROFILE = {
    "first_name": "Әсел",
    "last_name": "Қуанышбекқызы",
    "patronymic": "Ғалымқызы",
    "certificate_name": "Asel",
    "language": "en",
    "audience": "official",
    "position": "Маман",
}


@pytest.fixture
def asel(client):
    """Somebody signed in, with an e-mail."""
    person = make.make_person_with_email("asel@example.kz", language="en")
    client.force_login(person)
    return person


def says(response) -> list[str]:
    return [str(one) for one in response.context["messages"]]


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


# --- About me ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_is_shown_in_each_language(client, asel, language):
    response = client.get(f"/{language}/account/")

    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in text
    assert "asel@example.kz" in text
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("organisations", [1, 3])
def test_the_page_asks_the_database_little(client, asel, organisations):
    for number in range(organisations):
        Organisation.objects.create(name=f"Әкімдік {number}")
        make.make_person()
    client.get(PAGE)

    with Counted() as counted:
        client.get(PAGE)

    assert len(counted) == 6, counted.told()
    assert counted.writes == []


def test_everything_about_oneself_is_saved_and_confirmed(client, asel):
    organisation = Organisation.objects.create(name="Әкімдік")

    response = client.post(
        PAGE, {**PROFILE, "organisation": organisation.pk}, follow=True
    )

    assert says(response) == ["Saved."]
    person = fresh(asel)
    for name, value in PROFILE.items():
        assert getattr(person, name) == value
    assert person.organisation == organisation
    assert person.name_for_certificate == "Asel"


def test_who_changes_something_else_stays_in_the_language_of_the_page(client, asel):
    response = client.post("/ru/account/", PROFILE)

    assert response.url == "/ru/account/"


def test_the_language_takes_effect_at_once(client, asel):
    response = client.post(PAGE, {**PROFILE, "language": "kk"})

    assert response.url == "/kk/account/"
    assert client.cookies["language"].value == "kk"
    assert get_user(client) == asel


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("first_name", "", "Enter your given name."),
        ("first_name", "\u200b", "Enter your given name."),
        ("first_name", "Ә" * 81, "at most 80"),
        ("last_name", "😀", "Use letters"),
        ("patronymic", "990101300123", "Do not write an IIN"),
        ("certificate_name", "Ә" * 251, "at most 250"),
        ("certificate_name", "<b>", "Use letters"),
        ("language", "xx", "Select a valid choice"),
        ("audience", "king", "Select a valid choice"),
        ("region", "0", "Select a valid choice"),
        ("organisation", "1e9", "Select a valid choice"),
        ("position", "ЖСН 990101300123", "Do not write an IIN"),
        ("position", "a\0", "Null characters"),
    ],
)
def test_bad_input_is_refused_at_the_field_it_is_in(client, asel, name, value, told):
    response = client.post(PAGE, {**PROFILE, name: value})

    assert response.status_code == 422
    assert told in response.context["form"].errors[name][0]
    assert fresh(asel).first_name == "Айгүл"
    assert ">Айгүл</span>" in response.content.decode()


def test_markup_is_text_in_a_position(client, asel):
    client.post(PAGE, {**PROFILE, "position": "<script>alert(1)</script>"})

    text = client.get(PAGE).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_what_is_not_on_the_page_cannot_be_changed_by_it(client, asel):
    client.post(
        PAGE,
        {
            **PROFILE,
            "is_superuser": "1",
            "is_staff": "1",
            "username": "admin",
            "email": "b@example.kz",
            "phone": PHONE,
            "session_epoch": "9",
            "password": "x",
            "id": "1",
        },
    )

    person = fresh(asel)
    assert (person.is_superuser, person.is_staff, person.session_epoch) == (0, 0, 0)
    assert (person.username, person.email) == (asel.username, "asel@example.kz")
    assert person.phone is None
    assert person.check_password(make.PASSWORD)


# --- Messages I get ---------------------------------------------------------------


def test_which_messages_come_is_saved_and_confirmed(client, asel):
    form = client.get(PAGE).context["messages_form"]
    assert form.initial == {"wants_news": False, "wants_reminders": True}

    response = client.post(f"{PAGE}messages/", {"wants_news": "on"}, follow=True)

    assert says(response) == ["Saved."]
    form = response.context["messages_form"]
    assert form.initial == {"wants_news": True, "wants_reminders": False}
    assert Preference.objects.get().person == asel


# --- The password once more -------------------------------------------------------

SENSITIVE = [
    ("get", "phone/"),
    ("post", "phone/"),
    ("get", "e-mail/"),
    ("post", "e-mail/"),
    ("post", "words/new/"),
    ("get", "second-factor/app/"),
    ("post", "second-factor/app/"),
    ("get", "second-factor/codes/"),
    ("post", "second-factor/codes/new/"),
    ("get", "second-factor/passkeys/add/"),
    ("post", "second-factor/passkeys/add/"),
]


@pytest.mark.parametrize(("method", "path"), SENSITIVE)
def test_what_opens_the_account_asks_for_the_password_again(client, asel, method, path):
    make.make_app(asel)
    before = list(Person.objects.values())

    response = getattr(client, method)(f"{PAGE}{path}", {"phone": PHONE})

    assert response.url.startswith(f"{AGAIN}?next=")
    assert list(Person.objects.values()) == before
    assert not hasattr(fresh(asel), "recovery_phrase")


def test_with_the_password_it_is_done_at_once(client, asel):
    client.post(f"{PAGE}phone/", {"phone": "8 701 123 45 67"})

    response = client.post(AGAIN, {"password": make.PASSWORD, "next": f"{PAGE}phone/"})

    assert response.url == PAGE
    assert fresh(asel).phone == PHONE


@pytest.mark.parametrize("password", ["", "wrong", "ұ" * 129, "a\0"])
def test_with_a_wrong_password_nothing_is_done(client, asel, password):
    client.post(f"{PAGE}phone/", {"phone": "8 701 123 45 67"})

    response = client.post(AGAIN, {"password": password, "next": f"{PAGE}phone/"})

    assert response.status_code == 422
    assert fresh(asel).phone is None
    assert client.get(f"{PAGE}phone/").status_code == 302


def test_guessing_it_is_stopped(client, asel):
    answers = [client.post(AGAIN, {"password": "wrong"}) for _try in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_changing_the_language_on_the_way_does_no_harm(client, asel):
    client.post(f"{PAGE}phone/", {"phone": "8 701 123 45 67"})

    response = client.post(
        "/ru/account/confirm/", {"password": make.PASSWORD, "next": f"{PAGE}phone/"}
    )

    assert response.url == "/ru/account/"
    assert fresh(asel).phone is None


@pytest.mark.parametrize("address", make.ELSEWHERE)
def test_nobody_is_led_away_by_it(client, asel, address):
    response = client.post(AGAIN, {"password": make.PASSWORD, "next": address})

    assert response.url == "/en/my-learning/"


# --- Phone ------------------------------------------------------------------------


@pytest.fixture
def sure(client, asel):
    make.confirm_password(client)
    return asel


@pytest.mark.parametrize("typed", ["8 701 123 45 67", "+7(701)123-45-67"])
def test_a_phone_is_saved_and_confirmed(client, sure, typed):
    response = client.post(f"{PAGE}phone/", {"phone": typed}, follow=True)

    assert says(response) == ["Saved."]
    assert "+7 701 123 45 67" in response.content.decode()
    assert fresh(sure).phone == PHONE


def test_a_phone_is_taken_away(client, sure):
    Person.objects.update(phone=PHONE)

    client.post(f"{PAGE}phone/", {"phone": ""})

    assert fresh(sure).phone is None


@pytest.mark.parametrize("typed", ["701", "+49 30 1234567", "aigul", "a\0", "7" * 41])
def test_a_wrong_phone_is_refused(client, sure, typed):
    response = client.post(f"{PAGE}phone/", {"phone": typed})

    assert response.status_code == 422
    assert fresh(sure).phone is None


def test_a_phone_that_somebody_has_looks_like_a_free_one(client, sure):
    make.make_person(phone="+77010000000")
    seen = []
    for phone in (PHONE, "+77010000000"):
        response = client.post(f"{PAGE}phone/", {"phone": phone}, follow=True)
        text = make.masked(response).decode()
        seen.append(text.replace(fresh(sure).own_phone, "PHONE"))

    assert seen[0] == seen[1]
    assert fresh(sure).claimed_phone == "+77010000000"


# --- E-mail -----------------------------------------------------------------------


def link_in(message) -> str:
    address = next(line for line in message.body.split() if "/confirm/" in line)
    return address.removeprefix("http://testserver")


def test_a_new_e_mail_is_the_persons_once_its_link_was_opened(client, sure):
    response = client.post(f"{PAGE}e-mail/", {"email": "New@example.kz"}, follow=True)

    assert says(response) == [
        "We have written to new@example.kz. Open the link in that mail."
    ]
    assert "new@example.kz is not confirmed yet" in response.content.decode()
    assert fresh(sure).email == "asel@example.kz"
    (sent,) = make.mails()
    assert sent.to == ["new@example.kz"]
    link = link_in(sent)
    assert b"new@example.kz" in client.get(link).content
    assert fresh(sure).email == "asel@example.kz"

    response = client.post(link, follow=True)

    assert says(response) == ["Your e-mail is confirmed."]
    assert fresh(sure).email == "new@example.kz"
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == (
        "new@example.kz",
        True,
        True,
    )


def test_the_old_address_is_told(client, sure):
    client.post(f"{PAGE}e-mail/", {"email": "new@example.kz"})
    client.post(link_in(make.mails()[0]))

    told = make.mails()[-1]
    assert told.to == ["asel@example.kz"]
    assert "new@example.kz instead of asel@example.kz" in told.body
    assert "http://testserver/en/account/" in told.body


def test_a_first_e_mail_is_added(client):
    person = make.make_person(language="en")
    client.force_login(person)
    make.confirm_password(client)

    client.post(f"{PAGE}e-mail/", {"email": "new@example.kz"})
    client.post(link_in(make.mails()[0]))

    assert fresh(person).email == "new@example.kz"
    assert len(make.mails()) == 1


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("", "Enter an e-mail address."),
        ("a@b", "Enter an e-mail address like name@example.kz."),
        ("a@b.kz\nBcc: c@d.kz", "Enter an e-mail address"),
        ("Asel@example.kz", "This is your e-mail already."),
        ("a" * 255, "at most 254"),
    ],
)
def test_a_wrong_e_mail_is_refused(client, sure, email, told):
    response = client.post(f"{PAGE}e-mail/", {"email": email})

    assert response.status_code == 422
    assert told in response.context["form"].errors["email"][0]
    assert make.mails() == []


def test_the_link_works_where_nobody_is_signed_in(client, sure):
    client.post(f"{PAGE}e-mail/", {"email": "new@example.kz"})
    phone = Client()

    response = phone.post(link_in(make.mails()[0]))

    assert b"The e-mail is confirmed" in response.content
    assert get_user(phone).is_anonymous
    assert fresh(sure).email == "new@example.kz"


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_signs_nobody_out(client, sure, method):
    client.post(f"{PAGE}e-mail/", {"email": "new@example.kz"})
    other = Client()
    other.force_login(make.make_person())

    response = getattr(other, method)(link_in(make.mails()[0]))

    assert response.status_code == 200
    assert not get_user(other).is_anonymous


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_works_once(client, sure, method):
    client.post(f"{PAGE}e-mail/", {"email": "new@example.kz"})
    link = link_in(make.mails()[0])
    client.post(link)

    response = getattr(client, method)(link)

    assert b"This link does not work" in response.content
    assert fresh(sure).email == "new@example.kz"


@pytest.mark.parametrize("key", ["x", "MQ:1:2", "a" * 500])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_made_up_link_does_nothing(client, sure, key, method):
    response = getattr(client, method)(f"{PAGE}e-mail/confirm/{key}/")

    assert response.status_code == 200
    assert b"This link does not work" in response.content


def test_of_two_links_the_later_one_counts(client, sure):
    client.post(f"{PAGE}e-mail/", {"email": "one@example.kz"})
    client.post(f"{PAGE}e-mail/", {"email": "two@example.kz"})
    first, second = (link_in(one) for one in make.mails())

    assert b"This link does not work" in client.post(first).content
    client.post(second)
    assert fresh(sure).email == "two@example.kz"


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_somebody_has_looks_like_a_free_one(client, sure, verified):
    free = client.post(f"{PAGE}e-mail/", {"email": "free@example.kz"}, follow=True)
    owner = make.make_person_with_email("used@example.kz")
    EmailAddress.objects.filter(user=owner).update(verified=verified)

    used = client.post(f"{PAGE}e-mail/", {"email": "used@example.kz"}, follow=True)

    pages = [make.masked(one).decode() for one in (free, used)]
    assert pages[0].replace("free@", "X@") == pages[1].replace("used@", "X@")
    first, second = make.mails()
    assert first.subject == second.subject
    response = client.post(link_in(second))
    assert b"This link does not work" in response.content
    assert fresh(sure).email == "asel@example.kz"
    assert fresh(owner).email == "used@example.kz"


def test_nobody_fills_a_strangers_mailbox(client, sure):
    answers = [
        client.post(f"{PAGE}e-mail/", {"email": "a@example.kz"}) for _try in range(6)
    ]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]


# --- Password ---------------------------------------------------------------------


def change_password(client, old=make.PASSWORD, new="жаңа құпия сөз", **kwargs):
    data = {"oldpassword": old, "password1": new}
    return client.post(f"{PAGE}password/", data, **kwargs)


def test_a_new_password_is_saved_confirmed_and_told_by_mail(client, asel):
    response = change_password(client, follow=True)

    assert says(response) == ["Your password is changed."]
    assert response.redirect_chain == [(PAGE, 302)]
    assert fresh(asel).check_password("жаңа құпия сөз")
    (told,) = make.mails()
    assert told.to == ["asel@example.kz"]
    assert "Every other device is signed out." in told.body


def test_a_new_password_signs_every_other_device_out(client, asel):
    other = Client()
    other.force_login(asel)

    change_password(client)

    assert get_user(client) == asel
    assert get_user(other).is_anonymous


@pytest.mark.parametrize(
    ("old", "new", "field", "told"),
    [
        (
            "wrong",
            "жаңа құпия сөз",
            "oldpassword",
            "This is not your present password.",
        ),
        ("", "жаңа құпия сөз", "oldpassword", "Enter a password."),
        (make.PASSWORD, "", "password1", "Enter a password."),
        (make.PASSWORD, "1234567", "password1", "too short"),
        (make.PASSWORD, "ұ" * 129, "password1", "Use 128 characters or fewer."),
        (make.PASSWORD, "asel@example.kz", "password1", "too similar"),
    ],
)
def test_a_wrong_one_is_refused(client, asel, old, new, field, told):
    response = change_password(client, old, new)

    assert response.status_code == 422
    assert told in response.context["form"].errors[field][0]
    assert fresh(asel).check_password(make.PASSWORD)
    assert make.mails() == []


def test_whoever_came_by_a_code_need_not_know_the_forgotten_one(client, monkeypatch):
    person = make.make_person_with_email("asel@example.kz", language="en")
    client.post("/en/account/code/", {"email": "asel@example.kz"})
    client.post("/en/account/code/confirm/", {"code": make.mailed_code()})

    assert "oldpassword" not in client.get(f"{PAGE}password/").context["form"].fields
    client.post(f"{PAGE}password/", {"password1": "жаңа құпия сөз"})

    assert fresh(person).check_password("жаңа құпия сөз")


def test_a_quarter_of_an_hour_later_one_must_know_it(client, monkeypatch):
    make.make_person_with_email("asel@example.kz", language="en")
    client.post("/en/account/code/", {"email": "asel@example.kz"})
    client.post("/en/account/code/confirm/", {"code": make.mailed_code()})
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("accounts.views.account.time.time", lambda: later)

    assert "oldpassword" in client.get(f"{PAGE}password/").context["form"].fields


def test_an_account_without_password_gets_a_first_one(client, asel):
    asel.set_unusable_password()
    asel.save()
    client.force_login(asel)

    assert client.get(f"{PAGE}password/").url == f"{PAGE}password/set/"
    response = client.post(f"{PAGE}password/set/", {"password1": "1234567"})
    assert response.status_code == 422
    response = client.post(
        f"{PAGE}password/set/", {"password1": "жаңа құпия сөз"}, follow=True
    )

    assert says(response) == ["Your password is set."]
    assert fresh(asel).check_password("жаңа құпия сөз")
    assert client.get(f"{PAGE}password/set/").url == f"{PAGE}password/"


# --- Words, other devices ---------------------------------------------------------


def test_new_words_are_shown_once_and_the_old_ones_end(client, sure):
    old = make.words_of(sure)

    response = client.post(f"{PAGE}words/new/", follow=True)

    words = response.context["words"]
    assert len(words) == 8
    assert words != old.split()
    assert client.post(f"{PAGE}words/").url == PAGE
    assert client.get(f"{PAGE}words/").url == PAGE


def test_signing_out_elsewhere_keeps_this_device(client, asel):
    other = Client()
    other.force_login(asel)

    response = client.post(f"{PAGE}sign-out-everywhere/", follow=True)

    assert says(response) == ["You are signed out on every other device."]
    assert get_user(client) == asel
    assert get_user(other).is_anonymous


@pytest.mark.parametrize("path", ["messages/", "sign-out-everywhere/", "words/new/"])
def test_whose_session_ended_comes_back_to_the_page(client, path):
    response = client.post(f"{PAGE}{path}")

    assert response.url == f"{SIGN_IN}?next=/en/account/"


def test_an_own_page_needs_a_sign_in(client):
    assert client.get(PAGE).url == f"{SIGN_IN}?next=/en/account/"


def test_a_mail_server_that_is_down_stops_nobody(client, asel, settings):
    settings.EMAIL_BACKEND = "tests.factories.mail.Broken"

    response = change_password(client)

    assert response.url == PAGE
    assert mail.outbox == []
