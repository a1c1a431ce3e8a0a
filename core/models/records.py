"""Tables without a domain noun: background jobs, the audit trail, idempotency keys."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    PARKED = "parked", _("Parked")


class Job(models.Model):
    """One piece of background work: the row is the truth, whoever runs it.

    A worker holds it by a lease; a lapsed lease is taken over by any other worker.
    """

    kind = models.CharField(_("kind"), max_length=60)
    payload = models.JSONField(_("payload"), default=dict)
    key = models.CharField(_("key"), max_length=200, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=JobState, default=JobState.QUEUED
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    run_after = models.DateTimeField(_("run after"))
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "run_after"], name="job_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class WorkerHeartbeat(models.Model):
    """When a worker was last alive; its name is those of its host and its process."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    beat_at = models.DateTimeField(_("beat at"))

    class Meta:
        verbose_name = _("worker heartbeat")
        verbose_name_plural = _("worker heartbeats")

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """Who did what to what, with the facts that matter; never changed."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    verb = models.CharField(_("did"), max_length=60)
    target_type = models.CharField(_("kind of thing"), max_length=100)
    target_id = models.CharField(_("which"), max_length=64)
    facts = models.JSONField(_("facts"), default=dict)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"


class IdempotencyKey(models.Model):
    """A request that was carried out once, with what was answered."""

    key = models.CharField(_("key"), max_length=100, unique=True)
    body_digest = models.CharField(_("digest of the request"), max_length=64)
    answer = models.JSONField(_("answer"), default=dict)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")

    def __str__(self) -> str:
        return self.key
