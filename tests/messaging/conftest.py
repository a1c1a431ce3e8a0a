"""What tests of messages may ask for."""

import pytest
from django.template import engines

from tests.factories.accounts import make_person

HELLO = {
    "emails/hello_subject.txt": "{% load i18n %}{% translate 'Saved.' %}\n{{ course }}",
    "emails/hello.txt": (
        "{% autoescape off %}\n{{ person.first_name }}: {{ course }}{% endautoescape %}"
    ),
}


@pytest.fixture
def person(db):
    return make_person(email="aigul@example.kz", first_name="О'Айгүл", language="ru")


@pytest.fixture
def hello(monkeypatch):
    """The two templates of one kind of message, in place of files."""

    def render(name, context):
        return engines["django"].from_string(HELLO[name]).render(context)

    monkeypatch.setattr("messaging.actions.render_to_string", render)
