"""Whoever has an e-mail is told when the certificate can be opened."""

import pytest
from django.core import mail

from certificates.actions import store_file
from core import jobs
from messaging.models import Message
from tests.factories import certificates as make_certificates, courses as make

pytestmark = pytest.mark.django_db


def _drawn(**profile):
    person = make.make_person(first_name="Айгүл", **profile)
    return make_certificates.make_drawn_certificate(person)


@pytest.mark.parametrize(
    ("language", "beginning"), [("en", "Your certificate: “"), ("kk", "")]
)
def test_the_mail_leads_to_the_certificate_in_the_persons_language(language, beginning):
    certificate = _drawn(email="aigul@example.kz", language=language)

    jobs.run_due_jobs()

    sent = [message for message in mail.outbox if message.to == ["aigul@example.kz"]]
    (message,) = sent
    assert message.subject.startswith(beginning)
    assert certificate.title in message.subject
    assert f"http://testserver/{language}/certificates/{certificate.reference}/" in (
        message.body
    )
    assert certificate.serial in message.body


def test_a_title_with_quotes_of_its_own_has_the_inner_ones_in_the_mail():
    person = make.make_person(email="aigul@example.kz", language="kk")
    make_certificates.make_drawn_certificate(person, titles={"kk": "«Бірге» жобасы"})

    jobs.run_due_jobs()

    (message,) = [m for m in mail.outbox if m.to == ["aigul@example.kz"]]
    assert message.subject == "Сертификатыңыз: «„Бірге“ жобасы»"
    assert "«„Бірге“ жобасы» курсын" in message.body


def test_a_file_that_is_there_already_tells_nobody_again():
    certificate = _drawn(email="aigul@example.kz")

    store_file(certificate=certificate, content=b"another")

    assert Message.objects.filter(kind="certificate_ready").count() == 1


def test_without_an_e_mail_nothing_is_sent():
    _drawn(email=None)

    assert not Message.objects.exists()
