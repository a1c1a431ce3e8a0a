"""Verbs that send: a message is a row first, so it is sent once or not at all."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from core import jobs
from core.cleaning import throw_away
from messaging.channels import email
from messaging.enums import Topic
from messaging.models import Message, Preference
from messaging.queries import wishes

DELIVER = "messaging.deliver"
LONGEST_SUBJECT = 200
KEEP_SENT = timedelta(days=180)
"""As the privacy page says."""
KEEP_SECRETS = timedelta(days=2)


@transaction.atomic
def set_preferences(
    *, person: AbstractUser, wants_news: bool, wants_reminders: bool
) -> None:
    """Keep which messages a person wants."""
    Preference.objects.update_or_create(
        person=person,
        defaults={"wants_news": wants_news, "wants_reminders": wants_reminders},
    )


def send(
    *,
    person: AbstractUser,
    kind: str,
    key: str,
    topic: str = Topic.ACCOUNT,
    **facts: object,
) -> Message | None:
    """Write a message in the person's language and ask for its delivery.

    Templates are ``emails/<kind>_subject.txt`` and ``emails/<kind>.txt``. The same
    key sends once. Nothing happens for somebody without an e-mail, or who does not
    want messages on this topic; those about the account always go.
    """
    if not person.email or not wishes(person, topic):
        return None
    with override(person.language):
        context = {"person": person, **facts}
        subject = render_to_string(f"emails/{kind}_subject.txt", context)
        body = render_to_string(f"emails/{kind}.txt", context)
    return queue(
        person=person,
        kind=kind,
        key=key,
        address=person.email,
        language=person.language,
        subject=subject,
        body=body,
    )


@transaction.atomic
def queue(
    *,
    kind: str,
    key: str,
    address: str,
    language: str,
    subject: str,
    body: str,
    person: AbstractUser | None = None,
    is_secret: bool = False,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> Message:
    """Put a written message into the outbox, in the caller's transaction.

    The same key goes once. What is secret, like a code, is forgotten once it is sent;
    after `expires_at` it would only mislead, and is not sent.
    """
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "kind": kind,
            "address": address,
            "language": language,
            "subject": " ".join(subject.split())[:LONGEST_SUBJECT],
            "body": body.strip(),
            "is_secret": is_secret,
            "expires_at": expires_at,
        },
    )
    if is_new:
        jobs.enqueue(
            DELIVER,
            {"message": message.pk},
            key=f"{DELIVER}:{message.pk}",
            run_after=not_before,
        )
    return message


def deliver(*, message: Message, now: datetime) -> bool:
    """Send a message that has not been sent and is still of use; tell whether it went.

    When the worker ends between the sending and the note of it, the message goes
    again, under the same Message-ID: at least once, never lost.
    """
    is_over = message.expires_at is not None and message.expires_at <= now
    if message.sent_at is not None or is_over:
        return False
    email.send(
        key=message.key,
        address=message.address,
        subject=message.subject,
        body=message.body,
    )
    message.sent_at = now
    if message.is_secret:
        message.body = ""
    message.save(update_fields=["sent_at", "body"])
    return True


def forget_old_messages(*, now: datetime) -> int:
    """Delete what was sent long ago, and secrets that could not be sent in time.

    Any other message that was not sent stays: staff see its parked job and try again.
    Returns how many are gone.
    """
    sent = Message.objects.filter(sent_at__lt=now - KEEP_SENT)
    stuck = Message.objects.filter(
        is_secret=True, sent_at=None, created_at__lt=now - KEEP_SECRETS
    )
    return throw_away(sent) + throw_away(stuck)
