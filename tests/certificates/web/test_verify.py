"""The page on which anybody can check a certificate."""

import re

import pytest

from certificates import actions
from tests.counting import Counted
from tests.factories import certificates as given, courses as make

LOOK_ALIKES = str.maketrans("013ABCEHKMPTXY", "ОІЗАВСЕНКМРТХУ")


def look(client, typed, code="en"):
    return client.get(f"/{code}/verify/", {"code": typed}, follow=True)


@pytest.fixture
def valid(certificate):
    return certificate


def test_the_form_asks_for_a_code(client, db):
    response = client.get("/en/verify/")

    assert response.status_code == 200
    assert (
        '<label for="id_code">Code or number of the certificate</label>'
        in response.text
    )


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_a_code_leads_to_an_address_that_can_be_shared(client, valid, code):
    response = look(client, valid.shown_code, code)

    assert response.redirect_chain == [(f"/{code}/verify/{valid.code}/", 302)]
    assert response.status_code == 200
    assert f'<html lang="{code}"' in response.text


def test_a_valid_certificate_is_told_with_all_that_is_printed(client, valid):
    text = look(client, valid.code).text

    assert "The certificate is valid" in text
    for fact in (valid.serial, valid.title, "1 academic hour", "24 November 2026"):
        assert fact in " ".join(text.split()).replace("\xa0", " ")


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: f"  {' '.join(code)}  ",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.translate(LOOK_ALIKES),
        "-".join,
    ],
    ids=["small", "spaces", "o and l", "cyrillic", "dashes"],
)
def test_a_code_is_understood_however_it_is_typed(client, valid, change):
    assert "The certificate is valid" in look(client, change(valid.code)).text


@pytest.mark.parametrize(
    "typed",
    [
        "0000000000001",
        "QDM-2026-999999",
        "nonsense",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "..%2f..%2fetc",
    ],
)
def test_what_is_unknown_and_what_is_malformed_look_the_same(client, valid, typed):
    response = look(client, typed)

    assert response.status_code == 404
    assert "No certificate has this code. Check the code." in response.text
    assert "<script>alert" not in response.text
    assert valid.title not in response.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the code or the number from the certificate."),
        ("x" * 61, "A code has 13 characters. Check what you typed."),
    ],
)
def test_what_cannot_be_a_code_is_told_at_the_field(client, db, typed, said):
    response = look(client, typed)

    assert response.status_code == 422
    assert said in response.text
    assert 'aria-invalid="true"' in response.text
    assert "<title>Error:" in response.text


def test_a_code_with_a_nul_in_it_is_no_code(client, db):
    assert look(client, "0000\x000000").status_code == 422


def test_a_revoked_certificate_says_so_at_once_but_not_why(client, valid):
    assert "The certificate is valid" in look(client, valid.code).text
    actions.revoke_certificate(
        certificate=valid, actor=None, reason="Somebody else's work.", now=make.NOW
    )

    text = look(client, valid.code).text

    assert "The certificate was revoked" in text
    assert "It is not valid since" in text
    assert "Somebody else" not in text
    assert "is valid</h2>" not in text


def test_a_replaced_certificate_names_the_new_one(client, valid, learner):
    new = actions.reissue_certificate(
        certificate=valid, actor=learner, reason="", now=make.NOW
    )

    text = look(client, valid.code).text

    assert "The certificate was replaced by a new one" in text
    assert f"certificate No. {new.serial} stands in its place" in text
    assert new.code not in text
    assert "The certificate is valid" in look(client, new.code).text


# --- What strangers may know --------------------------------------------------------


def test_only_the_first_letter_of_the_family_name_is_shown(client, valid):
    text = look(client, valid.code).text

    assert "Айгүл Серікқызы О." in text
    assert "Омарова" not in text


def test_nothing_else_about_the_person_is_told(client, learner):
    learner.email, learner.phone = "aigul@example.kz", "+77011234567"
    learner.position = "Есепші"
    learner.save()
    certificate = given.make_certificate(learner)

    text = look(client, certificate.code).text

    secrets = (learner.username, learner.email, learner.phone, learner.position)
    for secret in (*secrets, str(certificate.reference), "download"):
        assert secret not in text


def test_a_number_alone_names_nobody(client, valid):
    """Numbers run on: with names they would be a list of everybody."""
    response = look(client, valid.serial)

    assert response.redirect_chain == []
    assert "The certificate is valid" in response.text
    assert "Shown to those who type the code" in response.text
    assert "Айгүл" not in response.text
    assert valid.code not in response.text.replace("-", "")


