"""What is sent to people, and what they wish to get."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from messaging.enums import Channel


class Preference(models.Model):
    """Which messages a person wants; those about the account always come."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="message_preference",
    )
    wants_news = models.BooleanField(_("news"), default=False)
    wants_reminders = models.BooleanField(_("reminders"), default=True)

    class Meta:
        verbose_name = _("message preference")
        verbose_name_plural = _("message preferences")

    def __str__(self) -> str:
        return str(self.person_id)


class Message(models.Model):
    """One message of the outbox: written with what it tells about, sent by a job."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel, default=Channel.EMAIL
    )
    address = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    is_secret = models.BooleanField(
        _("secret"), default=False, help_text=_("The text is emptied once it is sent.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(
        _("of use until"), null=True, blank=True, help_text=_("Later it is not sent.")
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.key
