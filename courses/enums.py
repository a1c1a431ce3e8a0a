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


class CanvasSection(TextChoices):
    """The steps of a project canvas, in the order in which they are taken."""

    PROBLEM = "problem", _("The problem")
    GOALS = "goals", _("Goals")
    PEOPLE = "people", _("People")
    PLAN = "plan", _("Plan")
    BUDGET = "budget", _("Budget")
    INDICATORS = "indicators", _("Indicators")


class Level(TextChoices):
    """How much influence or interest a stakeholder has."""

    HIGH = "high", _("High")
    LOW = "low", _("Low")


class Payer(TextChoices):
    """Out of which money a row of a project's budget is paid."""

    GRANT = "grant", _("Grant")
    OWN = "own", _("Own contribution")
