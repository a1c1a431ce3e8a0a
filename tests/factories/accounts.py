"""People, and what the tests of accounts do again and again."""

import json
import re
from datetime import UTC, datetime
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission
from django.core import mail

from accounts import actions
from accounts.models import Person
from core.jobs import run_due_jobs
from tests.factories.passkeys import Device

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PASSWORD = "secret-word-1"
ELSEWHERE = (
    "//evil.kz",
    "///evil.kz",
    "/\\evil.kz",
    "\\\\evil.kz",
    "https://evil.kz",
    "https:evil.kz",
    "http:///evil.kz",
    "//evil.kz\\@testserver",
    "https://testserver@evil.kz",
    "https://testserver.evil.kz",
    "javascript:alert(1)",
    "data:text/html,x",
    "\t//evil.kz",
    "\n//evil.kz",
    "/\t/evil.kz",
    "//әкімдік.қаз",
)
"""Where nobody may be sent by what stands in an address or a form."""

_numbers = count(1)
_CODE = re.compile(r"\b\d{6}\b")
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
_KEY = re.compile(rb'name="form_key" value="[\w-]+"')


def make_person(**kwargs) -> Person:
    number = next(_numbers)
    kwargs.setdefault("username", f"learner{number}")
    kwargs.setdefault("first_name", "Айгүл")
    kwargs.setdefault("last_name", "Омарова")
    person = Person(**kwargs)
    person.set_password(PASSWORD)
    person.save()
    return person


def make_superuser(**kwargs) -> Person:
    return make_person(is_superuser=True, is_staff=True, **kwargs)


def make_person_with_email(email="aigul@example.kz", **kwargs) -> Person:
    person = make_person(email=email, **kwargs)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    return person


def make_editor(**kwargs) -> Person:
    """Somebody who may enter the editors' desk, by a group."""
    person = make_person(**kwargs)
    group, _is_new = Group.objects.get_or_create(name="editor")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)
    return person


def make_app(person) -> str:
    """Give a person an authenticator app with recovery codes; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def make_passkey(person, name="Ноутбук") -> Authenticator:
    credential = Device().create({"publicKey": {"challenge": "AAAA"}})
    return Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": json.loads(credential)},
    )


def words_of(person) -> str:
    """Give a person recovery words; return them."""
    return actions.renew_recovery_words(person=person, language="kk", now=NOW)


def sign_up_data(**kwargs) -> dict:
    return {
        "form_key": "6b4b2f0a-6f0e-4a57-a4c4-0f9f0b3d9f51",
        "first_name": "Айгүл",
        "last_name": "Омарова",
        "identifier": "aigul",
        "password": "төрт қадам биік",
        "audience": "resident",
        "consent": "on",
        **kwargs,
    }


def confirm_password(client, password=PASSWORD) -> None:
    """Do what is asked before something sensitive; it counts for five minutes."""
    client.post("/en/account/confirm/", {"password": password})


def mails() -> list:
    """What was mailed so far, once the worker has done its work."""
    run_due_jobs()
    return mail.outbox


def mailed_code() -> str:
    return _CODE.search(mails()[-1].body)[0]


def masked(response) -> bytes:
    """The page without what differs each time it is shown."""
    return _KEY.sub(b"KEY", _TOKEN.sub(b"TOKEN", response.content))
