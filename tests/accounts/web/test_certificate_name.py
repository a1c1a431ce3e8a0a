"""The page that asks how a name is to stand on certificates."""

import pytest

from accounts.models import Person
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
NAME = "/en/account/name/"


@pytest.fixture
def asel(client):
    person = make.make_person(last_name="Омарова")
    client.force_login(person)
    return person


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_the_name_for_certificates_is_saved_and_leads_back(client, asel):
    data = {"first_name": "Әсел", "last_name": "Қуаныш", "next": "/en/search/"}

    response = client.post(NAME, data)

    assert response.url == "/en/search/"
    assert fresh(asel).name_for_certificate == "Қуаныш Әсел"


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ({"first_name": "Әсел", "last_name": ""}, "last_name"),
        ({"first_name": "Әсел", "last_name": "\u200b"}, "last_name"),
        ({"first_name": "", "last_name": "Қуаныш"}, "first_name"),
        ({"first_name": "Әсел", "last_name": "990101300123"}, "last_name"),
    ],
)
def test_half_a_name_is_asked_for_again(client, asel, names, field):
    response = client.post(NAME, names)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert fresh(asel).last_name == "Омарова"


def test_who_has_no_family_name_says_how_the_name_is_printed(client, asel):
    names = {"first_name": "Әсел", "last_name": "", "certificate_name": "Әсел"}

    assert client.post(NAME, names).url == "/en/my-learning/"

    assert fresh(asel).name_for_certificate == "Әсел"
    assert client.get(NAME).text.count("(may stay empty)") == 3


def test_the_family_name_is_not_said_to_be_left_out(client, asel):
    page = client.get(NAME)

    assert page.context["form"].fields["last_name"].required
    assert page.text.count("(may stay empty)") == 2


@pytest.mark.parametrize("address", make.ELSEWHERE)
def test_the_name_page_leads_nowhere_else(client, asel, address):
    names = {"first_name": "Әсел", "last_name": "Қуаныш", "next": address}

    assert client.post(NAME, names).url == "/en/my-learning/"


def test_a_guest_signs_in_before_giving_a_name(client):
    assert client.get(NAME).url == f"/en/account/sign-in/?next={NAME}"
