"""The words for states that records of learning may have."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class EnrolmentStatus(TextChoices):
    # With a context: Wagtail calls an account that is not closed "Active" as well
    ACTIVE = "active", pgettext_lazy("enrolment", "Active")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Evidence(TextChoices):
    """What a completion rests on: a quiz says more than the learner's own word."""

    READ = "read", _("Finished by the learner")
    READ_AS_GUEST = "guest", _("Read before signing up")
    QUIZ = "quiz", _("Quiz passed")
    SEMINAR = "seminar", _("Seminar attended")
    STAFF = "staff", _("Recorded by staff")


class Audience(TextChoices):
    RESIDENT = "resident", _("Residents")
    OFFICIAL = "official", _("Officials")


class ValueUnit(TextChoices):
    """What a figure that changes is counted in."""

    TENGE = "tenge", _("tenge")
    PERCENT = "percent", _("per cent")
    NUMBER = "number", _("a number without a unit")


class CalculatorKind(TextChoices):
    """The calculators that a lesson may hold."""

    BUDGET = "budget", _("Family budget")
    LOAN = "loan", _("Cost of a loan")
    INSTALMENTS = "instalments", _("Buying by instalments")
    DEPOSIT = "deposit", _("Deposit")
    VILLAGE = "village", _("Shares of a village budget")
