"""The words for how a message goes and what it is about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    EMAIL = "email", _("E-mail")


class Topic(TextChoices):
    ACCOUNT = "account", _("The account itself")
    REMINDERS = "reminders", _("Reminders")
    NEWS = "news", _("News")
