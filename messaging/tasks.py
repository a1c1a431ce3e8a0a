"""Background work: delivering messages, and forgetting them in time."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs import job
from core.patience import A_DAY
from core.ticks import every
from messaging.actions import DELIVER, deliver, forget_old_messages
from messaging.models import Message


@job(DELIVER, name=_("Sending a message"), is_urgent=True, patience=A_DAY)
def deliver_message(payload: dict) -> None:
    message = Message.objects.filter(pk=payload["message"]).first()
    if message is not None:  # else its person was erased, and it with them
        deliver(message=message, now=timezone.now())


@every(timedelta(hours=1))
def forget_old(now: datetime) -> None:
    forget_old_messages(now=now)
