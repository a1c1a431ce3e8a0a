"""Sign-up: one short page, for people with an e-mail and for people without."""

from functools import partial

import pytest
from django.contrib.auth import get_user
from django.test import Client

from accounts.models import Consent, Person
from regions.models import Region
from tests.counting import Counted
from tests.factories import accounts as make
from tests.factories.quizzes import make_home
from tests.racing import race

pytestmark = pytest.mark.django_db
PAGE = "/en/account/sign-up/"
WORDS = "/en/account/words/"
CODE = "/en/account/code/confirm/"
PHONE = "+77011234567"
LANGUAGES = ("kk", "ru", "en")


def sign_up(client, language="en", **kwargs):
    return client.post(f"/{language}/account/sign-up/", make.sign_up_data(**kwargs))


def sign_up_by_mail(client, email="a@example.kz", **kwargs):
    sign_up(client, identifier=email, **kwargs)
    return client.post(CODE, {"code": make.mailed_code()})


def errors_of(response) -> dict:
    return {name: found[0] for name, found in response.context["form"].errors.items()}


# --- The page ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_shown_in_each_language(client, language):
    response = client.get(f"/{language}/account/sign-up/")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_page_asks_the_database_little(client):
    client.get(PAGE)

    with Counted() as counted:
        client.get(PAGE)

    assert len(counted) == 1, counted.told()
    assert counted.writes == []


def test_whoever_is_signed_in_needs_no_sign_up(client, person):
    client.force_login(person)

    assert client.get(PAGE).url == "/en/my-learning/"
    assert sign_up(client).url == "/en/my-learning/"
    assert Person.objects.count() == 1


@pytest.mark.parametrize("name", ["first_name", "identifier", "password", "consent"])
def test_what_is_needed_is_asked_for_in_title_summary_and_field(client, name):
    response = sign_up(client, **{name: ""})

    text = response.content.decode()
    assert response.status_code == 422
    assert list(errors_of(response)) == [name]
    assert "<title>Error: Sign up" in text
    assert text.count(errors_of(response)[name]) == 2
    assert f'href="#id_{name}"' in text
    assert not Person.objects.exists()


def test_what_was_typed_is_kept_but_for_the_password(client):
    response = sign_up(client, consent="", last_name="О'Брайен", audience="official")

    form = response.context["form"]
    text = response.content.decode()
    assert form["last_name"].value() == "О'Брайен"
    assert form["audience"].value() == "official"
    assert "төрт қадам биік" not in text
    assert str(form["form_key"].value()) in text


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("first_name", " \t", "Enter your given name."),
        ("first_name", "\u200b", "Enter your given name."),
        ("first_name", "\xa0", "Enter your given name."),
        ("first_name", "Ә" * 81, "at most 80"),
        (
            "first_name",
            "Айгүл 😀",
            "Use letters, spaces, hyphens and apostrophes",
        ),
        (
            "first_name",
            "<script>",
            "Use letters, spaces, hyphens and apostrophes",
        ),
        ("first_name", "Ай\0гүл", "Null characters"),
        ("last_name", "990101300123", "Do not write an IIN here"),
        ("last_name", "Ә" * 10_000, "at most 80"),
        ("identifier", "990101300123", "Do not write an IIN here"),
        ("identifier", "990101 300 123", "Do not write an IIN here"),
        ("identifier", "990101300123@mail.kz", "Do not write an IIN here"),
        ("identifier", "a@b", "Enter an e-mail address like name@example.kz."),
        ("identifier", "a b@c.kz", "Enter an e-mail address like name@example.kz."),
        ("identifier", "x@x.kz\nBcc: y@y.kz", "Enter an e-mail address"),
        ("identifier", "@", "Enter an e-mail address like name@example.kz."),
        ("identifier", "a" * 320 + "@example.kz", "at most 254"),
        ("identifier", "8 701 123 45", "Enter a phone number of 10 digits after +7"),
        ("identifier", "+49 30 1234567", "Enter a phone number of 10 digits after +7"),
        ("identifier", "ab", "A sign-in name has 3 to 40 letters"),
        ("identifier", "a" * 41, "A sign-in name has 3 to 40 letters"),
        ("identifier", "😀😀😀", "A sign-in name has 3 to 40 letters"),
        ("identifier", "ai\0gul", "Null characters"),
        ("password", "1234567", "too short"),
        ("password", "password", "too common"),
        ("password", "82736451", "entirely numeric"),
        ("password", "Айгүлайгүл", "too similar"),
        ("password", "ұ" * 129, "Use 128 characters or fewer."),
        ("password", "ұ" * 10_000, "Use 128 characters or fewer."),
        ("audience", "king", "Select a valid choice"),
        ("region", "999", "Select a valid choice"),
        ("region", "x", "Select a valid choice"),
        ("form_key", "x", "Enter a valid UUID"),
    ],
)
def test_bad_input_is_refused_at_the_field_it_is_in(client, name, value, told):
    data = {name: value}
    if told == "too similar":
        data["first_name"] = "Айгүлайгүл"

    response = sign_up(client, **data)

    assert response.status_code == 422
    assert told in errors_of(response)[name]
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["first_name", "identifier", "password"])
def test_ten_megabytes_are_refused_before_they_are_read(client, name):
    response = sign_up(client, **{name: "a" * 10_000_000})

    assert response.status_code == 400
    assert b"<h1" in response.content
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "password", ["ә" * 128, "  төрт  қадам  ", "сөз😀сөз😀", "пароль не из словаря"]
)
def test_long_passwords_spaces_and_kazakh_letters_are_welcome(client, password):
    sign_up(client, password=password)

    assert Person.objects.get().check_password(password)


