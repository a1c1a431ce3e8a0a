"""Verbs that send: a message is a row first, so it is sent once or not at all."""

from django.contrib.auth.models import AbstractUser
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from core import jobs
from messaging.models import Message, Preference

DELIVER = "messaging.deliver"


@transaction.atomic
def set_preferences(
    *, person: AbstractUser, wants_news: bool, wants_reminders: bool
) -> None:
    """Keep which messages a person wants."""
    Preference.objects.update_or_create(
        person=person,
        defaults={"wants_news": wants_news, "wants_reminders": wants_reminders},
    )


@transaction.atomic
def send(
    *, person: AbstractUser, kind: str, key: str, **facts: object
) -> Message | None:
    """Write a message in the person's language and ask for its delivery.

    Templates are ``emails/<kind>_subject.txt`` and ``emails/<kind>.txt``. The same
    key sends once. Nothing happens for somebody without an e-mail.
    """
    if not person.email:
        return None
    with override(person.language):
        context = {"person": person, **facts}
        subject = render_to_string(f"emails/{kind}_subject.txt", context).strip()
        body = render_to_string(f"emails/{kind}.txt", context)
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "kind": kind,
            "address": person.email,
            "language": person.language,
            "subject": subject,
            "body": body,
        },
    )
    if is_new:
        jobs.enqueue(DELIVER, {"message": message.pk}, key=f"{DELIVER}:{message.pk}")
    return message


def deliver(*, message: Message) -> None:
    """Send a message that has not been sent; the row says so afterwards."""
    if message.sent_at is not None:
        return
    send_mail(message.subject, message.body, None, [message.address])
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
