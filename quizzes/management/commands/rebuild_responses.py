"""Set what attempts repeat of their log of responses anew, from the log."""

from django.core.management.base import BaseCommand

from quizzes.actions import rebuild_responses
from quizzes.models import Attempt


class Command(BaseCommand):
    help = "Set the response of each question of each attempt anew, from the log."

    def handle(self, **_given):
        attempts = Attempt.objects.order_by("pk")
        changed = sum(rebuild_responses(attempt=each) for each in attempts.iterator())
        self.stdout.write(f"Responses set anew: {changed}.")