def test_a_hidden_key_that_is_missing_does_no_harm(client):
    sign_up(client, form_key="")

    assert Person.objects.count() == 1


# --- Without an e-mail ------------------------------------------------------------


def test_somebody_with_a_sign_in_name_gets_eight_words_to_print(client):
    response = sign_up(client, identifier=" Әсел ", first_name=" Әсел  Ғ. ")

    assert response.url == WORDS
    person = Person.objects.get()
    assert person.username[:5] == "әсел-"
    assert person.first_name == "Әсел Ғ."
    assert person.language == "en"
    page = client.get(WORDS)
    assert len(page.context["words"]) == 8
    assert person.username in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert get_user(client) == person


def test_the_words_that_were_shown_open_the_account(client):
    sign_up(client)
    words = client.get(WORDS).context["words"]
    client.post(WORDS)
    client.post("/en/account/sign-out/")

    response = client.post(
        "/en/account/recover/",
        {
            "login": Person.objects.get().username,
            "words": " ".join(words),
            "password": "бес қадам биік",
        },
    )

    assert response.url == WORDS


def test_the_words_are_in_the_language_of_the_page(client):
    sign_up(client, language="kk")

    from accounts.actions import words_in

    assert set(client.session["recovery_words"].split()) <= set(words_in("kk"))


def test_the_words_are_forgotten_by_the_button(client):
    sign_up(client)

    assert client.post(WORDS).url == "/en/my-learning/"
    assert client.get(WORDS).url == "/en/account/"


def test_the_words_stay_when_the_language_is_changed(client):
    sign_up(client)
    words = client.get(WORDS).context["words"]

    assert client.get("/ru/account/words/").context["words"] == words


def test_the_words_are_nobody_elses(client):
    sign_up(client)
    other = Client()
    other.force_login(make.make_person())

    assert other.get(WORDS).url == "/en/account/"
    assert Client().get(WORDS).url == f"/en/account/sign-in/?next={WORDS}"


@pytest.mark.parametrize("typed", ["8 701 123 45 67", "+7 (701) 123-45-67"])
def test_somebody_with_a_phone_signs_in_with_it(client, typed):
    sign_up(client, identifier=typed)
    client.post("/en/account/sign-out/")

    client.post(
        "/en/account/sign-in/",
        {"login": "87011234567", "password": "төрт қадам биік"},
    )

    assert get_user(client).phone == PHONE


def test_region_and_audience_are_kept(client):
    region = Region.objects.create(key="aqtobe", name_kk="Ақтөбе", iso="KZ-15")

    sign_up(client, region=str(region.pk), audience="official")

    person = Person.objects.get()
    assert (person.region, person.audience) == (region, "official")


def test_consent_is_recorded_in_the_language_it_was_given_in(client):
    sign_up(client, language="ru")

    consent = Consent.objects.get()
    assert (consent.version, consent.language) == ("2026-11", "ru")
    assert consent.person == Person.objects.get()
    assert len(consent.text_digest) == 64


