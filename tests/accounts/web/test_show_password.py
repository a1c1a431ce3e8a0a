"""Where a password is typed, it may be shown."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
LABELS = {
    "kk": "Құпиясөзді көрсету",
    "ru": "Показать пароль",
    "en": "Show the password",
}


def boxes_of(page) -> list:
    assert b"js/show-password.js" in page.content
    return BeautifulSoup(page.content, "html.parser").select("show-password")


@pytest.mark.parametrize("address", ["sign-in", "sign-up", "recover"])
@pytest.mark.parametrize("language", LABELS)
def test_the_button_waits_for_the_script(client, language, address):
    (box,) = boxes_of(client.get(f"/{language}/account/{address}/"))

    button = box.select_one("button")
    assert button.text.strip() == LABELS[language]
    assert (button["type"], button["aria-pressed"]) == ("button", "false")
    assert button.has_attr("hidden")
    assert button["aria-controls"] == box.select_one("input[type=password]")["id"]


@pytest.mark.parametrize(("address", "count"), [("password", 2), ("confirm", 1)])
def test_passwords_of_the_account_may_be_shown_too(client, person, address, count):
    client.force_login(person)

    page = client.get(f"/en/account/{address}/", follow=True)

    assert len(boxes_of(page)) == count


def test_a_first_password_may_be_shown_too(client):
    person = make.make_person_with_email(language="en")
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    assert len(boxes_of(client.get("/en/account/password/set/"))) == 1
