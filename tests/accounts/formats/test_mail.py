"""The demo's mail folder, read back."""

import os

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts.formats import mail


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def send(folder, subject, body="Код: 123456\n\n- бір\n-- екі", html="", at=0):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    before = set(folder.glob("*"))
    message = EmailMultiAlternatives(
        subject,
        body,
        "Qadam <komek@qadam.example>",
        ["әсел@example.kz"],
        connection=get_connection(backend, file_path=str(folder)),
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
    (new,) = set(folder.glob("*")) - before
    os.utime(new, (at, at))
    return new


def test_a_mail_is_read_back_as_it_was_written(folder):
    send(folder, "Қадамға кіру коды")

    (read,) = mail.latest()

    assert read["subject"] == "Қадамға кіру коды"
    assert read["body"] == "Код: 123456\n\n- бір\n-- екі"
    assert "example.kz" in read["to"]
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


def test_no_folder_means_no_mail(folder):
    assert mail.latest() == []