# --- By e-mail --------------------------------------------------------------------


def test_an_e_mail_is_proven_by_a_code_before_there_is_an_account(client):
    response = sign_up(client, identifier="Asel@Example.KZ. ", last_name="Омарова")

    assert response.url == CODE
    assert not Person.objects.exists()
    assert not Consent.objects.exists()
    page = client.get(CODE)
    assert "asel@example.kz" in page.content.decode()
    response = client.post(CODE, {"code": make.mailed_code()})

    person = Person.objects.get()
    assert response.url == "/en/my-learning/"
    assert get_user(client) == person
    assert person.email == "asel@example.kz"
    assert person.emailaddress_set.get().verified
    assert (person.first_name, person.last_name) == ("Айгүл", "Омарова")
    assert person.check_password("төрт қадам биік")
    assert person.consents.get().language == "en"


def test_the_mail_holds_the_code_and_nothing_that_was_typed(client):
    sign_up(client, identifier="a@example.kz", first_name="Купитедёшево")

    (sent,) = make.mails()
    assert sent.to == ["a@example.kz"]
    assert "ten minutes" in sent.body
    assert "Купитедёшево" not in sent.body + sent.subject


@pytest.mark.parametrize("code", ["", "000000", "абвгде", "\0", "1" * 10_000])
def test_a_wrong_code_makes_no_account(client, code):
    sign_up(client, identifier="a@example.kz")

    response = client.post(CODE, {"code": code})

    assert response.status_code == 422
    assert not Person.objects.exists()


def test_after_three_wrong_codes_the_right_one_is_worth_nothing(client):
    sign_up(client, identifier="a@example.kz")
    for _try in range(3):
        response = client.post(CODE, {"code": "000000"}, follow=True)

    client.post(CODE, {"code": make.mailed_code()})

    assert b"Too many wrong codes. Ask for a new one." in response.content
    assert not Person.objects.exists()


def test_another_code_can_be_sent(client):
    sign_up(client, identifier="a@example.kz")
    first = make.mailed_code()

    response = client.post(CODE, {"action": "resend"})

    assert response.url == CODE
    assert len(make.mails()) == 2
    assert client.post(CODE, {"code": first}).status_code == 422
    client.post(CODE, {"code": make.mailed_code()})
    assert Person.objects.count() == 1


def test_a_code_is_sent_again_twice_at_most(client):
    sign_up(client, identifier="a@example.kz")
    for _try in range(4):
        client.post(CODE, {"action": "resend"})

    assert len(make.mails()) == 3


def test_nobody_prepares_an_account_for_somebody_elses_address(client):
    thief = Client()
    sign_up(thief, identifier="a@example.kz", password="the thief's word")
    sign_up_by_mail(client)

    thief.post(
        "/en/account/sign-in/",
        {"login": "a@example.kz", "password": "the thief's word"},
    )

    assert get_user(thief).is_anonymous
    assert Person.objects.get().check_password("төрт қадам биік")


def test_the_address_of_an_account_lets_its_owner_in_and_changes_nothing(client):
    owner = make.make_person_with_email("a@example.kz", first_name="Болат")

    sign_up_by_mail(client, password="another word 12")

    assert get_user(client) == owner
    owner.refresh_from_db()
    assert owner.first_name == "Болат"
    assert owner.check_password(make.PASSWORD)
    assert not owner.consents.exists()


def test_two_who_proved_one_address_have_one_account(client):
    other = Client()
    sign_up(client, identifier="a@example.kz")
    first = make.mailed_code()
    sign_up(other, identifier="a@example.kz")
    second = make.mailed_code()

    client.post(CODE, {"code": first})
    other.post(CODE, {"code": second})

    assert get_user(client) == get_user(other) == Person.objects.get()


def test_a_code_for_signing_in_never_makes_an_account(client):
    sign_up(client, identifier="a@example.kz")
    client.post("/en/account/code/", {"email": "b@example.kz"})

    response = client.post(CODE, {"code": make.mails()[0].body[11:17]})

    assert response.status_code == 422
    assert not Person.objects.exists()


