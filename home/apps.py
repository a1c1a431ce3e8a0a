"""Wiring of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("The site's front")

    def ready(self):
        from home import tasks  # noqa: F401 - registers on import
