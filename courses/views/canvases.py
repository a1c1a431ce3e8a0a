"""Project canvases: the list, one step at a time, the sheet to print."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses import actions, canvas as rules, components, forms
from courses.exceptions import SectionChanged, TooManyCanvases
from courses.models import ProjectCanvas
from courses.permissions import can_start_canvas
from courses.phrases import LANGUAGES

KEPT = "canvas_draft"
"""Where the session keeps what was typed into a canvas by somebody signed out since."""
UNPROCESSABLE, CONFLICT, SIGNED_OUT = 422, 409, 401
either = require_http_methods(["GET", "HEAD", "POST"])


def _own_canvas(request, reference) -> ProjectCanvas:
    own = ProjectCanvas.objects.of(request.user).select_related("region")
    return get_object_or_404(own, reference=reference)


def _section_or_404(key: str) -> rules.Section:
    if key not in rules.BY_KEY:
        raise Http404
    return rules.BY_KEY[key]


def _sent_version(sent) -> int:
    return forms.small_number(sent.get("version", "")) or 0


@either
@login_required
@never_cache
def show_canvases(request):
    """List a person's canvases; start a new one, at the step that a lesson named."""
    blank = ProjectCanvas(person=request.user, region_id=request.user.region_id)
    blank.language = get_language()
    form = forms.CanvasForm(request.POST or None, instance=blank)
    step = request.POST.get("step") or request.GET.get("step")
    step = step if step in rules.BY_KEY else ""
    if request.method == "POST" and form.is_valid():
        try:
            canvas = actions.start_canvas(
                person=request.user, now=timezone.now(), **form.cleaned_data
            )
        except TooManyCanvases:
            form.add_error(None, _("You have as many canvases as one person may have."))
        else:
            first = step or rules.KEYS[0]
            return redirect("canvas_section", canvas.reference, first)
    canvases = ProjectCanvas.objects.of(request.user).select_related("region")
    context = {
        "form": form,
        "step": step,
        "canvases": [(canvas, components.progress_in(canvas)) for canvas in canvases],
        "can_start": can_start_canvas(request.user),
        "most": rules.MOST_CANVASES,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "courses/canvases.html", context, status=status)


@require_safe
@login_required
@never_cache
def show_canvas(request, reference):
    """The whole canvas: how far each step is and what it lacks."""
    canvas = _own_canvas(request, reference)
    context = {"canvas": canvas, "progress": components.progress_in(canvas)}
    return render(request, "courses/canvas.html", context)


