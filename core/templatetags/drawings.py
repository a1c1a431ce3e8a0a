"""The tag that shows one of the product's own line drawings with live words."""

from pathlib import Path

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def drawing_names() -> set[str]:
    """Return the names of all drawings in templates/figures."""
    folder = Path(settings.BASE_DIR) / "templates" / "figures"
    return {path.stem for path in folder.glob("*.svg")}


@register.simple_tag
def drawing(name: str, lines=(), alt: str = "") -> SafeString:
    """Return the SVG of a drawing; an unknown name shows the words alone."""
    stem = name.replace("-", "_")
    if stem not in drawing_names():
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines))
    context = {"lines": [str(line) for line in lines], "alt": alt}
    return mark_safe(get_template(f"figures/{stem}.svg").render(context))  # noqa: S308 - our own file
