"""Questions as they are asked: versions that never change, and their texts.

Why rows beside the blocks on the page: an attempt must keep the question, the key and
the score it was started with, whatever editors do later. Publishing the page in its
source language makes a version when the definition or the source text has changed;
nothing else ever does. Texts are kept by the digest of the source texts they belong
to, so an old translation is never shown as that of a newer question, while a version
that differs in its key alone keeps all its translations.
"""

import hashlib
import json
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from polymorphic.managers import PolymorphicManager
from polymorphic.models import PolymorphicModel
from polymorphic.query import PolymorphicQuerySet

from quizzes import grading
from quizzes.exceptions import QuestionIsImmutable


def _plain(value) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def digest_of(data) -> str:
    """Return a digest of plain data; equal numbers written differently are equal."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


class QuestionVersionQuerySet(PolymorphicQuerySet):
    """Versions may be put in or out of a quiz; nothing else of them ever changes."""

    MAY_CHANGE = frozenset({"is_current", "position"})

    def update(self, **values):
        if not self.MAY_CHANGE.issuperset(values):
            raise QuestionIsImmutable(sorted(values))
        return super().update(**values)

    def delete(self):
        raise QuestionIsImmutable("delete")

    def current(self, quiz_key):
        return self.filter(quiz_key=quiz_key, is_current=True).order_by("position")


class QuestionVersion(PolymorphicModel):
    """One question as it stood when it was published; kinds add their key."""

    quiz_key = models.UUIDField(_("quiz"))
    block_id = models.UUIDField(_("block"))
    number = models.PositiveIntegerField(_("version"))
    is_current = models.BooleanField(_("current"), default=True)
    position = models.PositiveSmallIntegerField(_("position"))
    max_score = models.DecimalField(_("max score"), max_digits=6, decimal_places=2)
    section = models.PositiveSmallIntegerField(_("part to read again"), null=True)
    read_again_key = models.UUIDField(_("lesson to read again"), null=True)
    source_language = models.CharField(_("source language"), max_length=5)
    source_digest = models.CharField(_("digest of the source texts"), max_length=64)
    definition_digest = models.CharField(_("digest of the definition"), max_length=64)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    kind = ""
    objects = PolymorphicManager.from_queryset(QuestionVersionQuerySet)()

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["quiz_key", "block_id", "number"],
                name="one_number_per_question",
            ),
            models.UniqueConstraint(
                fields=["quiz_key", "block_id"],
                condition=Q(is_current=True),
                name="one_current_version_per_question",
            ),
            models.UniqueConstraint(
                fields=["quiz_key", "block_id", "definition_digest", "source_digest"],
                name="one_version_per_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_key} {self.block_id} v{self.number}"

    def key(self):
        """Return the answer key as a plain value of `quizzes.grading`."""
        raise NotImplementedError

    def choice_ids(self) -> list[str]:
        """Return what is drawn in a mixed order for each attempt; may be empty."""
        return []

    @staticmethod
    def fields_of(key) -> dict:
        """Return the columns that keep this key."""
        raise NotImplementedError


class SingleChoiceQuestion(QuestionVersion):
    right_choice = models.CharField(_("right choice"), max_length=40)
    wrong_choices = models.JSONField(_("wrong choices"))

    kind = "single_choice"

    class Meta:
        verbose_name = _("question with one right choice")

    def key(self):
        return grading.SingleChoiceKey(self.right_choice, tuple(self.wrong_choices))

    def choice_ids(self):
        return sorted([self.right_choice, *self.wrong_choices])

    @staticmethod
    def fields_of(key):
        return {"right_choice": key.right, "wrong_choices": sorted(key.wrong)}


class MultipleChoiceQuestion(QuestionVersion):
    right_choices = models.JSONField(_("right choices"))
    wrong_choices = models.JSONField(_("wrong choices"))

    kind = "multiple_choice"

    class Meta:
        verbose_name = _("question with several right choices")

    def key(self):
        return grading.MultipleChoiceKey(
            frozenset(self.right_choices), frozenset(self.wrong_choices)
        )

    def choice_ids(self):
        return sorted([*self.right_choices, *self.wrong_choices])

    @staticmethod
    def fields_of(key):
        return {"right_choices": sorted(key.right), "wrong_choices": sorted(key.wrong)}


class TrueFalseQuestion(QuestionVersion):
    answer = models.BooleanField(_("answer"))

    kind = "true_false"

    class Meta:
        verbose_name = _("true or false question")

    def key(self):
        return grading.TrueFalseKey(self.answer)

    def choice_ids(self):
        return ["true", "false"]

    @staticmethod
    def fields_of(key):
        return {"answer": key.answer}


class NumericQuestion(QuestionVersion):
    answer = models.DecimalField(_("answer"), max_digits=20, decimal_places=6)
    tolerance = models.DecimalField(_("tolerance"), max_digits=20, decimal_places=6)
    near_misses = models.JSONField(_("near misses"), default=list)

    kind = "numeric"

    class Meta:
        verbose_name = _("question for a number")

    def key(self):
        return grading.NumericKey(
            self.answer,
            self.tolerance,
            tuple(
                grading.NearMiss(ref, Decimal(value), Decimal(tolerance))
                for ref, value, tolerance in self.near_misses
            ),
        )

    @staticmethod
    def fields_of(key):
        return {
            "answer": key.answer,
            "tolerance": key.tolerance,
            "near_misses": [
                [miss.ref, _plain(miss.value), _plain(miss.tolerance)]
                for miss in key.near_misses
            ],
        }


class OrderingQuestion(QuestionVersion):
    order = models.JSONField(_("right order"))

    kind = "ordering"

    class Meta:
        verbose_name = _("question for an order")

    def key(self):
        return grading.OrderingKey(tuple(self.order))

    def choice_ids(self):
        return sorted(self.order)

    @staticmethod
    def fields_of(key):
        return {"order": list(key.order)}


QUESTION_MODELS = {
    model.kind: model
    for model in (
        SingleChoiceQuestion,
        MultipleChoiceQuestion,
        TrueFalseQuestion,
        NumericQuestion,
        OrderingQuestion,
    )
}
CHILD_NAMES = {kind: model._meta.model_name for kind, model in QUESTION_MODELS.items()}


class QuestionText(models.Model):
    """The words of a question in one language; feedback apart from what is shown.

    `source_digest` says of which source texts they are the translation (or which
    they are).
    """

    quiz_key = models.UUIDField(_("quiz"))
    block_id = models.UUIDField(_("block"))
    source_digest = models.CharField(_("digest of the source texts"), max_length=64)
    language = models.CharField(_("language"), max_length=5)
    texts = models.JSONField(_("texts"))
    feedback = models.JSONField(_("feedback"))

    class Meta:
        verbose_name = _("text of a question")
        verbose_name_plural = _("texts of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["quiz_key", "block_id", "source_digest", "language"],
                name="one_text_per_question_and_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.block_id} ({self.language})"
