"""A picture of the sheet stands beside its facts; the PDF stays the document."""

import pytest
from bs4 import BeautifulSoup

from certificates import actions
from tests.factories import certificates as given, courses as make

SHORTENED = "Of the family name only the first letter is shown."


def picture_on(response):
    page = BeautifulSoup(response.content, "html.parser")
    return page.select_one(".cert-page[aria-hidden=true]")


def verify(client, certificate):
    return client.get(f"/en/verify/{certificate.code}/")


def test_the_owner_sees_the_sheet_with_the_whole_name(client, certificate, learner):
    client.force_login(learner)

    picture = picture_on(client.get(f"/en/certificates/{certificate.reference}/"))

    assert picture.select_one(".cert-name").text == certificate.recipient_name
    assert picture["lang"] == certificate.language
    for fact in (certificate.serial, certificate.shown_code, certificate.titles["kk"]):
        assert fact in picture.text
    assert picture.select("h1, a, button") == []


def test_strangers_see_it_with_the_shortened_name(client, certificate):
    response = verify(client, certificate)

    assert picture_on(response).select_one(".cert-name").text == certificate.public_name
    assert certificate.recipient_name not in response.text
    assert SHORTENED in response.text


def test_of_somebody_without_a_family_name_nothing_is_said_of_it(client, db, files):
    person = make.make_person(last_name="", certificate_name="Айгүл")
    certificate = given.make_drawn_certificate(person)

    response = verify(client, certificate)

    assert certificate.public_name == certificate.recipient_name == "Айгүл"
    assert SHORTENED not in response.text


def test_a_number_shows_no_sheet(client, certificate):
    response = client.get("/en/verify/", {"code": certificate.serial}, follow=True)

    assert certificate.serial in response.text
    assert picture_on(response) is None


def test_a_revoked_certificate_is_not_pictured_to_strangers(client, certificate):
    actions.revoke_certificate(
        certificate=certificate,
        reason="Forged",
        actor=make.make_person(),
        now=given.NOW,
    )

    assert picture_on(verify(client, certificate)) is None


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_sheet_speaks_its_own_language_on_every_page(client, certificate, language):
    response = client.get(f"/{language}/verify/{certificate.code}/")

    assert "курсты" in picture_on(response).select_one(".cert-name + p").text
