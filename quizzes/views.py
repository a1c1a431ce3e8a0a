"""Taking a quiz: its first page, one question a page, the last look, the result."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.translations import text_language
from courses import actions as course_actions
from courses.queries import outline_for
from quizzes import actions, components, forms, queries
from quizzes.exceptions import (
    AttemptClosed,
    AttemptNotFound,
    BadResponse,
    NoAttemptsLeft,
    NoQuestions,
)
from quizzes.permissions import can_take_trial


def show_quiz(request, page):
    """The quiz before it is taken: rules, past attempts, the button to start."""
    if getattr(request, "is_preview", False):
        return _show_preview(request, page.specific)
    quiz = queries.quiz_to_show(page)
    outline = outline_for(page, request.user)
    attempts = queries.attempts_of(request.user, quiz.translation_key)
    unit = outline.unit(quiz.translation_key)
    previous, following = (
        outline.neighbours(quiz.translation_key) if unit else (None, None)
    )
    context = {
        "page": quiz,
        "outline": outline,
        "unit": unit,
        "previous": previous,
        "following": following,
        "attempts": [attempt for attempt in attempts if not attempt.is_open],
        "opened": next((attempt for attempt in attempts if attempt.is_open), None),
        "best": queries.best_of(attempts),
        "attempts_left": queries.attempts_left(
            quiz, attempts, outline.learner.enrolment
        ),
        "can_take_trial": can_take_trial(request.user, page),
        "text_language": text_language(quiz),
    }
    return render(request, "quizzes/quiz_page.html", context)


def _show_preview(request, quiz):
    """The draft's questions, and the way into a trial over what is published."""
    published = queries.published_version(quiz)
    context = {
        "page": quiz,
        "can_try": bool(published) and can_take_trial(request.user, published),
        "is_published": bool(published),
        "is_same": bool(published) and queries.asks_the_same(quiz, published),
        "questions": components.previewed_questions(quiz, text_language(quiz)),
        "text_language": text_language(quiz),
    }
    return render(request, "quizzes/quiz_preview.html", context)


def for_learners(view):
    """Ask guests to sign in; tell the saving script so in its own way."""
    with_sign_in = login_required(view)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated and forms.wants_json(request):
            message = _("Sign in again. Your earlier responses are kept.")
            return _refusal("signed_out", message, 401)
        return never_cache(with_sign_in)(request, *args, **kwargs)

    return guarded


def _refusal(code: str, message: str, status: int) -> JsonResponse:
    data = {"saved": False, "code": code, "message": message}
    return JsonResponse(data, status=status)


def _own_attempt(request, reference):
    attempt = queries.attempt_of(request.user, reference)
    if attempt is None:
        raise Http404
    return attempt


