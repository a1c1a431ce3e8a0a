"""Background work: drawing the booklet of a course, throwing old ones away."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import pdf
from core.jobs import job
from core.ticks import every
from courses import queries
from courses.actions import (
    DRAW_BOOKLET,
    clear_booklet,
    clear_booklets,
    store_booklet,
)
from courses.components import BOOKLET_STYLES, manuscript_of
from courses.models import Booklet


@job(DRAW_BOOKLET, name=_("Drawing the booklet of a course"))
def draw_booklet(payload: dict) -> None:
    """Draw what the course is now, not what it was when somebody asked."""
    booklet = Booklet.objects.get(pk=payload["booklet"])
    if booklet.drawings != payload["drawing"]:
        return
    course = queries.course_page(booklet.course_key, booklet.language)
    if course is None:
        clear_booklet(booklet=booklet)
        return
    manuscript = manuscript_of(course)
    store_booklet(
        booklet=booklet,
        digest=manuscript.digest,
        content=pdf.render(manuscript.html, stylesheet=BOOKLET_STYLES),
        now=timezone.now(),
    )


@every(timedelta(days=1))
def clear_booklets_away(now: datetime) -> None:
    clear_booklets(now=now)
