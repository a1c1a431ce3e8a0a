"""A handful of tags for what plain HTML has no element for: icons and the ornament."""

from decimal import Decimal
from functools import cache

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from core.quotes import inside_quotes

register = template.Library()

ICONS = {
    "alert": ('<path d="M12 3.5L22 20.5H2L12 3.5z"/><path d="M12 10v4.6M12 17.4v.1"/>'),
    "cal": (
        '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/>'
        '<path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>'
    ),
    "cert": (
        '<circle cx="12" cy="9.5" r="6"/><path d="M8.5 14.5L7 21.5l5-2.5 5 2.5-1.5-7"/>'
    ),
    "check": ('<path d="M4 12.5l5.5 5.5L20 6.5"/>'),
    "clock": ('<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.4l3.4 2"/>'),
    "down": ('<path d="M12 4v15M5.5 12.5L12 19l6.5-6.5"/>'),
    "eye": (
        '<path d="M2 12c3-5 6.500-7.500 10-7.500S19 7 22 12'
        'c-3 5-6.500 7.500-10 7.500S5 17 2 12z"/>'
        '<circle cx="12" cy="12" r="3"/>'
    ),
    "flag": ('<path d="M6 21.5v-18h11.5l-2.5 4.5 2.5 4.5H6"/>'),
    "info": ('<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>'),
    "lock": (
        '<rect x="5" y="11" width="14" height="9.5" rx="2"/>'
        '<path d="M8.5 11V7.5a3.5 3.5 0 017 0V11"/>'
    ),
    "menu": ('<path d="M3.5 6.5h17M3.5 12h17M3.5 17.5h17"/>'),
    "next": ('<path d="M4 12h15M13 5.5l6.5 6.5-6.5 6.5"/>'),
    "plus": ('<path d="M12 4.5v15M4.5 12h15"/>'),
    "prev": ('<path d="M20 12H5M11 5.5L4.5 12l6.5 6.5"/>'),
    "print": (
        '<path d="M7 8V3.5h10V8M7 17H3.5V8.5h17V17H17"/><path d="M7 13.5h10v7H7z"/>'
    ),
    "save": ('<path d="M12 3v12M6.5 10l5.5 5.5 5.5-5.5M4 20.5h16"/>'),
    "search": (
        '<circle cx="10.500" cy="10.500" r="6.500"/><path d="M15.500 15.500L21 21"/>'
    ),
    "up": ('<path d="M12 20V5M5.5 11.5L12 5l6.5 6.5"/>'),
    "user": (
        '<circle cx="12" cy="8" r="4"/>'
        '<path d="M4 20.5c1.200-4 4.200-6 8-6s6.800 2 8 6"/>'
    ),
    "x": ('<path d="M5.5 5.5l13 13M18.5 5.5l-13 13"/>'),
}
"""The inside of each icon, drawn on a field of 24 by 24."""

HORN = (
    '<path d="M20 19v-8C20 5 16 2 11.500 2 7 2 3.500 5.300 3.500 9.500c0 3.'
    "800 2.700 6.300 6 6.300 2.900 0 4.900-2 4.900-4.500 0-2-1.400-3.300-3."
    "100-3.300M20 11c0-6 4-9 8.500-9 4.500 0 8 3.300 8 7.500 0 3.800-2.700 "
    '6.300-6 6.300-2.900 0-4.900-2-4.900-4.500 0-2 1.400-3.300 3.100-3.300"/>'
)
"""Қошқар мүйіз, the ram's horn, on a field of 40 by 20."""


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon that a screen reader passes over; text stands beside it."""
    return format_html(
        '<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - drawn above
    )


@register.simple_tag
def horn() -> SafeString:
    """Return the ornament once, for the divider of a page."""
    return format_html(
        '<svg viewBox="0 0 40 20" fill="none" stroke="currentColor" '
        'stroke-width="2.2" stroke-linecap="round" aria-hidden="true">{}</svg>',
        mark_safe(HORN),  # noqa: S308 - drawn above
    )


@register.inclusion_tag("components/band.html")
def horn_band() -> dict:
    """Return the row of horns at the edge of the hero."""
    return {"horn": mark_safe(HORN)}  # noqa: S308 - drawn above


@register.inclusion_tag("components/edit_link.html", takes_context=True)
def edit_link(context) -> dict:
    """Lead whoever may edit the page that is shown to it at the desk.

    It asks the database of staff alone; learners and guests cost nothing.
    """
    page, person = context.get("page"), getattr(context.get("request"), "user", None)
    if not isinstance(page, Page) or not getattr(person, "is_staff", False):
        return {}
    is_preview = getattr(context["request"], "is_preview", False)
    if is_preview or not page.permissions_for_user(person).can_edit():
        return {}
    return {"url": reverse("wagtailadmin_pages:edit", args=[page.pk])}


@register.simple_tag(takes_context=True)
def again(context, block: str) -> SafeString:
    """Return the words of a block of this page once more, for the link preview."""
    node = context.render_context[BLOCK_CONTEXT_KEY].get_block(block)
    with context.push():
        words = node.render_annotated(context) if node else ""
    return mark_safe(words.strip())  # noqa: S308 - escaped by the block


@register.simple_tag
def control(field) -> SafeString:
    """Return the control of a form field with the design's class and its hints tied."""
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    attributes = {"class": "input"}
    if field.errors:
        described.append(f"{field.auto_id}_error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


@register.simple_tag
def lang(code: str) -> SafeString:
    """Return the attribute that marks a text as foreign to its page, else nothing."""
    if not code or code == get_language():
        return mark_safe("")
    return format_html(' lang="{}"', code)


@register.filter
def plain(number: Decimal) -> Decimal:
    """Return a number without needless noughts: 3.5, not 3.50."""
    return number.normalize()


@register.filter
def in_quotes(text: str) -> str:
    """Return a text with the inner quotation marks of the reader's language."""
    return inside_quotes(text, get_language() or "")


@register.filter
def percent(share: int) -> str:
    """Return whole per cents as the reader's language writes them: 30%, 30 %."""
    return f"{share}%" if get_language() == "en" else f"{share}\xa0%"


@register.filter
def strip_parts(shares) -> list[tuple[int, int]]:
    """Return where each share of a hundred begins, and how wide it is."""
    parts, start = [], 0
    for _label, share in shares:
        parts.append((start, share))
        start += share
    return parts
