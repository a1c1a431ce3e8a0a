"""E-mail: one message, in a form that mail servers can tell from its repetition."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

NAMESPACE = uuid.UUID("6f0c6c53-7b1d-4a5e-9a55-2c5b0b5f6a10")


def message_id(key: str) -> str:
    """Return the same Message-ID for the same message, however often it is sent."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"<{uuid.uuid5(NAMESPACE, key).hex}@{sender.rpartition('@')[2]}>"


def send(*, key: str, address: str, subject: str, body: str) -> None:
    """Hand a message to the mail server; raises what the server or the line says."""
    EmailMessage(
        subject,
        body,
        to=[address],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
    ).send()
