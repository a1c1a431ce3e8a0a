"""What the admin's own templates need beside Wagtail's tags."""

from django import template

from core.components import missing_note

register = template.Library()
register.filter("translation_state", missing_note)


@register.filter
def entry(mapping: dict, key) -> str:
    """Return what a dictionary holds under a key, else nothing."""
    return mapping.get(key, "")
