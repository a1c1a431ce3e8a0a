"""Certificates as the action issues them, and with a file."""

from certificates.actions import issue_certificate, store_file
from certificates.models import Certificate
from tests.factories import courses as make

NOW = make.NOW
PDF = b"%PDF-1.7 a drawn certificate"


def make_certificate(person=None, course=None, **kwargs) -> Certificate:
    """Issue a certificate for a completed course; other fields are set as given."""
    person = person or make.make_person(first_name="Айгүл", last_name="Омарова")
    enrolment = make.make_completed(person, course)
    certificate = issue_certificate(enrolment=enrolment, now=NOW)
    if kwargs:
        Certificate.objects.filter(pk=certificate.pk).update(**kwargs)
        certificate.refresh_from_db()
    return certificate


def make_drawn_certificate(*args, **kwargs) -> Certificate:
    certificate = make_certificate(*args, **kwargs)
    return store_file(certificate=certificate, content=PDF)
