"""E-mail: one message, in a form that mail servers can tell from its repetition."""

import uuid
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage

from core.jobs import Hopeless

PERMANENT = 500
"""From here on a server's answer means: do not try again."""
NAMESPACE = uuid.UUID("6f0c6c53-7b1d-4a5e-9a55-2c5b0b5f6a10")


def message_id(key: str) -> str:
    """Return the same Message-ID for the same message, however often it is sent."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"<{uuid.uuid5(NAMESPACE, key).hex}@{sender.rpartition('@')[2]}>"


def send(*, key: str, address: str, subject: str, body: str) -> None:
    """Hand a message to the mail server; raises what the server or the line says.

    Raises Hopeless when the server will never take this message: there is no such
    mailbox, say. A server that does not know us yet (a wrong password) is tried again.
    """
    message = EmailMessage(
        subject,
        body,
        to=[address],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        if _is_for_good(refusal):
            raise Hopeless(str(refusal)) from refusal
        raise


def _is_for_good(refusal: SMTPRecipientsRefused | SMTPDataError) -> bool:
    if isinstance(refusal, SMTPDataError):
        return refusal.smtp_code >= PERMANENT
    return all(code >= PERMANENT for code, _text in refusal.recipients.values())
