"""Lessons and courses for paper."""

from allauth.core import ratelimit
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_http_methods, require_safe

from core import jobs
from core.models import JobState
from courses import actions, components, queries
from courses.models import Booklet, CoursePage
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


def _course_or_404(course_key) -> CoursePage:
    course = queries.course_page(course_key, get_language())
    if course is None or not queries.outline_for(course, AnonymousUser()).units:
        raise Http404
    return course


def _booklet_of(course_key) -> Booklet:
    """Return the booklet in the reader's language, one yet unsaved if there is none."""
    place = {"course_key": course_key, "language": get_language()}
    return Booklet.objects.filter(**place).first() or Booklet(**place)


@require_http_methods(["GET", "HEAD", "POST"])
def show_booklet(request, course_key):
    """Offer the file of a course; a press of the button has it drawn, a visit does not.

    The file before it is offered until the new one is there.
    """
    course, booklet = _course_or_404(course_key), _booklet_of(course_key)
    is_current = booklet.is_of(components.booklet_version(course))
    if request.method == "POST":
        if not ratelimit.consume(request, action="draw_booklet"):
            return respond_429(request)
        if not is_current:
            actions.ask_for_booklet(course_key=course_key, language=get_language())
        return redirect(request.path)
    state = "" if is_current else jobs.state_of(booklet.job_key)
    context = {
        "course": course,
        "outline": queries.outline_for(course, AnonymousUser()),
        "booklet": booklet,
        "is_current": is_current,
        "is_waiting": state in (JobState.QUEUED, JobState.RUNNING),
        "has_failed": state == JobState.PARKED,
    }
    return render(request, "courses/booklet.html", context)


@require_safe
def show_booklet_status(request, course_key):
    """Tell the page that waits whether it need wait any longer."""
    state = jobs.state_of(_booklet_of(course_key).job_key)
    return JsonResponse({"done": state not in (JobState.QUEUED, JobState.RUNNING)})


def _digest(_request, course_key) -> str | None:
    digest = _booklet_of(course_key).digest
    return f'"{digest}"' if digest else None


@require_safe
@condition(etag_func=_digest)
def download_booklet(request, course_key):
    course, booklet = _course_or_404(course_key), _booklet_of(course_key)
    if not booklet.pdf:
        raise Http404
    response = FileResponse(
        booklet.pdf.open("rb"),
        as_attachment=True,
        filename=f"qadam-{course.slug}-{booklet.language}.pdf",
        content_type="application/pdf",
    )
    patch_cache_control(response, public=True, no_cache=True)
    return response
