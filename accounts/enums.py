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


class Role(TextChoices):
    """What staff are for; each is a Wagtail group of this name."""

    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    ORGANISER = "organiser", _("Organiser")
    FACILITATOR = "facilitator", _("Facilitator")
    ADMINISTRATOR = "administrator", _("Administrator")

    @classmethod
    def called(cls, group_name: str) -> str:
        """What a role is called; a group made by hand is called as it is named."""
        return str(dict(cls.choices).get(group_name, group_name))


class ConsentKind(TextChoices):
    PERSONAL_DATA = "personal_data", _("Processing of personal data")
