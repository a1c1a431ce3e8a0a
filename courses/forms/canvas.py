"""The forms of a project canvas: a draft takes anything that is not too long."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.alphabet import sort_key
from courses import canvas, phrases
from courses.enums import Level, Payer
from courses.forms.calculators import MoneyField
from courses.models import ProjectCanvas
from regions.models import Region

CHOICES = {"level": Level.choices, "payer": Payer.choices}
SHORT = 300
TOO_LONG = _("%(show_value)d characters are too many: at most %(limit_value)d fit.")


def small_number(text: str) -> int | None:
    """Return a number that the page itself has written, else nothing."""
    is_plain = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_plain else None


class DraftField(forms.CharField):
    """A text that a draft may leave empty; what is needed is told, not asked for."""

    def __init__(self, **kwargs):
        super().__init__(error_messages={"max_length": TOO_LONG}, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\0", "")

    def validate(self, value):
        """Nothing is required of a draft."""


class DraftNumberField(DraftField):
    """A whole number as people write it; what cannot be read stays as it was typed."""

    def __init__(self, *, highest: int, least: int, **kwargs):
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.number = MoneyField(least=least)
        self.highest = highest

    def clean(self, value):
        typed = super().clean(value)
        try:
            number = self.number.clean(typed) if typed else ""
        except ValidationError:
            return typed
        return typed if typed and number > self.highest else number


class DraftChoiceField(forms.ChoiceField):
    """One of a few words or none; what is not among them counts as none."""

    def __init__(self, *, choices, **kwargs):
        super().__init__(choices=[("", _("Not chosen")), *choices], **kwargs)

    def clean(self, value):
        return value if self.valid_value(value) else ""


def _field_for(entry: canvas.Entry) -> forms.Field:
    label, hint = phrases.CANVAS_ENTRIES[entry.name]
    words = {"label": label, "help_text": hint, "required": entry.is_needed}
    if entry.kind in CHOICES:
        return DraftChoiceField(choices=CHOICES[entry.kind], **words)
    if entry.kind in canvas.NUMBERS:
        least = 0 if entry.kind == "money" else 1
        return DraftNumberField(
            highest=canvas.NUMBERS[entry.kind], least=least, **words
        )
    rows = 2 if entry.most <= SHORT else 4
    widget = forms.Textarea(attrs={"rows": rows}) if entry.kind == "text" else None
    return DraftField(max_length=entry.most, widget=widget, **words)


class EntriesForm(forms.Form):
    """Some entries of a canvas: those of a section, or of one row of a table."""

    use_required_attribute = False

    def __init__(self, *args, entries, language, **kwargs):
        super().__init__(*args, **kwargs)
        for entry in entries:
            field = _field_for(entry)
            field.widget.attrs["lang"] = language
            self.fields[entry.name] = field

    def values(self) -> dict:
        """Return what was written, without what stayed empty."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value not in ("", None)
        }


@dataclass(frozen=True)
class TableForm:
    """The rows of one table of a section, some of them still empty."""

    table: canvas.Table
    rows: list[EntriesForm]

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def title(self) -> str:
        return phrases.CANVAS_TABLES[self.name][0]

    @property
    def row_title(self) -> str:
        return phrases.CANVAS_TABLES[self.name][1]

    @property
    def hint(self) -> str:
        return phrases.CANVAS_TABLES[self.name][2]

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= canvas.MOST_ROWS

    def values(self) -> list[dict]:
        return [values for row in self.rows if (values := row.values())]


