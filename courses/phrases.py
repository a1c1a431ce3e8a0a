"""Labels that courses use in three places or more."""

import re

from django.conf import settings
from django.utils.translation import ngettext

LANGUAGES = ("kk", "ru", "en")
"""Language codes in the order of the product; the first is the source of content."""

QUOTED_VALUE = re.compile(r"\{value:([\w-]+)\}")
"""How a text quotes a figure that changes: {value:mci}."""


def lessons_done(done: int, total: int) -> str:
    """Return "3 of 8 parts done" in the active language."""
    return ngettext(
        "%(done)d of %(total)d part done", "%(done)d of %(total)d parts done", total
    ) % {"done": done, "total": total}


def language_choices() -> list[tuple[str, str]]:
    """Return the languages of the site with their own names, for a choice."""
    return list(settings.LANGUAGES)
