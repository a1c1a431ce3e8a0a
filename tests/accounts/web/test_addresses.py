"""Every address of accounts: who may see it, and that looking changes nothing."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import override

from accounts import urls
from accounts.models import Consent, Person, RecoveryPhrase
from core.models import IdempotencyKey, Job
from messaging.models import Message, Preference
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
MODELS = (
    Authenticator,
    Consent,
    EmailAddress,
    IdempotencyKey,
    Job,
    Message,
    Person,
    Preference,
    RecoveryPhrase,
)
OPEN = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_signup",
    "demo_mail",
    "mfa_authenticate",
    "recover",
}
"""What a stranger may see, or is led on from to another page of these."""

POST_ONLY = {
    "account_logout",
    "renew_words",
    "save_messages",
    "sign_out_everywhere",
}


def _named(patterns) -> list[str]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.append(pattern.name)
        else:
            found += _named(pattern.url_patterns)
    return found


NAMES = _named(urls.urlpatterns)


def address(name: str, passkey=1, language="en") -> str:
    kwargs = {"account_confirm_email": {"key": "x"}}.get(name, {})
    if name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        kwargs = {"pk": passkey}
    with override(language):
        return reverse(name, kwargs=kwargs)


def rows() -> list:
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def test_every_address_has_one_name():
    assert len(set(NAMES)) == len(NAMES) > 25
    assert get_resolver().reverse_dict.getlist("account_login")


@pytest.mark.parametrize("name", sorted(set(NAMES) - OPEN))
def test_a_stranger_is_asked_to_sign_in(client, name):
    passkey = make.make_passkey(make.make_person())
    get = client.get(address(name, passkey.pk))
    post = client.post(address(name, passkey.pk))

    assert get.status_code in ((405,) if name in POST_ONLY else (302,))
    assert post.status_code == 302
    for response in (get, post):
        if response.status_code == 302:
            allowed = ("/en/account/sign-in/", "/")
            assert response.url.partition("?")[0] in allowed
    assert "Ноутбук" not in get.content.decode()


@pytest.mark.parametrize("sure", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_looking_changes_nothing(client, name, sure):
    person = make.make_person_with_email("a@example.kz")
    EmailAddress.objects.create(user=person, email="b@example.kz")
    make.make_app(person)
    passkey = make.make_passkey(person)
    Person.objects.filter(pk=make.make_person().pk).update(email="no-row@example.kz")
    client.force_login(person)
    if sure:
        make.confirm_password(client)
    before = rows()

    response = client.get(address(name, passkey.pk))

    assert response.status_code in (200, 302, 404, 405)
    assert rows() == before


def test_looking_at_the_e_mail_page_makes_no_row(client):
    person = make.make_person(email="a@example.kz")
    client.force_login(person)
    make.confirm_password(client)

    assert client.get("/en/account/e-mail/").status_code == 200
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("name", sorted(OPEN))
def test_strangers_looking_leave_no_session(client, name):
    client.get(address(name))

    assert not Session.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", sorted(set(NAMES) - POST_ONLY))
def test_every_page_stands_in_each_language(client, name, language):
    person = make.make_person()
    make.make_app(person)
    passkey = make.make_passkey(person)
    if name not in OPEN:
        client.force_login(person)
        client.post("/kk/account/confirm/", {"password": make.PASSWORD})
    response = client.get(address(name, passkey.pk, language))

    if response.status_code == 200:
        text = response.content.decode()
        assert f'<html lang="{language}"' in text
        assert text.count("<h1") == 1
        title = text.partition("<title>")[2].partition("</title>")[0]
        assert title.removesuffix(" · Qadam").strip()


@pytest.mark.parametrize("name", sorted(set(NAMES) - OPEN - POST_ONLY))
def test_an_own_page_is_not_kept_by_the_browser(client, name):
    person = make.make_person()
    make.make_app(person)
    passkey = make.make_passkey(person)
    client.force_login(person)
    make.confirm_password(client)

    response = client.get(address(name, passkey.pk))

    if response.status_code == 200:
        assert "no-store" in response.headers["Cache-Control"]
