"""Lessons and courses for paper."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import components, queries
from courses.views.learning import unit_or_404


@require_safe
def print_lesson(request, unit_key):
    """Show a lesson for paper: the same for everybody, so nothing is asked of them."""
    unit = unit_or_404(unit_key, "lesson")
    lesson = components.lesson_for(unit)
    outline = queries.outline_for(unit, AnonymousUser())
    place = outline.unit(unit_key)
    context = {
        "page": unit,
        "printed": components.printed_lesson(
            unit.specific,
            lesson,
            address=place.url,
            base_url=settings.WAGTAILADMIN_BASE_URL,
        ),
        "outline": outline,
        "unit": place,
        "today": timezone.localdate(),
        "text_language": lesson.language,
    }
    response = render(request, "courses/lesson_print.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
