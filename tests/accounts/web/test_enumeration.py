"""Nobody learns from a sign-up who has an account: not from pages, mails or work."""

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from accounts.models import Person
from core.models import IdempotencyKey
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
WORDS = "/en/account/words/"
CODE = "/en/account/code/confirm/"
PHONE = "+77011234567"


def sign_up(client, **kwargs):
    return client.post("/en/account/sign-up/", make.sign_up_data(**kwargs))


def trace(client, identifier) -> list:
    """Return all that a stranger sees of a sign-up: answers, pages, mails."""
    answer = sign_up(client, identifier=identifier)
    pages = [client.get(answer.url)]
    if answer.url == WORDS:
        shown = [*pages[0].context["words"], client.session["recovery_words"]]
        pages += [client.get("/en/account/"), client.post("/en/account/sign-out/")]
        shown.append(Person.objects.latest("pk").username)
        pages.append(
            client.post(
                "/en/account/sign-in/",
                {"login": identifier, "password": "төрт қадам биік"},
            )
        )
    else:
        shown = [make.mailed_code()]
        pages.append(client.post(CODE, {"code": "000000"}))
    texts = [make.masked(page).decode() for page in [answer, *pages]]
    texts += [f"{one.subject} {one.to} {one.body}" for one in mail.outbox]
    for secret in shown:
        texts = [text.replace(secret, "SECRET") for text in texts]
    return [[page.status_code for page in pages], answer.url, texts]


@pytest.mark.parametrize("identifier", ["a@example.kz", "8 701 123 45 67"])
def test_sign_up_looks_the_same_whether_or_not_somebody_has_an_account(
    client, identifier, monkeypatch
):
    monkeypatch.setattr("accounts.actions.words_in", lambda _language: ["ай"])
    unknown = trace(Client(), identifier)
    Person.objects.all().delete()
    IdempotencyKey.objects.all().delete()
    make.make_person(email="a@example.kz", phone=PHONE)
    mail.outbox.clear()

    known = trace(Client(), identifier)

    assert known == unknown


@pytest.mark.parametrize("identifier", ["a@example.kz", PHONE, "aigul"])
def test_sign_up_hashes_as_much_for_somebody_as_for_nobody(identifier, counted_hashes):
    sign_up(Client(), identifier=identifier, form_key="")
    unknown = len(counted_hashes)
    make.make_person(email="a@example.kz", phone=None, username="aigul")
    counted_hashes.clear()

    sign_up(Client(), identifier=identifier, form_key="")

    assert len(counted_hashes) == unknown > 0


def test_two_who_share_a_phone_each_get_in_with_their_own_password(client):
    for password in ("бірінші сөз 1", "екінші сөз 2"):
        sign_up(Client(), identifier=PHONE, password=password, form_key="")

    for name, password in (("p", "бірінші сөз 1"), ("c", "екінші сөз 2")):
        client.post("/en/account/sign-out/")
        client.post("/en/account/sign-in/", {"login": PHONE, "password": password})
        person = get_user(client)
        assert person.check_password(password)
        assert bool(person.phone) is (name == "p")
