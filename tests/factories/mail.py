"""Mail servers that do not take a mail."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class Broken(BaseEmailBackend):
    """Refuses every mail, as a server that is down."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no mail server")


class Refusing(BaseEmailBackend):
    """Says of every address that there is none like it."""

    def send_messages(self, email_messages):
        (message,) = email_messages
        raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})
