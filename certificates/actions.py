"""Verbs that give, draw, replace and revoke certificates."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from certificates import credentials, numbering, queries
from certificates.enums import CertificateStatus
from certificates.exceptions import NotEarned, NotValid
from certificates.models import Certificate, SerialCounter
from core import audit, jobs
from courses.models import Enrolment
from messaging.actions import send

DRAW = "certificates.draw"
REVOKED = audit.verb("revoke", _("Certificate revoked"))
REISSUED = audit.verb("reissue", _("Certificate issued again"))
WHAT_WAS_EARNED = (
    "person",
    "course_key",
    "cycle",
    "titles",
    "academic_hours",
    "result_percent",
    "language",
    "completed_at",
)


def _next_serial(now: datetime) -> str:
    """Take the next number of the year; the counter row is locked until commit."""
    year = timezone.localtime(now).year
    SerialCounter.objects.get_or_create(year=year)
    SerialCounter.objects.filter(year=year).update(last=F("last") + 1)
    return numbering.serial_of(year, SerialCounter.objects.get(year=year).last)


def _existing(enrolment: Enrolment) -> Certificate | None:
    return (
        Certificate.objects.of(enrolment.person)
        .current()
        .filter(course_key=enrolment.course_key, cycle=enrolment.cycle)
        .first()
    )


def _ask_to_draw(certificate: Certificate) -> None:
    jobs.enqueue(
        DRAW,
        {"certificate": certificate.pk},
        key=f"{DRAW}:{certificate.pk}",
    )


def issue_certificate(*, enrolment: Enrolment, now: datetime) -> Certificate:
    """Issue the certificate of a completed course, once.

    Takes a snapshot (name, titles, hours, result), a number and a code, and asks
    for the PDF in the same transaction. Called again, or by two at once, it returns
    the certificate that is there. Raises NotEarned with the reason.
    """
    verdict = queries.verdict_on(enrolment, enrolment.person)
    if not verdict.is_earned:
        raise NotEarned(verdict.reason)
    existing = _existing(enrolment)
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            return _create(enrolment, now)
    except IntegrityError:
        existing = _existing(enrolment)
        if existing is None:
            raise
        return existing


def _names_of(person: Person) -> dict[str, str]:
    """Return the name to print, and what strangers see of it."""
    name = person.name_for_certificate
    public_name = credentials.public_name(
        name, given_name=person.first_name, family_name=person.last_name
    )
    return {"recipient_name": name, "public_name": public_name}


def _create(enrolment: Enrolment, now: datetime) -> Certificate:
    person, course_key = enrolment.person, enrolment.course_key
    certificate = Certificate.objects.create(
        serial=_next_serial(now),
        code=numbering.new_code(),
        person=person,
        course_key=course_key,
        cycle=enrolment.cycle,
        **_names_of(person),
        titles=queries.course_titles(course_key),
        academic_hours=queries.academic_hours_of(course_key, person),
        result_percent=queries.result_percent_of(enrolment),
        language=enrolment.language,
        completed_at=enrolment.completed_at,
        issued_at=now,
    )
    _ask_to_draw(certificate)
    return certificate


def store_file(*, certificate: Certificate, content: bytes) -> Certificate:
    """Store the drawn PDF; a certificate that has its file keeps it.

    A signed or printed file is never drawn again, so the first one stays. Whoever has
    an e-mail is told.
    """
    if certificate.pdf:
        return certificate
    name = f"{certificate.serial}-{certificate.reference}.pdf"
    stored = certificate.pdf.storage.save(f"certificates/{name}", ContentFile(content))
    with transaction.atomic():
        is_first = Certificate.objects.filter(pk=certificate.pk, pdf="").update(
            pdf=stored, pdf_digest=hashlib.sha256(content).hexdigest()
        )
        certificate.refresh_from_db()
        if is_first:
            _tell_that_it_is_ready(certificate)
    if not is_first:
        certificate.pdf.storage.delete(stored)
    return certificate


def _tell_that_it_is_ready(certificate: Certificate) -> None:
    send(
        person=certificate.person,
        kind="certificate_ready",
        key=f"certificates.ready:{certificate.reference}",
        certificate=certificate,
        base_url=settings.WAGTAILADMIN_BASE_URL,
    )


@transaction.atomic
def revoke_certificate(
    *, certificate: Certificate, actor: Person, reason: str, now: datetime
) -> Certificate:
    """Take back a certificate, saying why; the verification page says so at once."""
    changed = Certificate.objects.filter(
        pk=certificate.pk, status=CertificateStatus.VALID
    ).update(status=CertificateStatus.REVOKED, revoked_at=now, revocation_reason=reason)
    if changed:
        audit.record(actor, REVOKED, certificate, reason=reason)
    certificate.refresh_from_db()
    return certificate


@transaction.atomic
def reissue_certificate(
    *, certificate: Certificate, actor: Person, reason: str, now: datetime
) -> Certificate:
    """Issue a new certificate in place of a valid one, with the name as it is now.

    What was earned stays as it was; number, code and file are new, and whoever checks
    the old one is told. Raises NotValid when it was revoked or replaced, NotEarned
    without a whole name to print.
    """
    if not certificate.person.has_name_for_certificate:
        raise NotEarned("name_missing")
    replaced = Certificate.objects.filter(
        pk=certificate.pk, status=CertificateStatus.VALID
    ).update(status=CertificateStatus.REPLACED)
    if not replaced:
        raise NotValid(certificate.serial)
    certificate.refresh_from_db()
    kept = {name: getattr(certificate, name) for name in WHAT_WAS_EARNED}
    new = Certificate.objects.create(
        serial=_next_serial(now),
        code=numbering.new_code(),
        issued_at=now,
        supersedes=certificate,
        **_names_of(certificate.person),
        **kept,
    )
    _ask_to_draw(new)
    audit.record(actor, REISSUED, new, replaces=certificate.serial, reason=reason)
    return new


def issue_if_earned(*, enrolment: Enrolment, now: datetime) -> Certificate | None:
    """Issue the certificate, or leave it until what is missing is there.

    Nobody is kept waiting for it: the worker tries again (`issue_missing`), and
    "My learning" says what is missing.
    """
    try:
        return issue_certificate(enrolment=enrolment, now=now)
    except NotEarned:
        return None


def issue_missing(*, now: datetime) -> int:
    """Issue certificates that were left out; return how many.

    A course is completed in one transaction and its certificate issued after it:
    this closes the gap that a killed server leaves between the two, and serves those
    who had no name to print then.
    """
    waiting = queries.enrolments_without_certificate().select_related("person")
    issued = [issue_if_earned(enrolment=enrolment, now=now) for enrolment in waiting]
    return sum(certificate is not None for certificate in issued)
