"""The catalogue, courses and lessons; and the buttons that learners press."""

import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from core.translations import text_language
from courses import actions, components, forms, queries
from courses.enums import Evidence
from courses.models import Track

JOINING = "joining"
JOINING_SECONDS = 60 * 60
JOINED = "joined"
READ_UNITS = "read_units"
MOST_READ_UNITS = 50
UNPROCESSABLE = 422


@require_safe
def show_catalogue(request, page):
    cards = queries.course_cards(page.locale.language_code, request.user)
    page = page.specific
    tracks = [
        {
            "track": track,
            "cards": [
                card for card in cards if card.track and card.track.pk == track.pk
            ],
        }
        for track in Track.objects.all()
    ]
    return render(
        request,
        "courses/catalogue_page.html",
        {"page": page, "tracks": tracks, "text_language": text_language(page)},
    )


def show_course(request, page):
    page = page.specific
    outline = (
        queries.outline_for(page, request.user)
        if page.pk
        else queries.Outline(str(page.translation_key), page.title, url="", units=())
    )
    return render(
        request,
        "courses/course_page.html",
        {
            "page": page,
            "outline": outline,
            "track": page.track,
            "text_language": text_language(page),
        },
    )


def show_module(request, page):
    page = page.specific
    outline = queries.outline_for(page, request.user)
    return render(
        request,
        "courses/module_page.html",
        {"page": page, "outline": outline, "text_language": text_language(page)},
    )


def _calculators(kinds: list[str], sent) -> list[dict]:
    """Return each calculator of a lesson: its form, and the result of what was sent."""
    shown = []
    for kind in kinds:
        form = forms.calculator_form(kind, sent)
        found = form.result if form.is_valid() else None
        result = components.calculator_result(kind, found) if found else None
        shown.append(
            {"kind": kind, "form": form, "title": form.kind.label, "result": result}
        )
    return shown


def show_lesson(request, page):
    """Show a lesson; `?check=…&choice=…` adds the answer to a check-yourself."""
    is_preview = getattr(request, "is_preview", False)
    lesson = (
        components.build_lesson(page) if is_preview else components.lesson_for(page)
    )
    outline = queries.outline_for(page, request.user)
    checked = None
    if "check" in request.GET:
        checked = components.answer_to_check(
            page.specific, request.GET["check"], request.GET.getlist("choice")
        )
    sent = request.POST if request.method == "POST" else None
    previous, following = (
        outline.neighbours(page.translation_key)
        if outline.unit(page.translation_key)
        else (None, None)
    )
    context = {
        "page": page,
        "lesson": lesson,
        "outline": outline,
        "unit": outline.unit(page.translation_key),
        "previous": previous,
        "following": following,
        "checked": checked,
        "calculators": _calculators(lesson.calculators, sent),
        "ticked": queries.ticks_of(request.user, page.translation_key)
        if lesson.checklist_refs
        else frozenset(),
        "text_language": lesson.language,
        "was_read": not request.user.is_authenticated
        and str(page.translation_key) in request.session.get(READ_UNITS, []),
    }
    is_refused = any(shown["form"].errors for shown in context["calculators"])
    status = UNPROCESSABLE if is_refused else 200
    return render(request, "courses/lesson_page.html", context, status=status)


def unit_or_404(unit_key, kind: str = "") -> Page:
    """Return the live page of a unit, of one kind when it must be."""
    unit = queries.unit_page(unit_key, get_language())
    if unit is None or kind not in ("", queries.unit_kinds()[unit.content_type_id]):
        raise Http404
    return unit


@require_POST
def enrol_in_course(request, course_key):
    """Enrol and open the first part; a guest signs up or in first, and is there."""
    course = queries.course_page(course_key, get_language())
    if course is None:
        raise Http404
    outline = queries.outline_for(course, request.user)
    if not request.user.is_authenticated:
        onward = _first_url(outline)
        request.session[JOINING] = {
            "course": str(course_key),
            "onward": onward,
            "language": get_language(),
            "until": time.time() + JOINING_SECONDS,
        }
        return redirect(f"{reverse('account_signup')}?{urlencode({'next': onward})}")
    actions.enrol(
        person=request.user,
        course_key=course_key,
        language=get_language(),
        now=timezone.now(),
    )
    messages.success(request, _("You are enrolled. Here is the first part."))
    return redirect(_first_url(outline))


