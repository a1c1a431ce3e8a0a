"""The second factor: an authenticator app, passkeys, recovery codes, who needs one."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.factories import accounts as make
from tests.factories.passkeys import Device
from tests.factories.quizzes import make_home

pytestmark = pytest.mark.django_db
PAGES = "/en/account/second-factor/"
SIGN_IN = "/en/account/sign-in/"
SECOND_STEP = f"{PAGES}authenticate/"
ONE_MORE = "/en/account/confirm/"


def app_code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, person, **more):
    data = {"login": person.username, "password": make.PASSWORD, **more}
    return client.post(SIGN_IN, data)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def signed_in(client, person):
    """Somebody who has just entered the password once more."""
    client.force_login(person)
    make.confirm_password(client)
    return person


# --- Authenticator app ------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_app_is_switched_on_with_its_first_code(client, signed_in):
    make_home()
    page = client.get(f"{PAGES}app/")
    secret = page.context["form"].secret

    response = client.post(f"{PAGES}app/", {"code": app_code(secret)}, follow=True)

    assert response.redirect_chain == [(f"{PAGES}codes/", 302)]
    assert len(response.context["codes"]) == 10
    assert b"The authenticator app is on." in response.content
    assert {one.type for one in signed_in.authenticator_set.all()} == {
        "totp",
        "recovery_codes",
    }


def test_the_secret_can_be_typed_in_groups(client, signed_in):
    page = client.get(f"{PAGES}app/")

    secret = page.context["form"].secret
    shown = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    assert shown in page.content.decode()


@pytest.mark.parametrize("code", ["", "123456", "абвгде", "\0", "9" * 10_000])
def test_a_wrong_first_code_switches_nothing_on(client, signed_in, code):
    client.get(f"{PAGES}app/")

    response = client.post(f"{PAGES}app/", {"code": code})

    assert response.status_code == 422
    assert not signed_in.authenticator_set.exists()


def test_an_app_is_asked_for_after_the_password(client, person):
    secret = make.make_app(person)

    response = sign_in(client, person)

    assert response.url == SECOND_STEP
    assert not is_signed_in(client)
    response = client.post(SECOND_STEP, {"code": app_code(secret)})
    assert response.url == "/en/my-learning/"
    assert is_signed_in(client)


def test_an_app_is_asked_for_after_a_mailed_code_too(client):
    person = make.make_person_with_email()
    make.make_app(person)
    client.post("/en/account/code/", {"email": person.email})

    response = client.post("/en/account/code/confirm/", {"code": make.mailed_code()})

    assert response.url == SECOND_STEP
    assert not is_signed_in(client)


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_phone_whose_clock_is_half_a_minute_off_gets_in(client, person, steps):
    secret = make.make_app(person)
    sign_in(client, person)

    client.post(SECOND_STEP, {"code": app_code(secret, steps)})

    assert is_signed_in(client)


@pytest.mark.parametrize("code", ["", "000000", "абвгде", "\0", "9" * 10_000])
def test_a_wrong_code_lets_nobody_in(client, person, code):
    make.make_app(person)
    sign_in(client, person)

    response = client.post(SECOND_STEP, {"code": code})

    assert response.status_code == 422
    assert not is_signed_in(client)


def test_a_code_works_once(client, person):
    secret = make.make_app(person)
    code = app_code(secret)
    sign_in(client, person)
    client.post(SECOND_STEP, {"code": code})
    client.post("/en/account/sign-out/")
    sign_in(client, person)

    response = client.post(SECOND_STEP, {"code": code})

    assert response.status_code == 422
    assert not is_signed_in(client)


def test_a_recovery_code_opens_once(client, person):
    make.make_app(person)
    codes = person.authenticator_set.get(type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    for is_in in (True, False):
        sign_in(client, person)
        client.post(SECOND_STEP, {"code": code})
        assert is_signed_in(client) is is_in
        client.post("/en/account/sign-out/")


def test_guessing_codes_is_stopped_with_the_page_for_it(client, person):
    secret = make.make_app(person)
    sign_in(client, person)

    answers = [client.post(SECOND_STEP, {"code": "000000"}) for _try in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert client.post(SECOND_STEP, {"code": app_code(secret)}).status_code == 429


def test_the_second_step_cannot_be_opened_without_the_first(client, person):
    make.make_app(person)

    assert client.get(SECOND_STEP).url == SIGN_IN


def test_an_app_is_switched_off(client, signed_in):
    make.make_app(signed_in)

    response = client.post(f"{PAGES}app/off/", follow=True)

    assert b"The authenticator app is off." in response.content
    assert not signed_in.authenticator_set.exists()


def test_whoever_has_an_app_is_not_offered_a_second_one(client, signed_in):
    make.make_app(signed_in)

    assert client.get(f"{PAGES}app/").url == f"{PAGES}app/off/"


# --- Recovery codes ---------------------------------------------------------------


def test_recovery_codes_are_made_anew(client, signed_in):
    make.make_app(signed_in)
    before = client.get(f"{PAGES}codes/").context["codes"]

    response = client.post(f"{PAGES}codes/new/", follow=True)

    assert response.redirect_chain == [(f"{PAGES}codes/", 302)]
    assert set(before).isdisjoint(response.context["codes"])


def test_there_are_no_recovery_codes_without_a_second_factor(client, signed_in):
    assert client.get(f"{PAGES}codes/").status_code == 404


def test_showing_recovery_codes_writes_nothing(client, signed_in):
    make.make_app(signed_in)
    before = list(Authenticator.objects.values())

    client.get(f"{PAGES}codes/")

    assert list(Authenticator.objects.values()) == before


# --- Passkeys ---------------------------------------------------------------------


def add_passkey(client, name="Ноутбук") -> Device:
    device = Device()
    page = client.get(f"{PAGES}passkeys/add/")
    options = page.context["js_data"]["creation_options"]
    data = {"name": name, "credential": device.create(options)}
    response = client.post(f"{PAGES}passkeys/add/", data)
    assert response.status_code == 302, response.context["form"].errors
    return device


def test_a_passkey_is_added_with_recovery_codes(client, signed_in):
    add_passkey(client)

    response = client.get(f"{PAGES}passkeys/")

    assert "Ноутбук" in response.content.decode()
    assert b"The passkey is added." in response.content
    types = signed_in.authenticator_set.values_list("type", flat=True)
    assert set(types) == {"webauthn", "recovery_codes"}


def test_a_passkey_opens_the_account_after_the_password(client, signed_in):
    device = add_passkey(client)
    client.post("/en/account/sign-out/")
    sign_in(client, signed_in)
    page = client.get(SECOND_STEP)
    options = page.context["js_data"]["request_options"]

    response = client.post(SECOND_STEP, {"credential": device.get(options)})

    assert response.url == "/en/my-learning/"
    assert is_signed_in(client)


def test_another_device_does_not_open_it(client, signed_in):
    device = add_passkey(client)
    client.post("/en/account/sign-out/")
    sign_in(client, signed_in)
    options = client.get(SECOND_STEP).context["js_data"]["request_options"]
    other = Device()
    other.credential_id = device.credential_id

    response = client.post(SECOND_STEP, {"credential": other.get(options)})

    assert response.status_code == 422
    assert b"This passkey does not fit." in response.content
    assert not is_signed_in(client)


def test_an_old_answer_does_not_open_it(client, signed_in):
    device = add_passkey(client)
    client.post("/en/account/sign-out/")
    sign_in(client, signed_in)
    options = client.get(SECOND_STEP).context["js_data"]["request_options"]
    answer = device.get(options)
    client.get(SECOND_STEP)

    response = client.post(SECOND_STEP, {"credential": answer})

    assert response.status_code == 422
    assert not is_signed_in(client)


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", '"x"', "{", "\0"])
def test_a_broken_passkey_is_refused(client, signed_in, credential):
    client.get(f"{PAGES}passkeys/add/")

    response = client.post(
        f"{PAGES}passkeys/add/", {"name": "A", "credential": credential}
    )

    assert response.status_code == 422
    assert not signed_in.authenticator_set.exists()


def test_a_passkey_confirms_that_it_is_you(client, signed_in):
    device = add_passkey(client)
    client.post("/en/account/sign-out/")
    client.force_login(signed_in)
    page = client.get(f"{PAGES}passkeys/confirm/?next=/en/account/phone/")
    options = page.context["js_data"]["request_options"]

    response = client.post(
        f"{PAGES}passkeys/confirm/",
        {"credential": device.get(options), "next": "/en/account/phone/"},
    )

    assert response.url == "/en/account/phone/"
    assert client.get("/en/account/phone/").status_code == 200


def test_a_wrong_passkey_does_not_confirm_it(client, signed_in):
    add_passkey(client)
    client.post("/en/account/sign-out/")
    client.force_login(signed_in)
    page = client.get(f"{PAGES}passkeys/confirm/")
    options = page.context["js_data"]["request_options"]

    response = client.post(
        f"{PAGES}passkeys/confirm/", {"credential": Device().get(options)}
    )

    assert response.status_code == 422
    assert client.get("/en/account/phone/").status_code == 302


def test_guessing_passkeys_is_stopped_too(client, signed_in):
    add_passkey(client)

    answers = [
        client.post(f"{PAGES}passkeys/confirm/", {"credential": Device().get(OPTIONS)})
        for _try in range(6)
    ]

    assert answers[-1].status_code == 429


OPTIONS = {"publicKey": {"challenge": "AAAA"}}


def test_a_code_confirms_that_it_is_you(client, person):
    secret = make.make_app(person)
    client.force_login(person)

    response = client.post(
        f"{PAGES}confirm/", {"code": app_code(secret), "next": "/en/account/phone/"}
    )

    assert response.url == "/en/account/phone/"
    assert client.post(f"{PAGES}confirm/", {"code": "1"}).status_code == 422


def test_a_passkey_is_renamed(client, signed_in):
    passkey = make.make_passkey(signed_in)

    response = client.post(f"{PAGES}passkeys/{passkey.pk}/", {"name": "  Телефон "})

    assert response.url == f"{PAGES}passkeys/"
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Телефон"


@pytest.mark.parametrize("name", ["", "  ", "Ә" * 61, "\0"])
def test_a_passkey_needs_a_name(client, signed_in, name):
    passkey = make.make_passkey(signed_in)

    response = client.post(f"{PAGES}passkeys/{passkey.pk}/", {"name": name})

    assert response.status_code == 422
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Ноутбук"


def test_a_passkey_is_removed_by_a_button(client, signed_in):
    passkey = make.make_passkey(signed_in)

    assert client.get(f"{PAGES}passkeys/{passkey.pk}/remove/").status_code == 200
    assert signed_in.authenticator_set.exists()
    response = client.post(f"{PAGES}passkeys/{passkey.pk}/remove/", follow=True)

    assert b"The passkey is removed." in response.content
    assert b"There is no passkey." in response.content
    assert not signed_in.authenticator_set.exists()


@pytest.mark.parametrize("what", ["", "remove/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_peoples_passkeys_are_out_of_reach(client, signed_in, what, method):
    passkey = make.make_passkey(make.make_person())

    response = getattr(client, method)(
        f"{PAGES}passkeys/{passkey.pk}/{what}", {"name": "Ұрланған"}
    )

    assert response.status_code == 404
    assert "Ноутбук" not in response.content.decode()
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Ноутбук"


# --- Who needs one ----------------------------------------------------------------


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/users/"])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(
    client, settings, address
):
    settings.LMS_STAFF_SECOND_FACTOR = True
    client.force_login(make.make_editor())

    assert client.get(address).url == "/kk/account/second-factor/"
    assert client.post(address).url == "/kk/account/second-factor/"


@pytest.mark.parametrize("give", [make.make_app, make.make_passkey])
def test_staff_with_a_second_factor_enter(client, settings, give):
    settings.LMS_STAFF_SECOND_FACTOR = True
    person = make.make_editor()
    give(person)
    client.force_login(person)

    assert client.get("/admin/").status_code == 200


def test_a_superuser_needs_one_too(client, settings):
    settings.LMS_STAFF_SECOND_FACTOR = True
    client.force_login(make.make_superuser())

    assert client.get("/admin/").url == "/kk/account/second-factor/"


def test_the_demo_may_skip_it_by_setting(client, settings):
    settings.LMS_STAFF_SECOND_FACTOR = False
    client.force_login(make.make_editor())

    assert client.get("/admin/").status_code == 200


def test_residents_do_not_need_one_and_do_not_get_in_by_one(client, settings, person):
    settings.LMS_STAFF_SECOND_FACTOR = True
    make.make_app(person)
    client.force_login(person)

    assert client.get("/kk/account/").status_code == 200
    for address in ("/admin/", "/admin/login/", "/admin/pages/"):
        response = client.get(address)
        assert response.status_code == 403
        assert b"<h1" in response.content


def test_the_page_leads_staff_on_to_the_desk_once_it_is_on(client, settings):
    settings.LMS_STAFF_SECOND_FACTOR = True
    person = make.make_editor()
    client.force_login(person)

    before = client.get(PAGES).content
    make.make_app(person)
    after = client.get(PAGES).content

    assert b'href="/admin/"' not in before
    assert b"then the editors" in before
    assert b'href="/admin/"' in after


@pytest.mark.django_db(transaction=True)
def test_what_is_changed_is_told_by_mail(client):
    make_home()
    person = make.make_person_with_email()
    client.force_login(person)
    make.confirm_password(client)
    secret = client.get(f"{PAGES}app/").context["form"].secret
    client.post(f"{PAGES}app/", {"code": app_code(secret)})
    client.post(f"{PAGES}app/off/")

    assert [mail.subject for mail in make.mails()] == [
        "The authenticator app is on",
        "The authenticator app is off",
    ]
    assert "http://testserver/en/account/" in make.mails()[0].body
