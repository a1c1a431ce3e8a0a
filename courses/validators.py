"""Where texts may quote a figure that changes, and how: what is wrong is told there."""

import re
from collections.abc import Callable, Iterable
from html import unescape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.rich_text import RichText

from courses.phrases import QUOTED_VALUE

_LIKE_QUOTED = re.compile(
    r"\{\s*value\b[^{}<>]{0,60}\}?|\{\s*[^\W\d][\w-]*\s*[:;=]\s*[\w-]+\s*\}|\{\s*\}",
    re.IGNORECASE,
)
"""What somebody wrote who meant to quote: { Value : mci }, {мән:mci}, {value:mci."""
_TAG = re.compile(r"<[^>]*>")

FaultOf = Callable[[str], str]
"""Tells in words what is wrong with a text; nothing where nothing is."""


def misquoted(text: str) -> list[str]:
    """Return what looks like a quotation in a text (plain or HTML) and is none."""
    rest = QUOTED_VALUE.sub("", text)
    return _LIKE_QUOTED.findall(unescape(_TAG.sub("", rest)))


def fault_of_quoting(text: str, known: set[str]) -> str:
    """Tell what is wrong where figures may be quoted: how it is written, or a name."""
    if wrong := misquoted(text):
        return _(
            "“%(written)s” quotes nothing. Write {value:short-name} in small Latin "
            "letters and without spaces, as in {value:mci}."
        ) % {"written": wrong[0]}
    if unknown := set(QUOTED_VALUE.findall(text)) - known:
        return _(
            "No figure is called “%(names)s”. Look under Learning, Figures that change."
        ) % {"names": ", ".join(sorted(unknown))}
    return ""


def fault_of_plain(text: str) -> str:
    """Tell that a text quotes a figure where none is written out."""
    if QUOTED_VALUE.search(text) or misquoted(text):
        return _(
            "A figure that changes ({value:…}) can be quoted in the body of a lesson "
            "alone. Leave it out here, or write the number and its date."
        )
    return ""


def refusal_of(block: blocks.Block, value, fault_of: FaultOf) -> ValidationError | None:
    """Return what is wrong with a block's texts, each fault where it stands."""
    if isinstance(block, blocks.StreamBlock):
        inner = {at: (child.block, child.value) for at, child in enumerate(value)}
        kind = blocks.StreamBlockValidationError
    elif isinstance(block, blocks.StructBlock):
        inner = {name: (b, value.get(name)) for name, b in block.child_blocks.items()}
        kind = blocks.StructBlockValidationError
    elif isinstance(block, blocks.ListBlock):
        inner = {at: (block.child_block, one) for at, one in enumerate(value or [])}
        kind = blocks.ListBlockValidationError
    else:
        return _refusal_of_text(value, fault_of)
    found = {at: refusal_of(*pair, fault_of) for at, pair in inner.items()}
    found = {at: refusal for at, refusal in found.items() if refusal}
    if not found:
        return None
    refusal = kind(found)
    # Where no block is drawn (a translation, a content file) the words stand alone
    refusal.message = " ".join(dict.fromkeys(one.message for one in found.values()))
    return refusal


def _refusal_of_text(value, fault_of: FaultOf) -> ValidationError | None:
    text = value.source if isinstance(value, RichText) else value
    fault = fault_of(text) if isinstance(text, str) else ""
    return ValidationError(fault) if fault else None


def refusals_of(
    page, names: Iterable[str], fault_of: FaultOf = fault_of_plain
) -> dict[str, ValidationError]:
    """Return what is wrong with these fields of a page, by field."""
    found = {}
    for name in names:
        value = getattr(page, name)
        block = getattr(value, "stream_block", None)
        refusal = (
            refusal_of(block, value, fault_of)
            if block
            else _refusal_of_text(value, fault_of)
        )
        if refusal:
            found[name] = refusal
    return found