def _first_url(outline) -> str:
    """Return where a course begins, or goes on, for a learner."""
    first = outline.next_unit or (outline.units[0] if outline.units else None)
    return first.url if first else outline.url


def finish_joining(request, response):
    """Enrol whoever pressed "Join and start" as a guest and has now signed up or in.

    Only when this sign-in leads on to where the button led, and within the hour: on a
    computer that others use too, the next person is not enrolled by an old press.
    """
    joining = request.session.pop(JOINING, None)
    if not joining or joining["until"] < time.time():
        return
    onward = joining["onward"]
    course = queries.course_page(joining["course"], joining["language"])
    if course is None or onward not in (response.url, request.POST.get("next")):
        return
    actions.enrol(
        person=request.user,
        course_key=course.translation_key,
        language=joining["language"],
        now=timezone.now(),
    )
    messages.success(
        request, _("You are enrolled in “%(title)s”.") % {"title": course.title}
    )
    request.session[JOINED] = onward
    if response.url == onward:
        response["Location"] = _first_url(queries.outline_for(course, request.user))


@login_required
def withdraw_from(request, course_key):
    """Ask first, then withdraw."""
    learner = queries.learner_of(request.user, course_key)
    course = queries.course_page(course_key, get_language())
    if learner.enrolment is None or course is None:
        raise Http404
    if request.method == "POST":
        actions.withdraw(enrolment=learner.enrolment, now=timezone.now())
        messages.success(request, _("You have left the course. Your results are kept."))
        return redirect("my_learning")
    return render(request, "courses/withdraw.html", {"course": course})


def _remember_reading(request, unit_key: str) -> None:
    """Note in a guest's browser session that a lesson was read."""
    read = request.session.get(READ_UNITS, [])
    if unit_key not in read:
        request.session[READ_UNITS] = [*read, unit_key][-MOST_READ_UNITS:]


@require_POST
def finish_unit(request, unit_key):
    """The button at a lesson's foot: done, and on to the next part."""
    unit = unit_or_404(unit_key, "lesson")
    outline = queries.outline_for(unit, request.user)
    if request.user.is_authenticated:
        now, language = timezone.now(), get_language()
        enrolment = actions.enrol(
            person=request.user,
            course_key=outline.course_key,
            language=language,
            now=now,
        )
        actions.record_completion(
            enrolment=enrolment,
            unit_key=unit_key,
            evidence_kind=Evidence.READ,
            language=language,
            now=now,
        )
        messages.success(request, _("Done: “%(title)s”.") % {"title": unit.title})
    else:
        _remember_reading(request, str(unit_key))
        messages.info(
            request,
            _("Noted for this visit. Sign up to keep what you have read."),
        )
    _previous, following = outline.neighbours(unit_key)
    return redirect(following.url if following else outline.url)


def calculate(request, unit_key):
    """Show the lesson with what its calculator works out; nothing is kept."""
    unit = unit_or_404(unit_key, "lesson")
    if request.method != "POST":
        return redirect(queries.outline_for(unit, request.user).unit(unit_key).url)
    return show_lesson(request, unit)


@require_POST
@login_required
def save_ticks(request, unit_key):
    """Keep the ticks of the lesson's checklists."""
    unit = unit_or_404(unit_key)
    known = components.lesson_for(unit).checklist_refs
    actions.record_ticks(
        person=request.user,
        unit_key=unit_key,
        ticked=known.intersection(request.POST.getlist("tick")),
    )
    messages.success(request, _("Your ticks are saved. Only you see them."))
    return redirect(
        f"{queries.outline_for(unit, request.user).unit(unit_key).url}#todo"
    )


@login_required
def show_claim(request):
    """Offer what was read in this browser before signing up; nothing is preselected."""
    onward = request.session.get(JOINED, "my_learning")
    units = queries.units_read(request.session.get(READ_UNITS, []), get_language())
    sent = request.POST if request.method == "POST" else None
    form = forms.ClaimForm(sent, units=units)
    if form.is_valid():
        count = actions.claim_reading(
            person=request.user,
            units=form.chosen_units(),
            language=get_language(),
            now=timezone.now(),
        )
        request.session.pop(READ_UNITS, None)
        request.session.pop(JOINED, None)
        if count:
            said = ngettext(
                "%(count)d lesson is on your record.",
                "%(count)d lessons are on your record.",
                count,
            )
            messages.success(request, said % {"count": count})
        return redirect(onward)
    if not units:
        return redirect(onward)
    return render(request, "courses/claim.html", {"form": form, "units": units})
