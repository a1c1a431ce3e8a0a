"""Collect the texts to translate into the catalogues, in one stable form."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

IGNORED = (".venv", "var", "tests", "benchmarks", "static")


class Command(BaseCommand):
    help = "Update locale/*/LC_MESSAGES/django.po from code and templates."

    def handle(self, **_options):
        call_command(
            "makemessages",
            locale=["kk", "ru"],
            ignore_patterns=list(IGNORED),
            no_location=True,
            no_obsolete=True,
            no_wrap=True,
        )
