"""Question blocks: what an editor fills in, and how it reads as key, texts, feedback.

The three are kept apart from here on. Learners' pages are given texts only; the key
and the feedback are read after an attempt is closed.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import KeyBlock
from quizzes import grading

SETTINGS = ["ref", "max_score", "outcome", "section", "read_again"]
NUMBER = {"max_digits": 20, "decimal_places": 6}
FEEDBACK_HELP = _("Shown after the attempt: why it is so. May stay empty.")


def _refuse(*sentences) -> None:
    raise blocks.StructBlockValidationError(
        non_block_errors=[ValidationError(sentence) for sentence in sentences]
    )


def _text(label, **kwargs) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, rows=2, **kwargs)


def _feedback(label) -> blocks.TextBlock:
    return _text(label, required=False, help_text=FEEDBACK_HELP)


def _has_twins(texts) -> bool:
    folded = [" ".join(text.split()).casefold() for text in texts]
    return len(set(folded)) < len(folded)


class LessonChooserBlock(blocks.PageChooserBlock):
    """A lesson to read again: the same in every language, so nothing to translate."""

    def __init__(self, **kwargs):
        super().__init__(**{"page_type": "courses.LessonPage", **kwargs})

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class QuestionBlock(blocks.StructBlock):
    """What all questions have. A block's own part: `key_of`, texts and feedback."""

    prompt = _text(_("Question"))
    ref = KeyBlock(
        label=_("Short name"),
        max_length=60,
        required=False,
        help_text=_("Names the question in content files; may stay empty."),
    )
    max_score = blocks.DecimalBlock(
        label=_("Score for a right response"),
        default=Decimal(1),
        min_value=Decimal("0.25"),
        max_value=Decimal(100),
        max_digits=6,
        decimal_places=2,
    )
    outcome = blocks.IntegerBlock(
        label=_("Outcome of the lesson that it checks"),
        required=False,
        min_value=1,
        max_value=20,
        help_text=_("Its number in the lesson's list. May stay empty."),
    )
    section = blocks.IntegerBlock(
        label=_("Part of the lesson to read again"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("The number of its heading: 1 is the first. May stay empty."),
    )
    read_again = LessonChooserBlock(
        label=_("Lesson to read again"),
        required=False,
        help_text=_("When empty, it is the lesson right before this quiz."),
    )

    class Meta:
        icon = "help"
        template = "blocks/quiz_question.html"
        label_format = "{prompt}"

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            self.refuse_bad(cleaned)
        return cleaned

    def refuse_bad(self, value) -> None:
        """Raise a validation error when the parts do not make a question."""

    def get_searchable_content(self, value):
        return []

    def key_of(self, value):
        """Return the answer key as a plain value of `quizzes.grading`."""
        raise NotImplementedError

    def texts_of(self, value) -> dict:
        """Return what learners read while answering; nothing of the key."""
        return {"prompt": value["prompt"]}

    def feedback_of(self, value) -> dict:
        """Return what learners read after the attempt, by the remark that calls it."""
        return {
            "right": value["feedback_correct"],
            "other": value["feedback_other"],
        }


class QuestionChoiceBlock(blocks.StructBlock):
    text = _text(_("Choice"))
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = _feedback(_("Why"))
    ref = KeyBlock(label=_("Short name"), max_length=60, required=False)

    class Meta:
        icon = "tick"
        label = _("Choice")
        label_format = "{text}"
        form_layout = blocks.BlockGroup(
            children=["text", "is_correct", "feedback"], settings=["ref"]
        )


NO_CHOICE = {"text": "", "is_correct": False, "feedback": "", "ref": ""}


class ChoiceQuestionBlock(QuestionBlock):
    choices = blocks.ListBlock(
        QuestionChoiceBlock(),
        label=_("Choices"),
        default=[NO_CHOICE, NO_CHOICE],
        min_num=2,
        max_num=10,
    )

    class Meta:
        form_layout = blocks.BlockGroup(
            children=["prompt", "choices"], settings=SETTINGS
        )

    def ids_of(self, value) -> tuple[list[str], list[str]]:
        """Return the ids of right and of wrong choices, each in the editor's order."""
        right, wrong = [], []
        for choice in value["choices"].bound_blocks:
            (right if choice.value["is_correct"] else wrong).append(choice.id)
        return right, wrong

    def refuse_bad(self, value):
        if _has_twins(choice["text"] for choice in value["choices"]):
            _refuse(_("Two choices have the same text. Change or remove one."))

    def texts_of(self, value):
        choices = {
            choice.id: choice.value["text"] for choice in value["choices"].bound_blocks
        }
        return {**super().texts_of(value), "choices": choices}

    def feedback_of(self, value):
        return {
            choice.id: choice.value["feedback"]
            for choice in value["choices"].bound_blocks
        }


PREVIEW_ITEMS = [{"text": text} for text in ("Бір", "Екі", "Үш")]
CHOICES_PREVIEW = [
    {"text": "Телефонды қойып, банкке өзім хабарласамын", "is_correct": True},
    {"text": "Кодтың жартысын ғана айтамын", "is_correct": False},
]


class SingleChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "radio-full"
        label = _("One right choice")
        description = _("Two to ten choices, exactly one right. Shown in mixed order.")
        preview_value = {"prompt": "Не істейсіз?", "choices": CHOICES_PREVIEW}

    def refuse_bad(self, value):
        super().refuse_bad(value)
        right, _wrong = self.ids_of(value)
        if len(right) != 1:
            _refuse(_("Mark exactly one choice as right."))

    def key_of(self, value):
        right, wrong = self.ids_of(value)
        return grading.SingleChoiceKey(right[0], tuple(sorted(wrong)))


class MultipleChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "list-ul"
        label = _("Several right choices")
        description = _(
            "At least one right and one wrong choice. Right ones count up, wrong ones "
            "down; ticking nothing or everything earns nothing."
        )
        preview_value = {"prompt": "Қай сөздер?", "choices": CHOICES_PREVIEW}

    def refuse_bad(self, value):
        super().refuse_bad(value)
        right, wrong = self.ids_of(value)
        if not right or not wrong:
            _refuse(
                _("Mark at least one choice as right and leave at least one wrong.")
            )

    def key_of(self, value):
        right, wrong = self.ids_of(value)
        return grading.MultipleChoiceKey(frozenset(right), frozenset(wrong))


class TrueFalseBlock(QuestionBlock):
    answer = blocks.ChoiceBlock(
        label=_("The statement is"),
        choices=[("true", _("True")), ("false", _("False"))],
    )
    feedback_correct = _feedback(_("Feedback when right"))
    feedback_other = _feedback(_("Feedback when wrong"))

    class Meta:
        icon = "tick-inverse"
        label = _("True or false")
        description = _(
            "One statement. Half of all guesses are right: use it sparingly."
        )
        preview_value = {"prompt": "Банк SMS-кодты сұрайды.", "answer": "false"}
        form_layout = blocks.BlockGroup(
            children=["prompt", "answer", "feedback_correct", "feedback_other"],
            settings=SETTINGS,
        )

    def key_of(self, value):
        return grading.TrueFalseKey(value["answer"] == "true")


class NearMissBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=_("Wrong number"), **NUMBER)
    tolerance = blocks.DecimalBlock(
        label=_("Give or take"), default=Decimal(0), min_value=Decimal(0), **NUMBER
    )
    feedback = _text(_("Feedback"), help_text=FEEDBACK_HELP)
    ref = KeyBlock(label=_("Short name"), max_length=60, required=False)

    class Meta:
        icon = "warning"
        label = _("Near miss")
        form_layout = blocks.BlockGroup(
            children=["value", "tolerance", "feedback"], settings=["ref"]
        )


