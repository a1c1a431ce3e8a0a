"""Background work: delivering a message."""

from core.jobs import job
from messaging.actions import DELIVER, deliver
from messaging.models import Message


@job(DELIVER)
def deliver_message(payload: dict) -> None:
    deliver(message=Message.objects.get(pk=payload["message"]))
