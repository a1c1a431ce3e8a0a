"""The blocks of a lesson that mean something only inside a course."""

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import FILES, PAGE_BLOCKS, TEXTS, KeyBlock, NameBlock, TextBlock
from courses.enums import CalculatorKind, CanvasSection

PRACTICE = _("Practice")
HOW_TO_QUOTE = format_lazy(
    '{help} <a href="{url}" target="_blank">{link}</a>',
    help=_(
        "A figure that changes is not typed: write {value:short-name} in its place, as "
        "in {value:mci}. The short names are in the list, in a new window:"
    ),
    url=reverse_lazy("wagtailsnippets_courses_referencevalue:list"),
    link=_("Figures that change"),
)


class LessonTextBlock(TextBlock):
    """A text that may quote figures; its help says how and where to find them."""

    def __init__(self, **kwargs):
        super().__init__(**{"help_text": HOW_TO_QUOTE, **kwargs})


class ChecklistItemBlock(blocks.StructBlock):
    ref = NameBlock(max_length=40)
    text = blocks.CharBlock(label=_("What was done, in the first person"))

    class Meta:
        icon = "tick"
        label = _("Item")
        label_format = "{text}"
        form_layout = blocks.BlockGroup(children=["text"], settings=["ref"])


class ChecklistBlock(blocks.StructBlock):
    items = blocks.ListBlock(ChecklistItemBlock(), label=_("Items"), min_num=1)

    class Meta:
        icon = "tick"
        group = PRACTICE
        label = _("Checklist")
        description = _("Small things to do now; only the learner sees the ticks.")
        template = "blocks/checklist.html"
        preview_value = {
            "items": [
                {"ref": "bank", "text": "Банктің нөмірін жазып алдым"},
                {"ref": "family", "text": "Үйдегілерге айттым"},
            ]
        }


class FigureBlock(blocks.StructBlock):
    """A drawing of our own whose words are live text in the page's language."""

    drawing = KeyBlock(label=_("Drawing"), max_length=60)
    lines = blocks.ListBlock(blocks.CharBlock(), label=_("Words in the drawing"))
    alt = blocks.TextBlock(label=_("Alternative text"), rows=2)
    caption = blocks.CharBlock(label=_("Caption"))
    brief = blocks.TextBlock(label=_("What it shows, for the artist"), rows=2)

    class Meta:
        icon = "image"
        group = FILES
        label = _("Drawing")
        description = _(
            "One of the product's own line drawings, words in three languages."
        )
        template = "blocks/figure.html"
        preview_value = {
            "drawing": "two-factor",
            "lines": ["Құпиясөз", "Код", "Кірдіңіз"],
            "alt": "Құпиясөз, код, кіру",
            "caption": "Екі кілт",
            "brief": "",
        }


class CheckChoiceBlock(blocks.StructBlock):
    ref = NameBlock(max_length=40)
    text = blocks.CharBlock(label=_("Choice"))
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(
        label=_("Why"), rows=2, help_text=_("Told to whoever chooses this.")
    )

    class Meta:
        icon = "tick"
        label = _("Choice")
        label_format = "{text}"
        form_layout = blocks.BlockGroup(
            children=["text", "is_correct", "feedback"], settings=["ref"]
        )


NO_CHOICE = {"ref": "", "text": "", "is_correct": False, "feedback": ""}


class CheckQuestionBlock(blocks.StructBlock):
    """ "Check yourself": ungraded; what is right is told only after an answer."""

    ref = NameBlock(max_length=40)
    prompt = blocks.TextBlock(label=_("Question"), rows=2)
    choices = blocks.ListBlock(
        CheckChoiceBlock(),
        label=_("Choices"),
        default=[NO_CHOICE, NO_CHOICE],
        min_num=2,
        max_num=8,
    )

    class Meta:
        icon = "help"
        group = PRACTICE
        form_layout = blocks.BlockGroup(
            children=["prompt", "choices"], settings=["ref"]
        )
        label = _("Check yourself")
        description = _("One ungraded question with an answer to every choice.")
        template = "blocks/check_question.html"
        preview_value = {
            "prompt": "Банк SMS-кодты сұрай ма?",
            "choices": [
                {"text": "Жоқ, ешқашан", "is_correct": True, "feedback": ""},
                {"text": "Иә, кейде", "is_correct": False, "feedback": ""},
            ],
        }

    def clean(self, value):
        cleaned = super().clean(value)
        right = [choice for choice in cleaned["choices"] if choice["is_correct"]]
        if not right or len(right) == len(cleaned["choices"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[
                    ValidationError(_("Mark at least one right and one wrong choice."))
                ]
            )
        return cleaned

    def get_searchable_content(self, value):
        return []


class TermBlock(blocks.StructBlock):
    term = SnippetChooserBlock("courses.GlossaryTerm", label=_("Glossary term"))

    class Meta:
        icon = "openquote"
        group = TEXTS
        label = _("Glossary term")
        description = _("A word and its meaning, from the glossary.")
        template = "blocks/term.html"
        preview_value = {
            "term": {
                "term": "Фишинг",
                "definition": "Құпиясөзді алдап білу үшін жіберілген жалған хат.",
            }
        }


class CalculatorBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label=_("Calculator"), choices=CalculatorKind.choices)

    class Meta:
        icon = "calculator"
        group = PRACTICE
        label = _("Calculator")
        label_format = "{kind}"
        description = _("The reader's own figures in, the result at once; none kept.")
        template = "blocks/calculator.html"
        preview_value = {"kind": CalculatorKind.BUDGET}


class CanvasBlock(blocks.StructBlock):
    section = blocks.ChoiceBlock(label=_("Step"), choices=CanvasSection.choices)

    class Meta:
        icon = "form"
        group = PRACTICE
        label = _("Project canvas")
        label_format = "{section}"
        description = _("Leads to a step of the reader's own project canvas.")
        template = "blocks/canvas.html"
        preview_value = {"section": CanvasSection.PROBLEM}


class SourceBlock(blocks.StructBlock):
    ref = NameBlock(max_length=60)
    publisher = blocks.CharBlock(label=_("Publisher"))
    date = KeyBlock(label=_("Date"), max_length=20, help_text=_("Like 2026-02-05."))
    url = blocks.URLBlock(label=_("Address"), required=False)
    supports = blocks.TextBlock(label=_("What it supports"), rows=2)

    class Meta:
        icon = "link"
        label = _("Source")
        label_format = "{publisher}"
        form_layout = blocks.BlockGroup(
            children=["publisher", "date", "url", "supports"], settings=["ref"]
        )


class SourcesBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(SourceBlock(), **kwargs)

    class Meta:
        icon = "link"
        label = _("Sources")
        description = _("Where the facts come from, and on what day they were read.")


LESSON_BLOCKS = [
    *(
        (name, LessonTextBlock() if name == "text" else block)
        for name, block in PAGE_BLOCKS
    ),
    ("figure", FigureBlock()),
    ("checklist", ChecklistBlock()),
    ("question", CheckQuestionBlock()),
    ("term", TermBlock()),
    ("calculator", CalculatorBlock()),
    ("canvas", CanvasBlock()),
]
