"""What a person wishes to get."""

import pytest

from messaging.actions import set_preferences
from messaging.enums import Topic
from messaging.models import Message, Preference
from messaging.queries import preferences_of, wishes
from tests.factories.accounts import make_person

pytestmark = pytest.mark.django_db


def test_whoever_never_said_gets_reminders_and_no_news():
    person = make_person()

    assert preferences_of(person) == {"wants_news": False, "wants_reminders": True}
    assert not Preference.objects.exists()


def test_what_was_said_counts_for_that_person_only():
    person, other = make_person(), make_person()
    set_preferences(person=person, wants_news=True, wants_reminders=False)

    assert preferences_of(person) == {"wants_news": True, "wants_reminders": False}
    assert preferences_of(other) == {"wants_news": False, "wants_reminders": True}


@pytest.mark.parametrize(
    ("topic", "is_wanted"),
    [(Topic.ACCOUNT, True), (Topic.NEWS, True), (Topic.REMINDERS, False)],
)
def test_messages_about_the_account_always_come(topic, is_wanted):
    person = make_person()
    set_preferences(person=person, wants_news=True, wants_reminders=False)

    assert wishes(person, topic) is is_wanted


def test_reading_wishes_takes_one_query(django_assert_num_queries):
    person = make_person()

    with django_assert_num_queries(1):
        preferences_of(person)
    with django_assert_num_queries(0):
        wishes(person, Topic.ACCOUNT)


def test_rows_say_what_they_are():
    person = make_person()
    set_preferences(person=person, wants_news=True, wants_reminders=False)

    assert str(person.message_preference) == str(person.pk)
    assert str(Message(key="k")) == "k"
