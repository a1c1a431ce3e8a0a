"""How often a phone may be given: else two accounts could try out all numbers."""

import pytest
from django.test import Client

from tests.factories import accounts as make

TAKEN = "+77010000000"


@pytest.fixture
def people(db):
    make.make_person(phone=TAKEN)
    return [sure_client() for _person in range(3)]


def sure_client() -> Client:
    client = Client()
    client.force_login(make.make_person())
    make.confirm_password(client)
    return client


def give(client, phone, language="en"):
    return client.post(f"/{language}/account/phone/", {"phone": phone})


def test_one_person_gives_three_numbers_a_day(people):
    client = people[0]
    numbers = [f"+7701123450{number}" for number in range(4)]

    statuses = [give(client, phone).status_code for phone in numbers]

    assert statuses == [302, 302, 302, 429]


@pytest.mark.parametrize("phone", [TAKEN, "+77012223344"], ids=["taken", "free"])
def test_a_number_is_given_twice_a_day_whether_or_not_it_is_taken(people, phone):
    spellings = [phone, phone.replace("+7", "8"), phone]

    statuses = [
        give(client, typed).status_code
        for client, typed in zip(people, spellings, strict=True)
    ]

    assert statuses == [302, 302, 429]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", '<html lang="kk"'),
        ("ru", '<html lang="ru"'),
        ("en", "Too many attempts"),
    ],
)
def test_the_answer_is_in_the_readers_language(people, settings, language, told):
    settings.ACCOUNT_RATE_LIMITS = {"change_phone": "1/d/user"}
    give(people[0], TAKEN)

    response = give(people[0], TAKEN, language)

    assert response.status_code == 429
    assert told in response.text


def test_slips_and_taking_it_away_do_not_count(people):
    client = people[0]

    statuses = [give(client, typed).status_code for typed in ["701", ""] * 4]

    assert statuses == [422, 302] * 4
    assert give(client, TAKEN).status_code == 302
