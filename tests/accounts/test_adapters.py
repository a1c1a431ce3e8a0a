"""What our answers to allauth add to its own."""

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.db import IntegrityError

from accounts import phrases
from accounts.adapters import AccountAdapter, SecondFactorAdapter, SignInBackend
from tests.factories.accounts import PASSWORD, make_passkey, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "credentials",
    [
        {},
        {"username": "aigul"},
        {"password": PASSWORD},
        {"username": "", "password": PASSWORD},
        {"phone": "+77011234567", "password": PASSWORD},
    ],
)
def test_half_of_what_is_needed_opens_nothing(rf, credentials, counted_hashes):
    make_person(username="aigul", phone="+77011234567")
    counted_hashes.clear()

    assert SignInBackend().authenticate(rf.get("/"), **credentials) is None
    assert counted_hashes == []


@pytest.mark.parametrize("name", ["username", "email"])
def test_django_finds_the_person_by_our_backend(rf, name):
    person = make_person(username="aigul")

    found = authenticate(rf.get("/"), **{name: "Aigul", "password": PASSWORD})

    assert found == person


def test_an_address_that_becomes_somebodys_in_the_same_moment_is_left(monkeypatch, rf):
    row = EmailAddress.objects.create(user=make_person(), email="a@example.kz")

    def taken(*_args):
        raise IntegrityError

    monkeypatch.setattr(DefaultAccountAdapter, "confirm_email", taken)

    assert AccountAdapter().confirm_email(rf.get("/"), row) is False


def test_passkeys_are_numbered():
    person = make_person()
    adapter = SecondFactorAdapter()
    first = adapter.generate_authenticator_name(person, "webauthn")
    make_passkey(person)
    second = adapter.generate_authenticator_name(person, "webauthn")

    assert (first[-1], second[-1]) == ("1", "2")


@pytest.mark.parametrize("code", phrases.REFUSED)
def test_what_was_not_right_is_said_in_our_words(code):
    assert AccountAdapter.error_messages[code] == phrases.REFUSED[code]
    assert SecondFactorAdapter.error_messages[code] == phrases.REFUSED[code]


def test_every_message_of_ours_answers_to_one_that_allauth_sends():
    from allauth import account, mfa

    folders = [path for package in (account, mfa) for path in package.__path__]
    sources = "".join(
        path.read_text() for folder in folders for path in _python_files(folder)
    )

    assert [name for name in phrases.SAID if name not in sources] == []


def _python_files(folder):
    from pathlib import Path

    return Path(folder).rglob("*.py")
