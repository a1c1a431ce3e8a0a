"""Finding people by what they type to sign in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from accounts.queries import checks_due, people_typed, person_with_email
from tests.factories.accounts import make_person

pytestmark = pytest.mark.django_db
PHONE = "+77011234567"


@pytest.mark.parametrize(
    "typed",
    [
        "әсел-123",
        "ӘСЕЛ-123",
        "  Әсел-123 ",
        "asel@example.kz",
        "Asel@Example.KZ ",
        PHONE,
        "8 (701) 123-45-67",
    ],
)
def test_a_person_is_found_by_each_of_three_identifiers(typed):
    make_person()
    person = make_person(username="әсел-123", email="asel@example.kz", phone=PHONE)

    assert people_typed(typed) == [person]


@pytest.mark.parametrize(
    "typed", ["", " ", "асел-123", "asel", "a@example.kz", "8 701 123 45 68", "%", "\0"]
)
def test_nobody_is_found_by_anything_else(typed):
    make_person(username="әсел-123", email="asel@example.kz", phone=PHONE)
    make_person()

    assert people_typed(typed) == []


def test_a_shared_phone_means_two_the_first_one_first():
    second = make_person(claimed_phone=PHONE)
    first = make_person(phone=PHONE)
    make_person(claimed_phone=PHONE)

    assert people_typed(PHONE) == [first, second]


@pytest.mark.parametrize(
    ("identifier", "checks"),
    [("aigul", 1), ("a@example.kz", 1), ("8 701 123 45 67", 2), ("870112345", 1)],
)
def test_how_many_secrets_are_checked_depends_on_the_form_alone(identifier, checks):
    assert checks_due(identifier) == checks


def test_an_address_is_found_in_any_case():
    person = make_person(email="asel@example.kz")
    make_person()

    assert person_with_email("ASEL@example.kz") == person
    assert person_with_email("b@example.kz") is None
    assert person_with_email("") is None


@pytest.mark.parametrize("people", [1, 3])
def test_finding_takes_one_query(people, django_assert_num_queries):
    for number in range(people):
        make_person(email=f"a{number}@example.kz", claimed_phone=PHONE)

    with django_assert_num_queries(1):
        people_typed(PHONE)
    with django_assert_num_queries(1):
        person_with_email("a0@example.kz")


def _scans(read) -> list[str]:
    """Return the tables that a read goes through from end to end (SQLite's plan)."""
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's own plan")
    with CaptureQueriesContext(connection) as done, connection.cursor() as cursor:
        read()
        cursor.execute(f"EXPLAIN QUERY PLAN {done.captured_queries[0]['sql']}")
        return [row[3] for row in cursor.fetchall() if row[3].startswith("SCAN")]


def test_finding_somebody_reads_no_table_through():
    assert _scans(lambda: people_typed("aigul")) == []
    assert _scans(lambda: people_typed("a@example.kz")) == []
    assert _scans(lambda: people_typed(PHONE)) == []
    assert _scans(lambda: list(Person.objects.filter(position="x")))