# --- Afterwards -------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "//evil.kz",
        "/\\evil.kz",
        "https://evil.kz",
        "https:evil.kz",
        "javascript:x",
        "\t//e.kz",
    ],
)
def test_nobody_is_led_away(client, address):
    sign_up(client, next=address)
    assert client.post(WORDS).url == "/en/my-learning/"
    client.post("/en/account/sign-out/")

    sign_up(client, identifier="a@example.kz", next=address)
    response = client.post(f"{CODE}?next={address}", {"code": make.mailed_code()})
    assert response.url == "/en/my-learning/"


def test_one_goes_on_to_where_one_wanted_to_go(client):
    sign_up(client, next="/en/courses/")
    assert client.post(WORDS).url == "/en/courses/"
    client.post("/en/account/sign-out/")

    response = sign_up(client, identifier="a@example.kz", next="/en/courses/")
    assert response.url == f"{CODE}?next=%2Fen%2Fcourses%2F"
    assert b'name="next" value="/en/courses/"' in client.get(response.url).content
    response = client.post(response.url, {"code": make.mailed_code()})
    assert response.url == "/en/courses/"


@pytest.mark.parametrize("identifier", ["aigul", "a@example.kz"])
def test_what_was_read_before_is_offered(client, identifier):
    session = client.session
    session["read_units"] = ["6b4b2f0a-6f0e-4a57-a4c4-0f9f0b3d9f51"]
    session.save()

    response = sign_up(client, identifier=identifier)
    if identifier == "aigul":
        response = client.post(WORDS)
    else:
        response = client.post(CODE, {"code": make.mailed_code()})

    assert response.url == "/en/learn/claim/"


@pytest.mark.parametrize("identifier", ["aigul", "a@example.kz"])
def test_a_planted_session_is_left_behind(client, identifier):
    client.post("/en/account/code/", {"email": "x@example.kz"})
    planted = client.cookies["sessionid"].value

    sign_up(client, identifier=identifier)
    if identifier != "aigul":
        client.post(CODE, {"code": make.mailed_code()})

    assert not get_user(client).is_anonymous
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert get_user(thief).is_anonymous


# --- Sent twice, too often, too late ----------------------------------------------


def test_a_form_sent_twice_from_two_windows_makes_one_account(client):
    other = Client()

    sign_up(client)
    sign_up(other)

    assert Person.objects.count() == Consent.objects.count() == 1
    assert get_user(client) == get_user(other)


@pytest.mark.parametrize("name", ["identifier", "password", "form_key"])
def test_another_form_makes_another_account(client, name):
    others = {
        "identifier": "bolat",
        "password": "бес қадам биік",
        "form_key": "00000000-0000-4000-8000-000000000000",
    }
    sign_up(client)

    sign_up(Client(), **{name: others[name]})

    assert Person.objects.count() == 2


def _race(**kwargs):
    make_home()
    acts = [partial(sign_up, Client(), **kwargs) for _window in range(2)]
    return race(*acts, before='INSERT INTO "accounts_person"')


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_account():
    answers = _race()

    assert [answer.url for answer in answers] == [WORDS, WORDS]
    assert Person.objects.count() == Consent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_without_the_key_of_the_form_would_make_two():
    _race(form_key="")

    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", '<html lang="kk"'),
        ("ru", '<html lang="ru"'),
        ("en", "Too many attempts"),
    ],
)
def test_too_many_sign_ups_get_the_page_for_it(settings, client, language, told):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    for _try in range(2):
        assert sign_up(client, language=language, consent="").status_code == 422

    response = sign_up(client, language=language)

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert told in response.content.decode()
    assert not Person.objects.exists()


def test_nobody_fills_a_strangers_mailbox():
    statuses = [
        sign_up(Client(), identifier="a@example.kz").status_code for _try in range(7)
    ]

    assert statuses == [302] * 5 + [429] * 2
    assert len(make.mails()) == 5


def test_a_forged_address_of_the_sender_does_not_help(settings, client):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}

    statuses = [
        client.post(PAGE, {}, headers={"X-Forwarded-For": f"10.0.0.{number}"})
        for number in range(4)
    ]

    assert [one.status_code for one in statuses] == [422, 422, 429, 429]


def test_a_page_that_was_open_too_long_keeps_what_was_typed():
    client = Client(enforce_csrf_checks=True)

    response = sign_up(client, last_name="Омарова")

    text = response.content.decode()
    assert response.status_code == 403
    assert 'value="Омарова"' in text
    assert "төрт қадам биік" not in text
    assert not Person.objects.exists()
