"""The name that strangers see on the page of a certificate."""

import pytest

from certificates.credentials import public_name
from certificates.models import Certificate
from tests.factories import certificates as given, courses as make

FULL = "Омарова Айгүл Серікқызы"


@pytest.mark.parametrize(
    ("printed", "given_name", "family_name", "shown"),
    [
        (FULL, "Айгүл", "Омарова", "Айгүл Серікқызы О."),
        ("Қуанышбекқызы Әсел", "Әсел", "Қуанышбекқызы", "Әсел Қ."),
        ("Айгүл ОМАРОВА", "Айгүл", "Омарова", "Айгүл О."),
        ("Ким Ли Анна", "Анна", "Ким Ли", "Анна К. Л."),
        ("Омарова", "Айгүл", "Омарова", "О."),
        ("Aigul Serikova", "Айгүл", "Серікова", "Aigul S."),
        ("Aigul Maria Serikova", "Айгүл", "Серікова", "Aigul M. S."),
        ("Серикова Айгүл", "Айгүл", "Серікова", "Айгүл С."),
        ("Aigul Serikova", "Aigul", "", "Aigul S."),
        ("Serikova Aigul", "Aigul", "", "Aigul S."),
        ("Анна Мария", "Анна Мария", "", "Анна Мария"),
        ("Айгүл Серікқызы", "Айгүл", "", "Айгүл С."),
        ("", "", "", ""),
    ],
)
def test_of_the_family_name_one_letter_is_shown(
    printed, given_name, family_name, shown
):
    told = public_name(printed, given_name=given_name, family_name=family_name)

    assert told == shown


def test_the_longest_name_has_room():
    longest = "a " * 125

    told = public_name(longest, given_name="", family_name="b")

    assert len(told) <= Certificate._meta.get_field("public_name").max_length


def test_strangers_see_the_name_as_it_was_at_issue(client, db):
    person = make.make_person(
        first_name="Айгүл", last_name="Серікова", certificate_name="Aigul Serikova"
    )
    certificate = given.make_certificate(person)
    person.last_name = "Басқа"
    person.save()

    text = client.get(f"/en/verify/{certificate.code}/").text

    assert "<dd>Aigul S.</dd>" in text
    assert "Serikova" not in text
