"""A word that changes with whatever finished pages quote: terms, pictures, links.

It stands in the key of everything that is rendered once and kept, so that a change
shows at once. The truth is a row; each process asks for it once a minute, and again
as soon as it has made a change itself (with a shared cache: as soon as any has).
"""

from uuid import uuid4

from django.db import transaction

from core.caching import copies
from core.models import ContentStamp

NAME = "core.quotations"
SECONDS = 60


def version() -> str:
    """Return the word for what may be quoted now."""
    return copies.get_or_set(NAME, _read, SECONDS)


def _read() -> str:
    stamp = ContentStamp.objects.filter(name=NAME).first()
    return stamp.digest if stamp else ""


def _forget() -> None:
    copies.delete(NAME)


def note_change() -> None:
    """Say that something quoted has changed; in the caller's transaction.

    The word is forgotten once more after commit: until then another request may read
    the old one.
    """
    ContentStamp.objects.update_or_create(name=NAME, defaults={"digest": uuid4().hex})
    _forget()
    transaction.on_commit(_forget)