@require_POST
@for_learners
def start(request, quiz_key):
    """Start an attempt, or go on with the open one."""
    language, now = get_language(), timezone.now()
    quiz = queries.live_quiz(quiz_key, language)
    if quiz is None:
        raise Http404
    is_trial = "trial" in request.POST
    if is_trial and not can_take_trial(request.user, quiz):
        raise Http404
    enrolment = None
    if not is_trial:
        enrolment = course_actions.enrol(
            person=request.user,
            course_key=outline_for(quiz, request.user).course_key,
            language=language,
            now=now,
        )
    try:
        attempt = actions.start_attempt(
            person=request.user,
            quiz_page=quiz,
            enrolment=enrolment,
            language=language,
            now=now,
            is_trial=is_trial,
        )
    except NoAttemptsLeft:
        messages.warning(request, _("You have used all the attempts at this quiz."))
        return redirect(queries.address_of_quiz(quiz, language))
    except NoQuestions:
        messages.warning(request, _("This quiz has no questions yet. Come back later."))
        return redirect(queries.address_of_quiz(quiz, language))
    return redirect(
        "attempt_question", attempt.reference, queries.first_open_slot(attempt)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_learners
def take_question(request, reference, slot):
    """Show one question, or save what was given to it."""
    if request.method == "POST":
        return _save(request, reference, slot)
    attempt = _own_attempt(request, reference)
    if not attempt.is_open:
        return redirect("attempt_result", reference)
    return _show_question(request, attempt, slot)


def _show_question(request, attempt, slot, value=None, error="", status=200):
    language = get_language()
    items = queries.items_of(attempt)
    item = next((item for item in items if item.slot == slot), None)
    if item is None:
        raise Http404
    words = queries.words_for([item.question], language)[item.question_id]
    page = queries.quiz_page(attempt.quiz_key, language)
    context = {
        "attempt": attempt,
        "question": components.shown_question(item, words, value),
        "steps": components.steps_of(items, slot),
        "page": page,
        "quiz_url": queries.address_of_quiz(page, language),
        "moved": request.GET.get("moved", ""),
        "error": error,
    }
    return render(request, "quizzes/question.html", context, status=status)


def _save(request, reference, slot):
    """Store what was sent; the button pressed decides which page comes next."""
    sent = forms.read_sent(request.POST)
    is_json = forms.wants_json(request)
    try:
        return _stored(request, reference, slot, sent)
    except AttemptNotFound as error:
        if is_json:
            return _refusal("not_found", _("There is no such question."), 404)
        raise Http404 from error
    except AttemptClosed:
        message = _("This attempt was submitted. It can no longer be changed.")
        if is_json:
            return _refusal("closed", message, 409)
        context = {"reference": reference, "message": message}
        return render(request, "quizzes/attempt_closed.html", context, status=409)
    except BadResponse as refused:
        if is_json:
            return _refusal(refused.code, refused.message, 422)
        attempt = _own_attempt(request, reference)
        return _show_question(
            request, attempt, slot, sent.value, refused.message, status=422
        )


def _stored(request, reference, slot, sent):
    if sent.wants_flag is not None and not sent.has_value:
        attempt = actions.save_flag(
            attempt_reference=reference,
            person=request.user,
            slot=slot,
            is_flagged=sent.wants_flag,
        )
        return _next_page(attempt, slot, sent)
    saved = actions.save_response(
        attempt_reference=reference,
        person=request.user,
        slot=slot,
        value=sent.value,
        revision=sent.revision,
        now=timezone.now(),
        language=get_language(),
        source=forms.source_of(request),
        is_flagged=sent.wants_flag,
    )
    if forms.wants_json(request):
        return JsonResponse(_report(saved))
    if not saved.is_latest:
        messages.warning(request, _said_of(saved))
        return redirect("attempt_question", reference, slot)
    return _next_page(saved.attempt, slot, sent)


def _said_of(saved) -> str:
    if not saved.is_latest:
        return _(
            "You responded to this question in another window later. That response is "
            "kept and shown here."
        )
    time = format_date(timezone.localtime(saved.saved_at), "H:i")
    return _("Saved, %(time)s") % {"time": time}


def _report(saved) -> dict:
    return {
        "saved": saved.is_latest,
        "revision": saved.revision,
        "message": _said_of(saved),
    }


def _next_page(attempt, slot, sent):
    """Stay for a move or when a flag is taken away; else on to the next question."""
    if sent.move or sent.wants_flag is False:
        here = redirect("attempt_question", attempt.reference, slot)
        if sent.move:
            here["Location"] += f"?moved={sent.moved_item}#item-{sent.moved_item}"
        return here
    if slot < attempt.question_count:
        return redirect("attempt_question", attempt.reference, slot + 1)
    return redirect("attempt", attempt.reference)


@require_safe
@for_learners
def show_attempt(request, reference):
    """The last look before submitting: what is left without a response."""
    attempt = _own_attempt(request, reference)
    if not attempt.is_open:
        return redirect("attempt_result", reference)
    language = get_language()
    steps = components.steps_of(queries.items_of(attempt))
    page = queries.quiz_page(attempt.quiz_key, language)
    context = {
        "attempt": attempt,
        "page": page,
        "quiz_url": queries.address_of_quiz(page, language),
        "steps": steps,
        "left": [step for step in steps if not step.is_done],
        "flagged": [step for step in steps if step.state == "flag"],
    }
    return render(request, "quizzes/attempt.html", context)


@require_POST
@for_learners
def submit(request, reference):
    try:
        actions.submit_attempt(
            attempt_reference=reference,
            person=request.user,
            language=get_language(),
            now=timezone.now(),
        )
    except AttemptNotFound as error:
        raise Http404 from error
    return redirect("attempt_result", reference)


@require_safe
@for_learners
def show_result(request, reference):
    attempt = _own_attempt(request, reference)
    if attempt.is_open:
        return redirect("attempt", reference)
    language = get_language()
    page = queries.quiz_page(attempt.quiz_key, language)
    outline = outline_for(page, request.user) if page else None
    unit = outline.unit(attempt.quiz_key) if outline else None
    remarks = components.remarks_of(attempt, outline, language)
    context = {
        "attempt": attempt,
        "page": page,
        "quiz_url": queries.address_of_quiz(page, language),
        "outline": outline,
        "following": outline.neighbours(attempt.quiz_key)[1] if unit else None,
        "remarks": remarks,
        "right_count": sum(remark.verdict == "right" for remark in remarks),
        "needed": queries.needed_score(attempt),
    }
    return render(request, "quizzes/result.html", context)
