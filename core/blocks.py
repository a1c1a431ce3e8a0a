"""StreamField blocks that any kind of page may use."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE = ["bold", "italic", "link"]
TEXT = [*INLINE, "ul"]


class KeyBlock(blocks.CharBlock):
    """A short stable identifier: the same in every language, never translated."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value

    def get_searchable_content(self, value):
        return []


class NameBlock(KeyBlock):
    """A short identifier that names itself when the editor leaves it empty."""

    def __init__(self, **kwargs):
        named = {
            "label": _("Short name"),
            "required": False,
            "help_text": _("May stay empty: a name is given to it."),
        }
        super().__init__(**{**named, **kwargs})

    def clean(self, value):
        return super().clean(value) or secrets.token_hex(4)


TEXTS = _("Text")
FILES = _("Pictures and files")


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        group = TEXTS
        label = _("Heading")
        description = _("Opens a new part; the parts make the contents list.")
        template = "blocks/heading.html"
        preview_value = "Төрт қадам"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=TEXT, **kwargs)

    class Meta:
        icon = "pilcrow"
        group = TEXTS
        label = _("Text")
        description = _("Paragraphs and plain lists. Keep to one idea a paragraph.")
        template = "blocks/text.html"
        preview_value = "<p>Қадам сайын алға.</p>"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do, verb first"), max_length=120)
    text = blocks.RichTextBlock(label=_("How"), features=INLINE, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(StepBlock(), min_num=2, max_num=7, **kwargs)

    class Meta:
        icon = "list-ol"
        group = TEXTS
        label = _("Steps")
        description = _("Three to five numbered steps that fit one screen.")
        template = "blocks/steps.html"
        preview_value = [
            {"title": "Тоқтаңыз", "text": "<p>Асықпаңыз.</p>"},
            {"title": "Тексеріңіз", "text": "<p>Банкке өзіңіз хабарласыңыз.</p>"},
        ]


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("remember", _("Remember")),
            ("care", _("Beware")),
            ("example", _("Example")),
            ("law", _("Law")),
        ],
        default="remember",
    )
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT)
    valid_on = blocks.DateBlock(
        label=_("Read on"),
        required=False,
        help_text=_("For a law: the day on which its text was read."),
    )

    class Meta:
        icon = "info-circle"
        group = TEXTS
        label = _("Callout")
        description = _("Remember, beware, example or law. One or two in a lesson.")
        template = "blocks/callout.html"
        preview_value = {"kind": "care", "text": "<p>Кодты ешкімге айтпаңыз.</p>"}

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["kind"] == "law" and not cleaned["valid_on"]:
            raise blocks.StructBlockValidationError(
                {
                    "valid_on": ValidationError(
                        _("Enter the day on which the law was read.")
                    )
                }
            )
        return cleaned


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        help_text=_("Say what the picture tells; repeat every word in it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(label=_("Author and licence"), required=False)

    class Meta:
        icon = "image"
        group = FILES
        label = _("Picture")
        description = _("A picture with the text that stands for it.")
        template = "blocks/picture.html"
        preview_template = "wagtailcore/shared/picture_preview.html"


class VideoBlock(blocks.StructBlock):
    video = DocumentChooserBlock(
        label=_("Video file"), help_text=_("MP4; its size is shown before playing.")
    )
    title = blocks.CharBlock(label=_("Title"))
    captions = DocumentChooserBlock(label=_("Captions, VTT"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=TEXT, help_text=_("Every word that is said.")
    )

    class Meta:
        icon = "media"
        group = FILES
        label = _("Video")
        description = _("A video of our own with its whole transcript.")
        template = "blocks/video.html"
        preview_value = {
            "video": {"file_size": 8_400_000},
            "title": "Құпиясөзді қалай ойлап табамыз",
            "transcript": "<p>Сәлеметсіз бе! Үш сөз таңдаңыз.</p>",
        }


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"))

    class Meta:
        icon = "doc-full"
        group = FILES
        label = _("Document")
        description = _("A file to download, with its size.")
        template = "blocks/download.html"
        preview_value = {
            "document": {"file_extension": "pdf", "file_size": 120_000},
            "title": "Өтініштің үлгісі",
        }


class TableBlock(blocks.StructBlock):
    """A table of at most three columns; the first row holds the headings."""

    caption = blocks.CharBlock(label=_("Caption"), required=False)
    rows = blocks.ListBlock(
        blocks.ListBlock(
            blocks.RichTextBlock(features=INLINE), label=_("Row"), min_num=2, max_num=3
        ),
        label=_("Rows"),
        min_num=2,
    )

    class Meta:
        icon = "table"
        group = TEXTS
        label = _("Table")
        description = _("Two or three columns; the first row holds the headings.")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Кімге хабарласу керек",
            "rows": [["Жағдай", "Нөмір"], ["Қаржы алаяқтығы", "102"]],
        }


PAGE_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("steps", StepsBlock()),
    ("callout", CalloutBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("download", DownloadBlock()),
    ("table", TableBlock()),
]
