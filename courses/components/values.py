"""Figures that change, written out in the texts that quote them."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from courses.enums import ValueUnit
from courses.models import DatedValue, ReferenceValue
from courses.phrases import QUOTED_VALUE


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
                is_due=figure.check_again_by <= today,
            )
    return quoted


def _since(value: QuotedValue) -> str:
    return _("as of %(day)s") % {"day": date_format(value.valid_from)}


def in_html(html: str, values: dict[str, QuotedValue]) -> str:
    """Write each quoted figure out, with its day and a link to its source."""
    return QUOTED_VALUE.sub(
        lambda found: (
            format_html(
                '<a class="quoted" href="#value-{}">{}</a> ({})',
                found[1],
                values[found[1]].shown,
                _since(values[found[1]]),
            )
            if found[1] in values
            else found[0]
        ),
        html,
    )


def in_text(data, values: dict[str, QuotedValue]):
    """Return texts, also inside lists and dicts, with each figure written out."""
    if isinstance(data, dict):
        return {name: in_text(part, values) for name, part in data.items()}
    if isinstance(data, list):
        return [in_text(part, values) for part in data]
    if not isinstance(data, str):
        return data
    return QUOTED_VALUE.sub(
        lambda found: (
            f"{values[found[1]].shown} ({_since(values[found[1]])})"
            if found[1] in values
            else found[0]
        ),
        data,
    )
