"""E-mail: over a real line to a server that answers as servers do."""

import socket
import socketserver
import threading

import pytest
from django.core.mail import BadHeaderError

from core.jobs import Hopeless
from messaging.channels import email

REPLIES = {"EHLO": "250 ready", "DATA": "354 go on", "QUIT": "221 bye"}


class _Session(socketserver.StreamRequestHandler):
    """Just enough of SMTP; what comes is kept, what is asked is refused."""

    def handle(self):
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            word = line.partition(" ")[0].upper()
            if word == self.server.refused:
                self._say(self.server.refusal)
                continue
            self._say(REPLIES.get(word, "250 ok"))
            if word == "DATA":
                self.server.mails.append(self._message())
                self._say("250 kept")
            if word == "QUIT":
                return

    def _message(self) -> str:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.decode())
        return "".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as running:
        running.daemon_threads = True
        running.mails, running.refused = [], ""
        running.refusal = "550 no such mailbox"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def send(**kwargs):
    values = {
        "key": "k",
        "address": "aigul@example.kz",
        "subject": "Қадам",
        "body": "Сәлем!\n.\nКод: 1",
    }
    email.send(**{**values, **kwargs})


def test_a_server_gets_the_message(server):
    send()

    (message,) = server.mails
    assert "To: aigul@example.kz" in message
    assert f"Message-ID: {email.message_id('k')}" in message
    assert "Auto-Submitted: auto-generated" in message
    assert "From: Qadam <komek@qadam.example>" in message


@pytest.mark.parametrize("refused", ["RCPT", "DATA"])
def test_what_a_server_refuses_for_good_is_hopeless(server, refused):
    server.refused = refused

    with pytest.raises(Hopeless, match="no such mailbox"):
        send()

    assert server.mails == []


@pytest.mark.parametrize("refused", ["RCPT", "DATA"])
def test_what_a_server_refuses_for_now_may_be_tried_again(server, refused):
    server.refused, server.refusal = refused, "451 come back later"

    with pytest.raises(OSError, match="come back later"):
        send()


def test_a_server_that_does_not_let_us_in_may_be_tried_again(server):
    server.refused = "MAIL"

    with pytest.raises(OSError, match="no such mailbox"):
        send()


def test_a_server_that_is_not_there_is_raised(server):
    server.shutdown()
    server.server_close()

    with pytest.raises(ConnectionRefusedError):
        send()


def test_a_server_that_says_nothing_is_not_waited_for_long(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2

        with pytest.raises(OSError, match="timed out"):
            send()


def test_the_time_limit_is_set(settings):
    assert 0 < settings.EMAIL_TIMEOUT <= 10


def test_a_second_line_in_the_subject_is_refused(server):
    with pytest.raises(BadHeaderError):
        send(subject="Қадам\nBcc: x@example.kz")


def test_an_id_is_the_same_for_the_same_message_only():
    assert email.message_id("k") == email.message_id("k")
    assert email.message_id("k") != email.message_id("l")
    assert email.message_id("k").endswith("@qadam.example>")
