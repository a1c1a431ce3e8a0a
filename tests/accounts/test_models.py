"""What the database promises about people."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Organisation, Person
from tests.factories.accounts import NOW, make_person, words_of

pytestmark = pytest.mark.django_db
LONG = "Ә" * 80


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"username": "aigul"}, {"username": "Aigul"}),
        ({"email": "a@example.kz"}, {"email": "A@Example.kz"}),
        ({"phone": "+77011234567"}, {"phone": "+77011234567"}),
    ],
)
def test_an_identifier_belongs_to_one_person(one, other):
    make_person(**one)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(**other)


@pytest.mark.parametrize("nothing", [None, ""])
def test_many_people_have_neither_e_mail_nor_phone(nothing):
    for _person in range(2):
        make_person(email=nothing, phone=nothing)

    assert Person.objects.filter(email=None, phone=None).count() == 2


def test_taking_an_address_away_leaves_nothing():
    person = make_person(email="a@example.kz", phone="+77011234567")
    make_person()

    Person.objects.filter(pk=person.pk).update(email="", phone="")

    assert Person.objects.filter(email=None, phone=None).count() == 2


def test_nobody_is_found_by_an_empty_address():
    make_person()

    assert not Person.objects.filter(email="").exists()
    assert not Person.objects.filter(phone="").exists()


def test_names_take_eighty_kazakh_letters():
    person = make_person(first_name=LONG, last_name=LONG, patronymic=LONG)
    person.full_clean()

    person.refresh_from_db()
    assert person.name_for_certificate == f"{LONG} {LONG} {LONG}"


@pytest.mark.parametrize("name", ["first_name", "last_name", "patronymic"])
def test_a_name_of_eighty_one_letters_is_too_long(name):
    person = make_person()
    setattr(person, name, LONG + "Ә")

    with pytest.raises(Exception, match="80"):
        person.full_clean()


def test_identifiers_are_cleaned_to_the_form_they_are_looked_up_in():
    person = make_person()
    person.username, person.email = "ӘСЕЛ", "Asel@Example.KZ"

    person.clean()

    assert (person.username, person.email) == ("әсел", "asel@example.kz")


@pytest.mark.parametrize("email", [None, ""])
def test_no_e_mail_stays_no_e_mail_when_cleaned(email):
    person = make_person(email=email)

    person.clean()

    assert person.email is None


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"certificate_name": "Aigul Omarova", "last_name": "О"}, "Aigul Omarova"),
        ({"last_name": "Омарова"}, "Омарова Айгүл"),
        ({"last_name": ""}, "Айгүл"),
    ],
)
def test_the_name_on_the_certificate(fields, name):
    assert make_person(**fields).name_for_certificate == name


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({}, True),
        ({"last_name": " "}, False),
        ({"first_name": ""}, False),
        ({"last_name": "", "certificate_name": "Айгүл"}, True),
    ],
)
def test_a_name_for_the_certificate_is_a_whole_one_or_a_chosen_one(fields, is_there):
    assert make_person(**fields).has_name_for_certificate is is_there


def test_somebody_without_a_given_name_is_called_by_the_sign_in_name():
    assert make_person(first_name="", username="aigul-123").given_name == "aigul-123"
    assert make_person(first_name="Айгүл").given_name == "Айгүл"


@pytest.mark.parametrize("field", ["phone", "claimed_phone"])
def test_a_shared_phone_is_shown_like_an_own_one(field):
    assert make_person(**{field: "+77011234567"}).own_phone == "+7 701 123 45 67"


def test_nobody_needs_a_phone():
    assert make_person().own_phone == ""


def test_the_session_hash_changes_with_password_and_epoch(settings):
    person = make_person()
    first = person.get_session_auth_hash()
    person.session_epoch += 1
    second = person.get_session_auth_hash()
    person.set_password("another word 2")

    assert len({first, second, person.get_session_auth_hash()}) == 3


def test_an_old_secret_key_keeps_sessions_but_not_those_ended_everywhere(settings):
    person = make_person()
    before = person.get_session_auth_hash()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new"

    kept = list(person.get_session_auth_fallback_hash())
    person.session_epoch += 1

    assert kept == [before]
    assert list(person.get_session_auth_fallback_hash()) != [before]


def test_rows_say_what_they_are():
    person = make_person()
    words_of(person)
    consent = person.consents.create(
        kind="personal_data", version="1", language="kk", given_at=NOW
    )

    assert str(consent) == f"{person.pk}: personal_data 1"
    assert str(person.recovery_phrase) == str(person.pk)
    assert str(Organisation(name="Әкімдік")) == "Әкімдік"
