"""Certificates: a snapshot of what was earned, which no later edit can change."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy as _

from certificates import numbering
from certificates.enums import CertificateStatus


def private_storage():
    return storages["private"]


class SerialCounter(models.Model):
    """The last number given in a year; locked while the next one is taken."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("serial counter")
        verbose_name_plural = _("serial counters")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class CertificateQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def current(self):
        """Leave out those in whose place a new one was issued."""
        return self.exclude(status=CertificateStatus.REPLACED)


class Certificate(models.Model):
    """One credential of one person for one course, as it was on the day of issue."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True)
    serial = models.CharField(_("number"), max_length=20, unique=True)
    code = models.CharField(_("code"), max_length=13, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    course_key = models.UUIDField(_("course"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    recipient_name = models.CharField(_("name"), max_length=250)
    public_name = models.CharField(_("name as strangers see it"), max_length=400)
    titles = models.JSONField(_("course titles by language"))
    academic_hours = models.PositiveSmallIntegerField(_("academic hours"))
    result_percent = models.PositiveSmallIntegerField(_("result"), null=True)
    language = models.CharField(_("language"), max_length=5)
    completed_at = models.DateTimeField(_("completed at"))
    issued_at = models.DateTimeField(_("issued at"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=CertificateStatus,
        default=CertificateStatus.VALID,
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revocation_reason = models.TextField(_("reason"), blank=True)
    pdf = models.FileField(
        _("file"), storage=private_storage, upload_to="certificates/", blank=True
    )
    pdf_digest = models.CharField(_("digest of the file"), max_length=64, blank=True)
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("issued in place of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course_key", "cycle"],
                condition=~models.Q(status=CertificateStatus.REPLACED),
                name="one_certificate_per_achievement",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=CertificateStatus.REVOKED)
                | models.Q(revoked_at__isnull=False),
                name="revoked_certificate_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def title(self) -> str:
        """The title in the reader's language, else in one that the course has."""
        codes = (get_language(), "kk", *self.titles)
        return next((self.titles[code] for code in codes if code in self.titles), "")

    @property
    def shown_code(self) -> str:
        return numbering.shown_code(self.code)

    @property
    def is_valid(self) -> bool:
        return self.status == CertificateStatus.VALID

    @property
    def verification_path(self) -> str:
        return reverse("verify_code", args=[self.code])
