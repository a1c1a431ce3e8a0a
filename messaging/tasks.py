"""Background work: delivering a message."""

from django.utils import timezone

from core.jobs import job
from messaging.actions import DELIVER, deliver
from messaging.models import Message


@job(DELIVER, is_urgent=True)
def deliver_message(payload: dict) -> None:
    message = Message.objects.filter(pk=payload["message"]).first()
    if message is not None:  # else its person was erased, and it with them
        deliver(message=message, now=timezone.now())
