"""The kinds of news."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NewsCategory(TextChoices):
    EVENT = "event", _("Event")
    COURSES = "courses", _("Courses")
    GRANTS = "grants", _("Grants")
    SITE = "site", _("The site")
