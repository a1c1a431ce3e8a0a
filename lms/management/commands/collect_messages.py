"""Collect the texts to translate into the catalogues, in one stable form."""

from django.core.management.commands import makemessages

IGNORED = (".venv", "var", "tests", "benchmarks", "static")


class Command(makemessages.Command):
    help = "Update locale/*/LC_MESSAGES/django.po from code and templates."
    # A guess at a translation is worse than none: nothing is filled in as "fuzzy"
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args, **options):
        options.update(
            locale=["kk", "ru"],
            ignore_patterns=list(IGNORED),
            no_location=True,
            no_obsolete=True,
            no_wrap=True,
        )
        super().handle(*args, **options)
