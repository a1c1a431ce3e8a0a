"""A mail server that does not work."""

from django.core.mail.backends.base import BaseEmailBackend


class Broken(BaseEmailBackend):
    """Refuses every mail, as a server that is down."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no mail server")