class SectionForm:
    """A section of a canvas as it is filled in: its entries and its tables.

    Bound with `data` as a form is sent; else it shows `values`, each table with at
    least as many rows as `least_rows` says.
    """

    def __init__(
        self,
        section: canvas.Section,
        *,
        language: str,
        values: Mapping | None = None,
        data: Mapping | None = None,
        least_rows: Mapping[str, int] | None = None,
    ):
        self.section, self.data, self.language = section, data, language
        self.values_shown = values or {}
        self.head = self._form(section.entries, self.values_shown)
        self.tables = {
            table.name: TableForm(table, self._rows(table, least_rows or {}))
            for table in section.tables
        }

    def _form(self, entries, initial, prefix=None) -> EntriesForm:
        return EntriesForm(
            self.data,
            entries=entries,
            language=self.language,
            initial=initial,
            prefix=prefix,
        )

    def _rows(self, table: canvas.Table, least_rows: Mapping) -> list[EntriesForm]:
        stored = canvas.rows_of(self.values_shown, table.name)
        if self.data is not None:
            count = self._sent_count(table.name)
        else:
            shown = max(len(stored), table.least, least_rows.get(table.name, 0))
            count = min(shown, canvas.MOST_ROWS)
        rows = stored[:count] + [{}] * (count - len(stored))
        return [
            self._form(table.entries, row, f"{table.name}-{at}")
            for at, row in enumerate(rows)
        ]

    def _sent_count(self, name: str) -> int:
        count = small_number(str(self.data.get(f"{name}-rows", "")))
        return min(count or 0, canvas.MOST_ROWS)

    @property
    def parts(self) -> list[dict]:
        """What the page shows, in order: a field or a table."""
        return [
            {"table": self.tables[part.name]}
            if isinstance(part, canvas.Table)
            else {"field": self.head[part.name]}
            for part in self.section.parts
        ]

    @property
    def all_forms(self) -> list[EntriesForm]:
        rows = [row for table in self.tables.values() for row in table.rows]
        return [self.head, *rows]

    def is_valid(self) -> bool:
        return not self.errors

    def drop_row(self, named: str) -> None:
        """Leave out one row, named like "causes:2"; what is not there is left alone."""
        name, _colon, at = named.partition(":")
        table, place = self.tables.get(name), small_number(at)
        if table and place is not None and place < len(table.rows):
            del table.rows[place]

    def values(self) -> dict:
        """Return what is to be kept; rows without a word are left out."""
        tables = {name: table.values() for name, table in self.tables.items()}
        return self.head.values() | {
            name: rows for name, rows in tables.items() if rows
        }

    def typed(self) -> dict[str, str]:
        """Return the fields that were sent, each cut to the length it may have."""
        counts = {f"{name}-rows": str(len(t.rows)) for name, t in self.tables.items()}
        fields = {
            field.html_name: str(field.data or "")[
                : getattr(field.field, "max_length", 9)
            ]
            for form in self.all_forms
            for field in form
        }
        return counts | {name: value for name, value in fields.items() if value}

    # What the summary of errors reads of any form

    @property
    def errors(self) -> dict:
        return {name: e for form in self.all_forms for name, e in form.errors.items()}

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in self.all_forms:
            yield from form


class CanvasForm(forms.ModelForm):
    """What a canvas is called, where it plays and in which language it is written."""

    region = forms.TypedChoiceField(label=_("Region"), required=False)

    class Meta:
        model = ProjectCanvas
        fields = ("title", "region", "language")
        error_messages = {
            "title": {
                "required": _("Give the project a name."),
                "max_length": TOO_LONG,
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Name of the project")
        self.fields["title"].help_text = _("You can change it at any time.")
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language do you write?"),
            choices=phrases.language_choices(),
        )
        self._offer_regions()

    def _offer_regions(self) -> None:
        """Offer the regions of today, and the one chosen before; ours come first."""
        chosen = Region.objects.filter(pk=self.instance.region_id)
        self._regions = {str(one.pk): one for one in Region.objects.today() | chosen}
        in_order = sorted(
            self._regions.values(),
            key=lambda one: (not one.is_project_territory, sort_key(one.short_name)),
        )
        self.fields["region"].choices = [
            ("", _("Not chosen")),
            *((str(one.pk), one.name) for one in in_order),
        ]

    def clean_region(self) -> Region | None:
        return self._regions.get(self.cleaned_data["region"])
