"""The certificates' screens of the desk: what they show, and who may do what."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from certificates.enums import CertificateStatus
from certificates.models import Certificate
from core.models import AuditEntry
from tests.factories import certificates as given, courses as make
from tests.factories.desk import make_staff

LATE = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
REASON = {"reason": "The family name has changed."}


@pytest.fixture
def administrator(client, certificate):
    person = make_staff("administrator")
    client.force_login(person)
    client.cookies["language"] = "en"
    return person


def _address(deed: str, certificate) -> str:
    return reverse(f"certificate:{deed}", args=[certificate.pk])


def _shown(client, certificate) -> dict[str, str]:
    response = client.get(_address("inspect", certificate))
    page = BeautifulSoup(response.content, "html.parser")
    return {
        label.text.strip(): label.find_next("dd").text.strip()
        for label in page.find_all("dt")
    }


# --- What is shown ----------------------------------------------------------------


def test_a_certificate_is_shown_in_words_of_the_region(client, administrator, learner):
    certificate = given.make_certificate(learner, issued_at=LATE, result_percent=85)

    shown = _shown(client, certificate)

    assert shown["Issued at"] == "25 November 2026, 01:30"
    assert shown["Language"] == "Kazakh"
    assert shown["Result"] == "85 %"


def test_what_a_certificate_lacks_is_a_dash(client, administrator, certificate):
    shown = _shown(client, certificate)

    assert {shown["Result"], shown["Revoked at"], shown["Reason"]} == {"—"}


# --- Issuing again ----------------------------------------------------------------


def test_an_administrator_issues_a_certificate_again(
    client, administrator, certificate, learner
):
    learner.last_name = "Серік"
    learner.save()
    asked = client.get(_address("reissue", certificate)).content.decode()

    response = client.post(_address("reissue", certificate), REASON)

    new = Certificate.objects.get(supersedes=certificate)
    assert "Серік Айгүл" in asked
    assert response.url == _address("inspect", new)
    assert new.recipient_name == "Серік Айгүл Серікқызы"
    entry = AuditEntry.objects.get(verb="reissue")
    assert (entry.actor, entry.facts["reason"]) == (administrator, REASON["reason"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_issuing_again_twice_leads_to_the_new_one(
    client, administrator, certificate, method
):
    client.post(_address("reissue", certificate), REASON)
    new = Certificate.objects.get(supersedes=certificate)

    response = getattr(client, method)(
        _address("reissue", certificate), REASON, follow=True
    )

    assert response.redirect_chain == [(_address("inspect", new), 302)]
    told = BeautifulSoup(response.content, "html.parser").select_one(".messages")
    assert f"{certificate.serial} was issued again already" in told.text
    assert Certificate.objects.count() == 2


def test_revoking_twice_says_that_it_is_done(client, administrator, certificate):
    client.post(_address("revoke", certificate), REASON)

    response = client.post(_address("revoke", certificate), REASON, follow=True)

    assert response.redirect_chain == [(_address("inspect", certificate), 302)]
    assert f"{certificate.serial} was revoked already" in response.text


def test_a_stranger_to_certificates_is_led_nowhere(client, administrator, certificate):
    client.post(_address("reissue", certificate), REASON)
    client.force_login(make_staff("editor"))

    response = client.get(_address("reissue", certificate))

    assert "certificates" not in response.headers.get("Location", "")
    assert "already" not in client.get("/admin/").text


def test_asking_changes_nothing(client, administrator, certificate):
    page = client.get(_address("inspect", certificate)).content.decode()

    response = client.get(_address("reissue", certificate))

    assert _address("reissue", certificate) in page
    assert response.status_code == 200
    assert Certificate.objects.count() == 1


def test_a_certificate_is_not_issued_again_without_a_reason(
    client, administrator, certificate
):
    response = client.post(_address("reissue", certificate), {"reason": " "})

    assert set(response.context["form"].errors) == {"reason"}
    assert Certificate.objects.count() == 1


def test_a_certificate_is_not_issued_again_to_nobody(
    client, administrator, certificate, learner
):
    learner.first_name = learner.last_name = learner.patronymic = ""
    learner.save()

    response = client.post(_address("reissue", certificate), REASON)

    assert len(response.context["form"].non_field_errors()) == 1
    assert Certificate.objects.get().status == CertificateStatus.VALID


@pytest.mark.parametrize("deed", ["reissue", "revoke"])
@pytest.mark.parametrize("role", ["editor", "moderator", "organiser", "facilitator"])
def test_other_roles_change_no_certificate(client, certificate, role, deed):
    client.force_login(make_staff(role))

    response = client.post(_address(deed, certificate), REASON)

    assert (response.status_code, response.url) == (302, "/admin/")
    assert Certificate.objects.get().status == CertificateStatus.VALID


@pytest.mark.parametrize("deed", ["reissue", "revoke"])
def test_the_owner_changes_no_certificate(client, certificate, deed):
    certificate.person.user_permissions.add(
        Permission.objects.get(codename="change_certificate")
    )
    client.force_login(certificate.person)

    response = client.post(_address(deed, certificate), REASON)

    assert response.status_code == 403
    assert Certificate.objects.get().status == CertificateStatus.VALID


def test_an_organiser_looks_but_is_offered_no_deed(client, certificate):
    client.force_login(make_staff("organiser"))

    page = client.get(_address("inspect", certificate)).content.decode()

    assert certificate.serial in page
    assert _address("reissue", certificate) not in page
    assert _address("revoke", certificate) not in page


@pytest.mark.parametrize("certificates", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, administrator, certificate, certificates, django_assert_num_queries
):
    for _number in range(certificates - 1):
        given.make_certificate(make.make_person())
    client.get(reverse("certificate:index"))

    with django_assert_num_queries(11):
        response = client.get(reverse("certificate:index"))

    assert len(response.context["object_list"]) == certificates