@either
@login_required
@never_cache
def edit_about(request, reference):
    """Change what a canvas is called, its region and the language of its words."""
    canvas = _own_canvas(request, reference)
    form = forms.CanvasForm(request.POST or None, instance=canvas)
    version = canvas.version
    status = UNPROCESSABLE if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_about(
                canvas=canvas,
                version=_sent_version(request.POST),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except SectionChanged:
            status = CONFLICT
        else:
            return redirect("canvas", reference)
    context = {
        "canvas": canvas,
        "form": form,
        "version": version,
        "stored": _own_canvas(request, reference) if status == CONFLICT else None,
    }
    return render(request, "courses/canvas_about.html", context, status=status)


# --- One step ---------------------------------------------------------------------


@either
@never_cache
def edit_section(request, reference, key):
    """Show one step of a canvas, or keep what was written in it."""
    section = _section_or_404(key)
    if not request.user.is_authenticated:
        return _keep_until_signed_in(request, reference, section)
    canvas = _own_canvas(request, reference)
    if request.method == "POST":
        return _save(request, canvas, section)
    return _show_section(
        request, canvas, section, *_form_to_show(request, canvas, section)
    )


def _wants_json(request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _keep_until_signed_in(request, reference, section):
    """Lead a guest to the sign-in; what was typed waits in the session meanwhile."""
    if _wants_json(request):
        said = _(
            "You are signed out. Press “Save”: you sign in, and your text is kept."
        )
        return JsonResponse({"saved": False, "message": said}, status=SIGNED_OUT)
    is_real = ProjectCanvas.objects.filter(reference=reference).exists()
    if request.method == "POST" and is_real:
        form = forms.SectionForm(section, language="", data=request.POST)
        request.session[KEPT] = {
            "canvas": str(reference),
            "section": section.key,
            "version": _sent_version(request.POST),
            "fields": form.typed(),
        }
    return redirect_to_login(request.path)


def _kept_draft(request, canvas, section) -> dict | None:
    kept = request.session.get(KEPT, {})
    names = (str(canvas.reference), section.key)
    return kept if (kept.get("canvas"), kept.get("section")) == names else None


def _form_to_show(request, canvas, section) -> tuple:
    """Return the form and the version it is about: what is stored, or what was kept."""
    kept = _kept_draft(request, canvas, section)
    if kept:
        form = forms.SectionForm(section, language=canvas.language, data=kept["fields"])
        form.is_valid()
        return form, kept["version"]
    table, _dash, count = request.GET.get("rows", "").partition("-")
    form = forms.SectionForm(
        section,
        language=canvas.language,
        values=canvas.values_of(section.key),
        least_rows={table: forms.small_number(count) or 0},
    )
    return form, canvas.version


def _show_section(request, canvas, section, form, version, status=200):
    progress = components.progress_in(canvas)
    values = canvas.values_of(section.key)
    context = {
        "canvas": canvas,
        "progress": progress,
        "step": progress.step(section.key),
        "form": form,
        "version": version,
        "is_conflict": status == CONFLICT,
        "is_restored": bool(_kept_draft(request, canvas, section)) and status == 200,
        "sheet": components.sheet_of(section, values),
        "lessons": components.lessons_about(section),
        "is_last": rules.following(section.key) is None,
    }
    return render(request, "courses/canvas_section.html", context, status=status)


def _save(request, canvas, section):
    """Keep what was sent, whole or not; the button pressed decides what comes next."""
    do, _colon, what = request.POST.get("do", "").partition(":")
    if do == "drop":
        request.session.pop(KEPT, None)
        return redirect("canvas_section", canvas.reference, section.key)
    form = forms.SectionForm(section, language=canvas.language, data=request.POST)
    if not form.is_valid():
        return _refuse_long(request, canvas, section, form)
    if do == "remove":
        form.drop_row(what)
    try:
        saved = actions.save_section(
            canvas=canvas,
            section=section.key,
            values=form.values(),
            version=_sent_version(request.POST),
            now=timezone.now(),
        )
    except SectionChanged:
        return _refuse(request, _own_canvas(request, canvas.reference), section, form)
    except ProjectCanvas.DoesNotExist as error:
        raise Http404 from error
    if _kept_draft(request, canvas, section):
        del request.session[KEPT]
    if _wants_json(request):
        return JsonResponse(_report(saved, section))
    return redirect(_onward(saved, section, form, do, what))


def _refuse_long(request, canvas, section, form):
    """Tell which text is too long; nothing is saved, and nothing typed is lost."""
    if _wants_json(request):
        said = _("Not saved: a text is too long.")
        return JsonResponse({"saved": False, "message": said}, status=UNPROCESSABLE)
    version = _sent_version(request.POST)
    return _show_section(request, canvas, section, form, version, UNPROCESSABLE)


def _refuse(request, canvas, section, form):
    """Tell that another window was quicker; what was typed here stays on the page."""
    if _wants_json(request):
        said = _(
            "Not saved: another window changed this step. Press “Save” to compare."
        )
        return JsonResponse({"saved": False, "message": said}, status=CONFLICT)
    return _show_section(request, canvas, section, form, canvas.version, CONFLICT)


def _report(canvas, section) -> dict:
    time = format_date(timezone.localtime(canvas.changed_at), "H:i")
    report = {
        "saved": True,
        "version": canvas.version,
        "message": _("Saved, %(time)s") % {"time": time},
    }
    if section.key == "budget":
        money = components.money_in(canvas.values_of("budget"))
        report["money"] = render_to_string(
            "courses/_canvas_money.html", {"money": money}
        )
    return report


def _onward(canvas, section, form, do: str, what: str) -> str:
    """Return the page that follows the button that was pressed."""
    if do == "language" and what in LANGUAGES:
        with override(what):
            return _address(canvas, section.key)
    after = rules.following(section.key)
    if do == "next" and after:
        return _address(canvas, after)
    if do in {"next", "whole"}:
        return reverse("canvas", args=[canvas.reference])
    here = _address(canvas, section.key)
    table = form.tables.get(what.partition(":")[0])
    if do == "add" and table:
        first_empty = min(len(table.values()), rules.MOST_ROWS - 1)
        entry = table.table.entries[0].name
        more = f"?rows={table.name}-{len(table.rows) + 1}"
        return f"{here}{more}#id_{table.name}-{first_empty}-{entry}"
    return f"{here}#canvas-{table.name}" if table else here


def _address(canvas, key: str) -> str:
    return reverse("canvas_section", args=[canvas.reference, key])


# --- To print, to delete ----------------------------------------------------------


@require_safe
@login_required
@never_cache
def print_canvas(request, reference):
    """The whole canvas as one sheet of paper or two."""
    canvas = _own_canvas(request, reference)
    sheets = [
        components.sheet_of(section, canvas.values_of(section.key))
        for section in rules.SECTIONS
    ]
    context = {"canvas": canvas, "sheets": sheets}
    return render(request, "courses/canvas_print.html", context)


@either
@login_required
@never_cache
def delete_canvas(request, reference):
    """Ask first, then delete."""
    canvas = _own_canvas(request, reference)
    if request.method == "POST":
        actions.delete_canvas(canvas=canvas)
        messages.success(
            request, _("The canvas “%(title)s” is deleted.") % {"title": canvas.title}
        )
        return redirect("canvases")
    return render(request, "courses/canvas_delete.html", {"canvas": canvas})
