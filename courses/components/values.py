"""Figures that change, written out in the texts that quote them."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from courses.enums import ValueUnit
from courses.models import DatedValue, ReferenceValue
from courses.phrases import QUOTED_VALUE

NOTHING = "—"
"""What stands for a figure that has no value today."""


@dataclass(frozen=True)
class QuotedValue:
    """A figure that changes as a lesson quotes it on one day, in one language."""

    key: str
    name: str
    shown: str
    valid_from: datetime.date
    publisher: str
    url: str
    is_due: bool


def shown_number(number: Decimal, unit: str, language: str) -> str:
    """Return a number with its unit as a text in a language writes it: 4 325 ₸."""
    bare = number.normalize()
    places = max(0, -int(bare.as_tuple().exponent))
    whole, _point, rest = f"{abs(bare):.{places}f}".partition(".")
    groups = f"{int(whole):,}"
    if language != "en":
        groups = groups.replace(",", "\xa0")
    amount = groups + (f"{'.' if language == 'en' else ','}{rest}" if rest else "")
    english = {ValueUnit.TENGE: "\xa0tenge", ValueUnit.PERCENT: "%"}
    others = {ValueUnit.TENGE: "\xa0₸", ValueUnit.PERCENT: "\xa0%"}
    sign = "\u2212" if number < 0 else ""
    return sign + amount + (english if language == "en" else others).get(unit, "")


def shown_value(dated: DatedValue, unit: str, language: str) -> str:
    """Return a dated value as a text in a language writes it."""
    return shown_number(dated.value, unit, language)


def values_quoted(keys: set[str], language: str) -> dict[str, QuotedValue]:
    """Return the figures of these short names as they are today; one query or two."""
    today = timezone.localdate()
    figures = (
        ReferenceValue.objects.filter(key__in=keys)
        .order_by("key")
        .prefetch_related("dated_values")
        if keys
        else ()
    )
    quoted = {}
    for figure in figures:
        if (dated := figure.on(today)) is not None:
            quoted[figure.key] = QuotedValue(
                key=figure.key,
                name=getattr(figure, f"name_{language}"),
                shown=shown_value(dated, figure.unit, language),
                valid_from=dated.valid_from,
                publisher=dated.publisher,
                url=dated.url,
                is_due=figure.check_again_by < today,
            )
    return quoted


def _since(value: QuotedValue) -> str:
    return _("as of %(day)s") % {"day": date_format(value.valid_from)}


_MARKUP = re.compile(r"(<[^>]*>)")


def in_html(html: str, values: dict[str, QuotedValue]) -> str:
    """Write each quoted figure out, with its day and a link to its source.

    Inside a tag, and between the tags of a link, there is no room for a link: there
    the figure stands as plain text.
    """
    written, is_in_link = [], False
    for piece in _MARKUP.split(html):
        is_tag = piece.startswith("<")
        if is_tag and re.match(r"</?a\b", piece):
            is_in_link = not piece.startswith("</")
        if is_tag or is_in_link:
            written.append(_plain_in(piece, values))
        else:
            written.append(QUOTED_VALUE.sub(lambda m: _linked(m, values), piece))
    return "".join(written)


def _linked(found: re.Match[str], values: dict[str, QuotedValue]) -> str:
    value = values.get(found[1])
    if value is None:
        return NOTHING
    return format_html(
        '<a class="quoted" href="#value-{}">{}</a> ({})',
        value.key,
        value.shown,
        _since(value),
    )


def _plain_in(html: str, values: dict[str, QuotedValue]) -> str:
    """Write figures out in HTML as plain text, safe in an attribute too."""
    return QUOTED_VALUE.sub(lambda m: str(escape(_told(m, values))), html)


def _told(found: re.Match[str], values: dict[str, QuotedValue]) -> str:
    value = values.get(found[1])
    return f"{value.shown} ({_since(value)})" if value else NOTHING


def in_text(data, values: dict[str, QuotedValue]):
    """Return texts, also inside lists and dicts, with each figure written out."""
    if isinstance(data, dict):
        return {name: in_text(part, values) for name, part in data.items()}
    if isinstance(data, list):
        return [in_text(part, values) for part in data]
    if not isinstance(data, str):
        return data
    return QUOTED_VALUE.sub(lambda found: _told(found, values), data)
