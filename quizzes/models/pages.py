"""The quiz as a page: its rules and the blocks in which questions are written."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField

from core.models import ViewedPage
from core.search import SEARCH_FIELDS
from courses.models import UnitPage
from quizzes import grading
from quizzes.blocks import QUESTION_BLOCKS


def _percent(share) -> int | None:
    return None if share is None else round(100 * share)


def guess_rows(questions) -> list[dict]:
    """Return what guessing earns at each question, for its author, in per cent.

    A question that is not finished yet has no figures.
    """
    rows = []
    for child in questions:
        row = {"prompt": child.value["prompt"], "kind": child.block.label}
        try:
            child.block.refuse_bad(child.value)
            guess = grading.guess(child.block.key_of(child.value))
        except (ArithmeticError, LookupError, TypeError, ValidationError):
            guess = None
        if guess:
            row["nothing"] = _percent(guess.nothing)
            row["everything"] = _percent(guess.everything)
            row["random"] = _percent(guess.random)
        rows.append(row)
    return rows


class GuessPanel(Panel):
    """Tells the author what each saved question gives away to guessing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/admin/guess_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return {**context, "rows": guess_rows(self.instance.questions)}


class QuizPage(UnitPage):
    """A unit that is completed by passing; publishing makes its question rows.

    `questions` holds the answer keys. It is in no search index and no template
    renders it; learners are shown rows (see `quizzes.models.questions`).
    """

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Two or three plain sentences.")
    )
    questions = StreamField(QUESTION_BLOCKS, verbose_name=_("questions"))
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    attempt_limit = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as the learner likes. The best result counts."),
    )

    plain_texts = (*UnitPage.plain_texts, "introduction", "questions")
    """A question is frozen, a figure that changes is not: it quotes none."""
    parent_page_types = ["courses.CoursePage", "courses.ModulePage"]
    subpage_types = []
    served_by = "quizzes.views.show_quiz"
    marks_untranslated_parts = True
    page_description = _("Questions with a pass mark; passing completes this unit.")
    icon = "help"
    content_panels = [
        *ViewedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel(
            "questions",
            help_text=_(
                "Press + and choose a kind of question. Only whoever may edit this "
                "quiz sees which responses are right."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("pass_mark"),
                FieldPanel("attempt_limit"),
                FieldPanel("minutes"),
            ],
            _("Rules"),
        ),
        GuessPanel(heading=_("What guessing earns")),
        HelpPanel(
            _(
                "Publishing freezes each question as it stands. An attempt that was "
                "started earlier keeps the questions it was started with. Change "
                "questions only in the page of the language in which the quiz was "
                "first written; the other languages translate its texts."
            )
        ),
    ]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def search_text(self) -> str:
        return f"{self.summary} {self.introduction}"

    @transaction.atomic
    def publish(self, *args, **kwargs):
        """Publish as every page does, but the question rows stand or fall with it."""
        return super().publish(*args, **kwargs)
