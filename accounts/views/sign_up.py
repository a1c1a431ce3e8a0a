"""Sign-up: one page; an e-mail is proven by a code, everyone else gets eight words."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import make_password
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions, queries
from accounts.forms.sign_up import SignUpForm
from accounts.views.refusing import (
    NEXT_KEY,
    RECOVERED_KEY,
    SHARED_KEY,
    SIGN_UP_KEY,
    UNPROCESSABLE,
    WORDS_KEY,
    safe_next,
)


@sensitive_post_parameters("password")
def sign_up(request):
    if request.user.is_authenticated:
        return redirect("my_learning")
    form = SignUpForm(request.POST or None)
    context = {"form": form, "next": safe_next(request)}
    if request.method != "POST":
        return render(request, "accounts/sign_up.html", context)
    if not ratelimit.consume(request, action="signup"):
        return respond_429(request)
    if not form.is_valid():
        return render(request, "accounts/sign_up.html", context, status=UNPROCESSABLE)
    request.session[SHARED_KEY] = form.cleaned_data["is_shared_computer"]
    if form.cleaned_data["identifier"].kind == "email":
        return _ask_for_code(request, form)
    return _register_and_enter(request, form)


def _agreement(given_at) -> actions.Agreement:
    return actions.Agreement(
        version=settings.LMS_CONSENT_VERSION,
        text=str(SignUpForm.base_fields["consent"].label),
        given_at=given_at,
    )


def _register_and_enter(request, form):
    language = get_language()
    person = actions.register(
        identifier=form.cleaned_data["identifier"],
        password_hash=make_password(form.cleaned_data["password"]),
        agreement=_agreement(timezone.now()),
        form_key=form.once_key,
        language=language,
        **form.profile,
    )
    request.session[WORDS_KEY] = actions.renew_recovery_words(
        person=person, language=language, now=timezone.now()
    )
    request.session[NEXT_KEY] = safe_next(request)
    return perform_login(request, person, redirect_url=reverse("recovery_words"))


# --- By e-mail --------------------------------------------------------------------


def _ask_for_code(request, form):
    """Send a code to the address, whether or not it has an account.

    Nothing is kept of the sign-up but in this session, until the code is given back:
    nobody can take an account in advance for an address that is not theirs.
    """
    address = form.cleaned_data["identifier"].value
    if not ratelimit.consume(request, action="request_login_code", key=address):
        return respond_429(request)
    profile, region = form.profile, form.cleaned_data["region"]
    request.session[SIGN_UP_KEY] = {
        **profile,
        "region": region.pk if region else None,
        "language": get_language(),
        "password_hash": make_password(form.cleaned_data["password"]),
        "given_at": timezone.now().isoformat(),
    }
    _begin_process(request, address)
    onward = {"next": safe_next(request)}
    query = f"?{urlencode(onward)}" if onward["next"] else ""
    return redirect(reverse("account_confirm_login_code") + query)


def _begin_process(request, address: str) -> None:
    """Begin allauth's sign-in by code, for an address that may have no account yet."""
    owner = queries.person_with_email(address)
    login = Login(user=owner, email=address)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    controller = LoginStageController(request, login)
    stage = LoginByCodeStage(controller, request, login)
    stage.state.update(
        LoginCodeVerificationProcess.initial_state(user=owner, email=address),
        initiated_by_user=True,
    )
    send_code(LoginCodeVerificationProcess(stage))


def send_code(process) -> None:
    """Send a new code to the address of a process, and keep it."""
    get_adapter().send_mail(
        "account/email/login_code",
        process.state["email"],
        {"code": process.generate_code()},
    )
    process.persist()


def register_proven(request, address: str):
    """Make the account of a sign-up whose address was proven by its code."""
    kept = dict(request.session.pop(SIGN_UP_KEY))
    return actions.register(
        identifier=actions.Identifier("email", address),
        agreement=_agreement(parse_datetime(kept.pop("given_at"))),
        region_id=kept.pop("region"),
        **kept,
    )


# --- Without one ------------------------------------------------------------------


@login_required
def show_words(request):
    """Show the recovery words once; the button forgets them and goes on."""
    if request.method == "POST":
        request.session.pop(WORDS_KEY, None)
        request.session.pop(RECOVERED_KEY, None)
        return redirect(_after_sign_up(request))
    words = request.session.get(WORDS_KEY)
    if not words:
        return redirect("account")
    context = {
        "words": words.split(),
        "is_recovered": RECOVERED_KEY in request.session,
    }
    return render(request, "accounts/recovery_words.html", context)


def _after_sign_up(request) -> str:
    """Return the page after sign-up: what was read as a guest, else where one was."""
    onward = request.session.pop(NEXT_KEY, "")
    if request.session.get("read_units"):
        return reverse("claim_reading")
    return onward or reverse("my_learning")
