"""The outbox: what is written is sent at least once, and told apart when repeated."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import transaction
from django.utils.translation import override

from core.models import Job, JobState
from messaging import actions
from messaging.channels.email import message_id
from messaging.enums import Topic
from messaging.models import Message, Preference
from tests.factories.accounts import NOW, make_person
from tests.racing import race

pytestmark = pytest.mark.django_db


def queue(key="k", **kwargs) -> Message:
    values = {
        "kind": "hello",
        "address": "aigul@example.kz",
        "language": "kk",
        "subject": "Сәлем",
        "body": "Мәтін",
    }
    return actions.queue(key=key, **{**values, **kwargs})


def send(person, key="k", **kwargs) -> Message | None:
    return actions.send(
        person=person, kind="hello", key=key, course="Бюджет & заң", **kwargs
    )


# --- Writing ----------------------------------------------------------------------


def test_a_message_is_a_row_with_a_job_beside_it():
    message = queue()

    job = Job.objects.get()
    assert (message.channel, message.sent_at) == ("email", None)
    assert job.kind == "messaging.deliver"
    assert job.payload == {"message": message.pk}
    assert job.state == JobState.QUEUED
    assert mail.outbox == []


def test_the_same_key_goes_once():
    one, other = queue(), queue(body="Басқа")

    assert one == other
    assert Message.objects.get().body == "Мәтін"
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_key_goes_once_also_at_the_same_time():
    race(queue, queue, before="INSERT INTO")

    assert Message.objects.count() == Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_other_keys_go_each():
    race(partial(queue, "a"), partial(queue, "b"), before="INSERT INTO")

    assert Message.objects.count() == Job.objects.count() == 2


def test_a_message_may_wait():
    queue(not_before=NOW + timedelta(hours=3))

    assert Job.objects.get().run_after == NOW + timedelta(hours=3)


def test_a_subject_is_one_line_of_bounded_length():
    message = queue(subject=" Сәлем\r\nBcc: x@example.kz\n" + "Ә" * 300)

    assert message.subject[:27] == "Сәлем Bcc: x@example.kz ӘӘӘ"
    assert len(message.subject) == 200


def test_nothing_is_left_when_what_it_told_of_did_not_happen():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert not Job.objects.exists()


def test_a_message_is_written_in_the_language_of_its_person(person, hello):
    with override("en"):
        message = send(person)

    assert message.language == "ru"
    assert message.subject == "Сохранено. Бюджет &amp; заң"
    assert message.body == "О'Айгүл: Бюджет & заң"
    assert (message.address, message.person) == ("aigul@example.kz", person)


def test_somebody_without_e_mail_gets_none(hello):
    assert send(make_person()) is None
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("wants", "topic", "goes"),
    [
        (None, Topic.ACCOUNT, True),
        (None, Topic.REMINDERS, True),
        (None, Topic.NEWS, False),
        ({"wants_news": True, "wants_reminders": False}, Topic.NEWS, True),
        ({"wants_news": True, "wants_reminders": False}, Topic.REMINDERS, False),
        ({"wants_news": False, "wants_reminders": False}, Topic.ACCOUNT, True),
    ],
)
def test_only_what_is_wanted_goes(person, hello, wants, topic, goes):
    if wants:
        actions.set_preferences(person=person, **wants)

    assert (send(person, topic=topic) is not None) is goes
    assert Message.objects.exists() is goes


def test_wishes_are_kept_once_for_each_person(person):
    other = make_person()
    actions.set_preferences(person=person, wants_news=True, wants_reminders=True)
    actions.set_preferences(person=person, wants_news=False, wants_reminders=False)

    wish = Preference.objects.get()
    assert (wish.person, wish.wants_news, wish.wants_reminders) == (
        person,
        False,
        False,
    )
    assert not hasattr(other, "message_preference")


# --- Sending ----------------------------------------------------------------------


def test_a_message_is_sent_and_says_when():
    message = queue()

    assert actions.deliver(message=message, now=NOW)

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (
        ["aigul@example.kz"],
        "Сәлем",
        "Мәтін",
    )
    message.refresh_from_db()
    assert message.sent_at == NOW
    assert message.body == "Мәтін"


def test_a_message_that_was_sent_is_not_sent_again():
    message = queue()
    actions.deliver(message=message, now=NOW)

    assert not actions.deliver(message=message, now=NOW + timedelta(days=1))

    assert len(mail.outbox) == 1
    message.refresh_from_db()
    assert message.sent_at == NOW


def test_one_that_was_sent_but_not_noted_goes_again_under_the_same_id():
    message = queue()
    actions.deliver(message=message, now=NOW)
    Message.objects.update(sent_at=None)
    message.refresh_from_db()

    actions.deliver(message=message, now=NOW)

    ids = [sent.message()["Message-ID"] for sent in mail.outbox]
    assert ids == [message_id("k")] * 2
    assert mail.outbox[0].message()["Auto-Submitted"] == "auto-generated"


def test_a_secret_is_forgotten_once_it_is_sent():
    message = queue(is_secret=True)

    actions.deliver(message=message, now=NOW)

    assert mail.outbox[0].body == "Мәтін"
    assert Message.objects.get().body == ""


def test_a_message_that_could_not_be_sent_is_not_noted(settings):
    settings.EMAIL_BACKEND = "tests.factories.mail.Broken"
    message = queue(is_secret=True)

    with pytest.raises(ConnectionRefusedError):
        actions.deliver(message=message, now=NOW)

    message.refresh_from_db()
    assert (message.sent_at, message.body) == (None, "Мәтін")


# --- Forgetting -------------------------------------------------------------------


def aged(days: float, *, is_sent: bool, **kwargs) -> Message:
    """A message written, and perhaps sent, so many days before NOW."""
    message = queue(key=f"{days} {is_sent} {kwargs}", **kwargs)
    moment = NOW - timedelta(days=days)
    Message.objects.filter(pk=message.pk).update(
        created_at=moment, sent_at=moment if is_sent else None
    )
    return message


@pytest.mark.parametrize(
    ("days", "is_sent", "is_secret", "stays"),
    [
        (179.9, True, False, True),
        (180.1, True, False, False),
        (179.9, True, True, True),
        (180.1, True, True, False),
        (1.9, False, True, True),
        (2.1, False, True, False),
        (400, False, False, True),
    ],
)
def test_a_message_is_forgotten_in_time(days, is_sent, is_secret, stays):
    aged(days, is_sent=is_sent, is_secret=is_secret)

    assert actions.forget_old_messages(now=NOW) == (not stays)
    assert Message.objects.exists() is stays


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_privacy_page_says_how_long_messages_are_kept(content_dir, code):
    text = (content_dir / "pages" / "privacy" / f"{code}.md").read_text()

    assert f" {actions.KEEP_SENT.days} " in text
