"""Signing in by password or by a code to the e-mail, and signing out."""

from allauth.account import views as allauth_views
from allauth.core import ratelimit
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.formats import mail
from accounts.forms.sign_in import (
    CodeForm,
    CodeRequestForm,
    PasswordAgainForm,
    SignInForm,
)
from accounts.views.refusing import (
    SHARED_KEY,
    SIGN_UP_KEY,
    NotHeldBack,
    Refusing,
    safe_next,
)
from accounts.views.sign_up import register_proven, send_code


def redirect_to_sign_in(request):
    """Wagtail's own sign-in leads to ours, where the second factor is asked."""
    query = urlencode({"next": safe_next(request) or "/admin/"})
    return redirect(f"{reverse('account_login')}?{query}")


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignInView(NotHeldBack, Refusing, allauth_views.LoginView):
    """allauth's flow (rate limits, second factor) with our form and page."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(left=self.request.GET.get("left"), **kwargs)

    def form_valid(self, form):
        self.request.session[SHARED_KEY] = form.cleaned_data["is_shared_computer"]
        return super().form_valid(form)


class CodeRequestView(NotHeldBack, Refusing, allauth_views.RequestLoginCodeView):
    """Ask for a code; the same happens whether or not the address has an account."""

    form_class = CodeRequestForm

    def form_valid(self, form):
        self.request.session[SHARED_KEY] = form.cleaned_data["is_shared_computer"]
        self.request.session.pop(SIGN_UP_KEY, None)
        return super().form_valid(form)


class CodeView(Refusing, allauth_views.ConfirmLoginCodeView):
    """Give the code back; a sign-up becomes an account by it."""

    form_class = CodeForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            is_demo=settings.LMS_DEMO,
            is_sign_up=SIGN_UP_KEY in self.request.session,
            **kwargs,
        )

    def _verify_form_valid(self, form):
        process = self._process
        if process.user is None:
            person = register_proven(self.request, process.state["email"])
            process.state["user_id"] = str(person.pk)
        self.request.session.pop(SIGN_UP_KEY, None)
        return super()._verify_form_valid(form)

    def _resend_form_valid(self, form):
        address = self._process.state["email"]
        if not ratelimit.consume(
            self.request, action="request_login_code", key=address
        ):
            return respond_429(self.request)
        if self._process.user or SIGN_UP_KEY in self.request.session:
            send_code(self._process)
        self._process.record_resend()
        self._process.persist()
        return redirect(self.request.get_full_path())


class PasswordAgainView(Refusing, allauth_views.ReauthenticateView):
    """Ask for the password once more, then do what was asked for."""

    form_class = PasswordAgainForm

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Resolver404:  # the language was changed in between
            return redirect("account")


@require_POST
def sign_out(request):
    """Sign out; nothing of the person stays behind on the device.

    The address says so to the next page: a message kept in a cookie would be cleared
    with the rest.
    """
    is_shared = request.session.get(SHARED_KEY)
    logout(request)
    query = urlencode({"left": "shared" if is_shared else "own"})
    response = redirect(f"{reverse('account_login')}?{query}")
    left = '"cache", "cookies", "storage"' if is_shared else '"cache"'
    response.headers["Clear-Site-Data"] = left
    return response


@require_safe
def show_demo_mail(request):
    """Show what the demo would have mailed; there is no such page elsewhere."""
    if not settings.LMS_DEMO:
        raise Http404
    return render(request, "accounts/demo_mail.html", {"mails": mail.latest()})