class NumericBlock(QuestionBlock):
    answer = blocks.DecimalBlock(label=_("Right number"), **NUMBER)
    tolerance = blocks.DecimalBlock(
        label=_("Give or take"),
        default=Decimal(0),
        min_value=Decimal(0),
        help_text=_("0 asks for the exact number; both ends count as right."),
        **NUMBER,
    )
    unit = blocks.CharBlock(
        label=_("Unit"), required=False, max_length=30, help_text=_("Like ₸ or %.")
    )
    feedback_correct = _feedback(_("Feedback when right"))
    feedback_other = _feedback(_("Feedback when wrong"))
    near_misses = blocks.ListBlock(
        NearMissBlock(),
        label=_("Near misses"),
        default=[],
        max_num=6,
        help_text=_("Wrong numbers that deserve an explanation of their own."),
    )

    class Meta:
        icon = "order"
        label = _("A number")
        description = _("A number with a tolerance; 3,14 and 3.14 and 3 140 are read.")
        preview_value = {"prompt": "Қанша теңге?", "answer": 13500, "unit": "₸"}
        form_layout = blocks.BlockGroup(
            children=[
                *("prompt", "answer", "tolerance", "unit"),
                *("feedback_correct", "feedback_other", "near_misses"),
            ],
            settings=SETTINGS,
        )

    def refuse_bad(self, value):
        for miss in value["near_misses"]:
            if abs(miss["value"] - value["answer"]) <= value["tolerance"]:
                _refuse(_("A near miss lies within the right numbers. Change it."))

    def key_of(self, value):
        return grading.NumericKey(
            value["answer"],
            value["tolerance"],
            tuple(
                grading.NearMiss(miss.id, miss.value["value"], miss.value["tolerance"])
                for miss in value["near_misses"].bound_blocks
            ),
        )

    def texts_of(self, value):
        return {**super().texts_of(value), "unit": value["unit"]}

    def feedback_of(self, value):
        misses = {
            miss.id: miss.value["feedback"]
            for miss in value["near_misses"].bound_blocks
        }
        return {**super().feedback_of(value), **misses}


class OrderingItemBlock(blocks.StructBlock):
    text = _text(_("Item"))
    ref = KeyBlock(label=_("Short name"), max_length=60, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Item")
        label_format = "{text}"
        form_layout = blocks.BlockGroup(children=["text"], settings=["ref"])


class OrderingBlock(QuestionBlock):
    items = blocks.ListBlock(
        OrderingItemBlock(),
        label=_("Items, in the right order"),
        min_num=3,
        max_num=8,
    )
    feedback_correct = _feedback(_("Feedback when right"))
    feedback_other = _feedback(_("Feedback when wrong"))

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        description = _("Three to eight items; each in its own place earns its share.")
        preview_value = {"prompt": "Ретімен қойыңыз", "items": PREVIEW_ITEMS}
        form_layout = blocks.BlockGroup(
            children=["prompt", "items", "feedback_correct", "feedback_other"],
            settings=SETTINGS,
        )

    def refuse_bad(self, value):
        if _has_twins(item["text"] for item in value["items"]):
            _refuse(_("Two items have the same text. Change or remove one."))

    def key_of(self, value):
        return grading.OrderingKey(
            tuple(item.id for item in value["items"].bound_blocks)
        )

    def texts_of(self, value):
        # Sorted by id, so that the right order is not in what learners are given.
        items = {item.id: item.value["text"] for item in value["items"].bound_blocks}
        return {**super().texts_of(value), "choices": dict(sorted(items.items()))}


QUESTION_BLOCKS = [
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("true_false", TrueFalseBlock()),
    ("numeric", NumericBlock()),
    ("ordering", OrderingBlock()),
]
