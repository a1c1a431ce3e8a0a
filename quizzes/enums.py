"""The words for states that attempts may have."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttemptState(TextChoices):
    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Submitted")
    GRADED = "graded", _("Graded")


class ClosedBy(TextChoices):
    LEARNER = "learner", _("The learner")
    TIMER = "timer", _("The timer")
    STAFF = "staff", _("Staff")


class Outcome(TextChoices):
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")


class ResponseSource(TextChoices):
    """How a response came: by the form, or by the script that saves by itself."""

    FORM = "form", _("Form")
    SCRIPT = "script", _("Saved by itself")
