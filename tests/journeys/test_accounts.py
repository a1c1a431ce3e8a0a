"""People get in: by a mailed code, by a passkey, one after another at one computer."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys.learner import PASSWORD, Learner

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _plug_in_a_device(page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def _sign_in(learner: Learner, name: str, password: str, *, is_shared=False) -> None:
    learner.open("/account/sign-in/")
    learner.type("[name=login]", name)
    learner.type("[name=password]", password)
    if is_shared:
        learner.tick(learner.page.locator("[name=is_shared_computer]"))
    learner.press("main form button[type=submit]")


def test_a_passkey_is_made_and_opens_the_account(site, open_page):
    page = open_page(width=360)
    told = []
    page.on("console", lambda message: told.append(message.text))
    # a passkey belongs to a name; an address of numbers cannot have one
    learner = Learner(page, site.url.replace("127.0.0.1", "localhost"), "kk")
    learner.open("/account/sign-up/")
    learner.sign_up()
    name = page.locator("main strong.num").inner_text()
    learner.press("main form button.btn--sun")
    _plug_in_a_device(page)

    learner.open("/account/second-factor/passkeys/add/")
    learner.type("[name=password]", PASSWORD)
    learner.press("main form button[type=submit]")
    learner.press("passkey-form button")
    assert page.locator(".words li").count() == 10
    learner.open("/account/")
    learner.press("main form[action$='/sign-out/'] button")
    _sign_in(learner, name, PASSWORD)
    assert "/second-factor/authenticate/" in page.url
    learner.press("passkey-form button")

    assert page.url.endswith("/kk/my-learning/")
    assert [text for text in told if "Content Security Policy" in text] == []


def test_a_browser_without_a_passkey_says_so(site, open_page):
    page = open_page()
    learner = Learner(page, site.url, "en")
    learner.open("/account/sign-up/")
    learner.sign_up()
    learner.open("/account/second-factor/passkeys/add/")
    learner.type("[name=password]", PASSWORD)
    learner.press("main form button[type=submit]")

    page.locator("passkey-form button").click()

    expect(page.locator("passkey-form [role=status]")).not_to_be_empty()
    assert "/passkeys/add/" in page.url


def test_a_password_is_shown_on_demand_and_hidden_before_it_is_sent(site, open_page):
    page = open_page(width=360)
    Learner(page, site.url, "kk").open("/account/sign-in/")
    field, button = (
        page.locator("[name=password]"),
        page.locator("show-password button"),
    )
    field.fill("төрт қадам")

    button.click()
    assert (field.get_attribute("type"), field.input_value()) == ("text", "төрт қадам")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(field).to_have_attribute("type", "password")
    expect(button).to_have_attribute("aria-pressed", "false")

    button.click()
    page.evaluate("""document.querySelector("main form").addEventListener(
        "submit", event => event.preventDefault())""")
    page.locator("main form button[type=submit]").click()
    expect(field).to_have_attribute("type", "password")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_mailed_code_makes_the_account_without_javascript(site, open_page, language):
    page = open_page(width=360, java_script_enabled=False)
    learner = Learner(page, site.url, language)
    address = f"{secrets.token_hex(4)}@example.kz"
    learner.open("/account/sign-up/")
    learner.sign_up(address)
    assert address in page.locator("main").inner_text()

    learner.open("/account/demo-mail/")
    mails = page.locator("main article")
    for _wait in range(40):
        if mails.filter(has_text=address).count():
            break
        page.wait_for_timeout(250)
        page.reload()
    mail = mails.filter(has_text=address).first.inner_text()
    learner.open("/account/code/confirm/")
    learner.type("[name=code]", re.search(r"\b\d{6}\b", mail)[0])
    learner.press("main form button[type=submit]")

    assert page.url.endswith(f"/{language}/my-learning/")


def test_at_a_shared_computer_one_person_follows_another(site, open_page):
    page = open_page(width=360)
    learner = Learner(page, site.url, "kk")
    _sign_in(learner, "aigul", site.people["aigul"], is_shared=True)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["sessionid"]["expires"] == -1
    learner.open("/account/")
    account = page.url
    assert "Омарова" in page.locator("[name=last_name]").input_value()

    learner.press(".shared [name=change]")
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("[name=last_name]").count() == 0
    _sign_in(learner, "bolat", site.people["bolat"], is_shared=True)
    page.goto(account)

    assert page.locator("[name=last_name]").input_value() == "Серік"
