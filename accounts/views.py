"""Sign-up, sign-in, recovery and the account page."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts import actions, forms, queries
from accounts.formats import mail
from messaging.actions import set_preferences
from messaging.queries import preferences_of

WORDS_KEY = "recovery_words"
NEXT_KEY = "after_words"
UNPROCESSABLE = 422


def _safe_next(request) -> str:
    address = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return ""


def _after_sign_up(request) -> str:
    """Return the page after sign-up: what was read as a guest, else where one was."""
    if request.session.get("read_units"):
        return reverse("claim_reading")
    return request.session.pop(NEXT_KEY, "") or reverse("my_learning")


def redirect_to_sign_in(request):
    """Wagtail's own sign-in leads to ours, where the second factor is asked."""
    query = urlencode({"next": _safe_next(request) or "/admin/"})
    return redirect(f"{reverse('account_login')}?{query}")


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignInView(LoginView):
    """allauth's flow (rate limits, second factor) with our form and page."""

    form_class = forms.SignInForm
    template_name = "accounts/sign_in.html"

    def get_form_class(self):
        return forms.SignInForm

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = UNPROCESSABLE
        return response


@require_POST
def sign_out(request):
    """Sign out; nothing of the person stays behind on the device."""
    logout(request)
    response = redirect("account_login" if "change" in request.POST else "/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@never_cache
@sensitive_post_parameters("password")
def sign_up(request):
    """One page; an e-mail is confirmed by a code, everyone else gets eight words."""
    if request.user.is_authenticated:
        return redirect("my_learning")
    form = forms.SignUpForm(request.POST or None)
    context = {"form": form, "next": _safe_next(request)}
    if request.method != "POST":
        return render(request, "accounts/sign_up.html", context)
    if not ratelimit.consume(request, action="signup"):
        return ratelimit.respond_429(request)
    if not form.is_valid():
        return render(request, "accounts/sign_up.html", context, status=UNPROCESSABLE)
    request.session[NEXT_KEY] = _safe_next(request)
    return _create_account(request, form.cleaned_data)


def _create_account(request, data):
    identifier = data["identifier"]
    person = actions.register(
        identifier=identifier,
        password=data["password"],
        consent_version=settings.LMS_CONSENT_VERSION,
        consent_text=str(forms.SignUpForm.base_fields["consent"].label),
        now=timezone.now(),
        first_name=data["first_name"],
        last_name=data["last_name"],
        audience=data["audience"],
        region=data["region"],
        language=get_language(),
    )
    if identifier.kind == "email":
        owner = person or queries.person_typed(identifier.value)
        LoginCodeVerificationProcess.initiate(
            request=request, user=owner, email=identifier.value
        )
        return redirect("account_confirm_login_code")
    request.session[WORDS_KEY] = actions.renew_recovery_words(
        person=person, language=get_language(), now=timezone.now()
    )
    return perform_login(request, person, redirect_url=reverse("recovery_words"))


@never_cache
@login_required
def show_words(request):
    """Show the recovery words once; the button forgets them and goes on."""
    if request.method == "POST":
        request.session.pop(WORDS_KEY, None)
        return redirect(_after_sign_up(request))
    words = request.session.get(WORDS_KEY)
    if not words:
        return redirect("account")
    return render(request, "accounts/recovery_words.html", {"words": words.split()})


@require_POST
@login_required
def renew_words(request):
    request.session[WORDS_KEY] = actions.renew_recovery_words(
        person=request.user, language=get_language(), now=timezone.now()
    )
    request.session[NEXT_KEY] = reverse("account")
    return redirect("recovery_words")


@never_cache
@sensitive_post_parameters("password", "words")
def recover(request):
    """Set a new password with the eight words; says the same whatever was wrong."""
    form = forms.RecoveryForm(request.POST or None)
    if request.method == "POST" and not ratelimit.consume(
        request,
        action="reset_password",
        key=request.POST.get("login", "")[:254].lower(),
    ):
        return ratelimit.respond_429(request)
    if request.method == "POST" and form.is_valid():
        done = actions.recover_with_words(
            person=queries.person_typed(form.cleaned_data["login"]),
            words=form.cleaned_data["words"],
            password=form.cleaned_data["password"],
            now=timezone.now(),
        )
        if done:
            messages.success(
                request,
                _(
                    "The password is changed. The words worked once: after signing in, "
                    "print new ones on your account page."
                ),
            )
            return redirect("account_login")
        form.add_error(
            None, _("The name or the words are not right. Check both and try again.")
        )
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/recover.html", {"form": form}, status=status)


@never_cache
@login_required
def show_account(request):
    """The person's own page; saving one part leaves the others as they are."""
    form = forms.ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        messages.success(request, _("Saved."))
        response = redirect(f"/{person.language}{reverse('account')[3:]}")
        response.set_cookie("language", person.language, samesite="Lax")
        return response
    if form.errors:
        request.user.refresh_from_db()
    wants = forms.MessagesForm(initial=preferences_of(request.user))
    context = {"form": form, "messages_form": wants}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/account.html", context, status=status)


@require_POST
@login_required
def save_messages(request):
    form = forms.MessagesForm(request.POST)
    if form.is_valid():
        set_preferences(person=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("account")


@require_POST
@login_required
def sign_out_everywhere(request):
    """End every session but this one."""
    person = actions.sign_out_everywhere(person=request.user)
    update_session_auth_hash(request, person)
    messages.success(request, _("You are signed out on every other device."))
    return redirect("account")


@require_safe
def show_demo_mail(request):
    """Show what the demo would have mailed; there is no such page elsewhere."""
    if not settings.LMS_DEMO:
        raise Http404
    return render(request, "accounts/demo_mail.html", {"mails": mail.latest()})
