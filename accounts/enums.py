"""The words for what a person may be and agree to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    KAZAKH = "kk", "Қазақша"
    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"


class Audience(TextChoices):
    RESIDENT = "resident", _("Resident")
    OFFICIAL = "official", _("Employee of a local executive body")


class ConsentKind(TextChoices):
    PERSONAL_DATA = "personal_data", _("Processing of personal data")