def test_a_number_in_the_address_names_nobody_either(client, valid):
    response = client.get(f"/en/verify/{valid.serial}/")

    assert response.status_code == 200
    assert "Айгүл" not in response.text


@pytest.mark.parametrize("path", ["{}", "0000000000001"])
def test_search_engines_keep_nothing(client, valid, path):
    response = client.get(f"/en/verify/{path.format(valid.code)}/")

    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"


def test_checking_writes_nothing_and_asks_little(client, valid):
    look(client, valid.code)

    with Counted() as counted:
        client.get(f"/en/verify/{valid.code}/")

    assert counted.writes == []
    assert len(counted) <= 3, counted.told()


def test_checking_is_only_read(client, valid):
    assert client.post("/en/verify/", {"code": valid.code}).status_code == 405
    assert client.post(f"/en/verify/{valid.code}/").status_code == 405


# --- The owner's pages ---------------------------------------------------------------


@pytest.fixture
def drawn(files, learner):
    return given.make_drawn_certificate(learner)


def pages_of(certificate):
    base = f"/en/certificates/{certificate.reference}/"
    return [base, f"{base}status/", f"{base}download/"]


def test_the_owner_sees_and_downloads_it(client, drawn, learner):
    client.force_login(learner)
    page, status, download = (client.get(each) for each in pages_of(drawn))

    assert "Омарова Айгүл Серікқызы" in page.text
    assert drawn.shown_code in page.text
    assert re.search(r'<div class="qr"[^>]*><svg', page.text)
    assert status.json() == {"done": True}
    assert download.getvalue() == given.PDF
    assert download["Content-Type"] == "application/pdf"
    assert drawn.serial in download["Content-Disposition"]


def test_the_owner_opens_it_for_printing(client, drawn, learner):
    client.force_login(learner)
    page = client.get(pages_of(drawn)[0])
    address = f"{pages_of(drawn)[2]}?print=1"

    shown = client.get(address)

    assert f'href="{address}"' in page.text
    assert shown.headers["Content-Disposition"].startswith("inline;")
    assert shown.getvalue() == given.PDF
    client.force_login(make.make_person())
    assert client.get(address).status_code == 404


def test_the_owners_page_names_the_course_and_who_mends_a_wrong_name(
    client, certificate, learner
):
    client.force_login(learner)
    address = pages_of(certificate)[0]

    page = client.get(address).text

    assert f"<dt>Course</dt><dd>{certificate.title}</dd>" in page
    assert "The name on it is wrong" in page
    assert f"/en/account/name/?next={address}" in page
    assert f"give the number {certificate.serial}." in page


def test_the_owner_of_a_replaced_one_is_led_to_the_new_one(
    client, certificate, learner
):
    new = actions.reissue_certificate(
        certificate=certificate, actor=learner, reason="", now=make.NOW
    )
    client.force_login(learner)

    page = client.get(pages_of(certificate)[0]).text

    assert f'href="{pages_of(new)[0]}"' in page
    assert "The name on it is wrong" not in page


def test_while_it_is_drawn_the_page_says_so(client, certificate, learner):
    client.force_login(learner)
    page, status, download = (client.get(each) for each in pages_of(certificate))

    assert "Your certificate is being drawn." in page.text
    assert status.json() == {"done": False}
    assert download.status_code == 404


def test_the_owner_of_a_revoked_one_is_told_why(client, certificate, learner):
    actions.revoke_certificate(
        certificate=certificate, actor=None, reason="A mistake.", now=make.NOW
    )
    client.force_login(learner)

    text = client.get(pages_of(certificate)[0]).text

    assert "This certificate was revoked" in text
    assert "A mistake." in text


def test_nobody_else_gets_another_s_certificate(client, drawn):
    client.force_login(make.make_person())
    for page in pages_of(drawn):
        assert client.get(page).status_code == 404

    client.force_login(make.make_superuser())
    for page in pages_of(drawn):
        assert client.get(page).status_code == 404


def test_a_guest_must_sign_in_first(client, drawn):
    for page in pages_of(drawn):
        assert client.get(page).url.startswith("/en/account/sign-in/")


def test_files_cannot_be_fetched_by_their_path(client, drawn):
    for base in ("/media/", "/private/", "/static/", "/documents/"):
        assert client.get(f"{base}{drawn.pdf.name}").status_code in {301, 404}
