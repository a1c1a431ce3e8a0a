"""The demo's mail folder, read back."""

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts.formats import mail


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def send(folder, subject, body="Код: 123456\n\n- бір\n-- екі", html="", at=0):
    """Write a mail as the demo does, into a file of its own."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    connection = get_connection(backend, file_path=str(folder))
    message = EmailMultiAlternatives(
        subject,
        body,
        "Qadam <komek@qadam.example>",
        ["aigul@example.kz"],
        connection=connection,
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
    path = Path(connection._get_filename())
    path = path.rename(path.with_name(f"{subject}.log"))
    os.utime(path, (at, at))
    return path


def test_a_mail_is_read_back_as_it_was_written(folder):
    send(folder, "Қадамға кіру коды")

    (read,) = mail.latest()

    assert read["subject"] == "Қадамға кіру коды"
    assert read["body"] == "Код: 123456\n\n- бір\n-- екі"
    assert read["to"] == "aigul@example.kz"
    assert read["date"].tzinfo is not None


def test_of_a_mail_in_two_forms_the_plain_one_is_shown(folder):
    send(folder, "S", "Мәтін", html="<p>Мәтін</p>")

    assert mail.latest()[0]["body"] == "Мәтін"


def test_a_mail_without_plain_text_shows_its_head(folder):
    send(folder, "S", "", html="<p>Мәтін</p>").write_bytes(
        b"Subject: S\nDate: Tue, 24 Nov 2026 09:00:00 +0000\nTo: a@example.kz\n"
        b"Content-Type: text/html\n\n<p>x</p>\n"
    )

    assert mail.latest()[0]["body"] == ""


def test_the_newest_twenty_stand_newest_first(folder):
    for number in range(22):
        send(folder, str(number), at=number)

    assert [one["subject"] for one in mail.latest()] == [
        str(number) for number in range(21, 1, -1)
    ]


def test_mails_of_one_file_are_parted(folder):
    first, second = send(folder, "first"), send(folder, "second")
    first.write_bytes(first.read_bytes() + second.read_bytes())
    second.unlink()

    assert [one["subject"] for one in mail.latest()] == ["second", "first"]


def test_no_folder_means_no_mail(folder):
    assert mail.latest() == []
