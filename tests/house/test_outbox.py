"""Whatever is sent goes through the outbox: only a channel hands messages over."""

import re

from tests.house.repository import code

SENDING = re.compile(r"django\.core(?:\.mail\b| import mail\b)")
CHANNELS = "messaging/channels/"


def test_only_channels_send():
    found = [
        path
        for path, source in code().items()
        if SENDING.search(source) and not path.startswith((CHANNELS, "lms/settings/"))
    ]

    assert found == []


def test_a_sender_is_seen():
    assert SENDING.search("from django.core.mail import send_mail")
    assert SENDING.search("from django.core import mail")
    assert not SENDING.search("from django.core.cache import cache")
