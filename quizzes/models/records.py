"""Facts about what learners gave: attempts, their items, and the log of responses."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.enums import AttemptState, ClosedBy, Outcome, ResponseSource


class AttemptQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def counted(self):
        """Real ones: trials by editors are left out everywhere."""
        return self.filter(is_trial=False)

    def graded(self):
        return self.filter(state=AttemptState.GRADED)


class Attempt(models.Model):
    """One sitting of one person at one quiz, on the server from the first second."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="attempts",
    )
    quiz_key = models.UUIDField(_("quiz"))
    enrolment = models.ForeignKey(
        "courses.Enrolment",
        verbose_name=_("enrolment"),
        null=True,
        on_delete=models.PROTECT,
        related_name="attempts",
        help_text=_("Empty for a trial by an editor."),
    )
    number = models.PositiveIntegerField(_("number"))
    is_trial = models.BooleanField(_("trial"), default=False)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=AttemptState,
        default=AttemptState.IN_PROGRESS,
    )
    language = models.CharField(_("language"), max_length=5)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark, per cent"))
    question_count = models.PositiveSmallIntegerField(_("number of questions"))
    started_at = models.DateTimeField(_("started at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    closed_by = models.CharField(
        _("closed by"), max_length=8, choices=ClosedBy, blank=True
    )
    score = models.DecimalField(
        _("score"), max_digits=9, decimal_places=4, null=True, blank=True
    )
    max_score = models.DecimalField(_("max score"), max_digits=9, decimal_places=4)
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "quiz_key", "number", "is_trial"],
                name="one_number_per_attempt",
            ),
            models.UniqueConstraint(
                fields=["person", "quiz_key"],
                condition=Q(state=AttemptState.IN_PROGRESS, is_trial=False),
                name="one_attempt_in_progress_per_quiz",
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.IN_PROGRESS, submitted_at=None)
                | (~Q(state=AttemptState.IN_PROGRESS) & Q(submitted_at__isnull=False)),
                name="closed_attempt_has_a_date",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=AttemptState.GRADED, score__isnull=False)
                    & ~Q(outcome="")
                    & Q(score__gte=0, score__lte=F("max_score"))
                )
                | (~Q(state=AttemptState.GRADED) & Q(score=None, outcome="")),
                name="graded_attempt_has_a_result",
            ),
            models.CheckConstraint(
                condition=Q(is_trial=True) | Q(enrolment__isnull=False),
                name="counted_attempt_has_an_enrolment",
            ),
        ]
        indexes = [
            models.Index(fields=["quiz_key", "state"], name="attempt_by_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}"

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.IN_PROGRESS

    @property
    def is_passed(self) -> bool:
        return self.outcome == Outcome.PASSED

    @property
    def percent(self) -> int:
        """Whole per cent of the max score, rounded down."""
        if self.score is None or not self.max_score:
            return 0
        return int(100 * self.score / self.max_score)


class AttemptItem(models.Model):
    """One question of an attempt: the order drawn, and the response that counts.

    `response`, `revision` and `given_at` repeat the latest row of the log; they can
    be rebuilt from it (`actions.rebuild_responses`).
    """

    attempt = models.ForeignKey(
        Attempt,
        verbose_name=_("attempt"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    slot = models.PositiveSmallIntegerField(_("slot"))
    question = models.ForeignKey(
        "quizzes.QuestionVersion",
        verbose_name=_("question"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    layout = models.JSONField(_("layout"))
    max_score = models.DecimalField(_("max score"), max_digits=6, decimal_places=2)
    response = models.JSONField(_("response"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True)
    is_flagged = models.BooleanField(_("to look at later"), default=False)
    score = models.DecimalField(
        _("score"), max_digits=9, decimal_places=4, null=True, blank=True
    )

    class Meta:
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "slot"], name="one_item_per_slot"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=F("max_score")),
                name="item_score_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.slot}"


class Response(models.Model):
    """One saved response. Rows are only added; the highest revision counts."""

    item = models.ForeignKey(
        AttemptItem,
        verbose_name=_("question of an attempt"),
        on_delete=models.PROTECT,
        related_name="responses",
    )
    revision = models.PositiveIntegerField(_("revision"))
    value = models.JSONField(_("value"))
    given_at = models.DateTimeField(_("given at"))
    language = models.CharField(_("language"), max_length=5)
    source = models.CharField(_("source"), max_length=6, choices=ResponseSource)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "revision"], name="one_response_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} r{self.revision}"
