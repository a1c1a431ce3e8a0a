"""Compile the catalogues of translations that changed; needs no system package."""

from django.core.management.base import BaseCommand

from core.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the catalogues of translations that changed."
    requires_system_checks = ()

    def handle(self, **_options):
        self.stdout.write(f"{compile_catalogues()} catalogues compiled")
