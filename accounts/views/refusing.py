"""What all pages about accounts do: send on to the next place, refuse what is wrong."""

from functools import wraps

from allauth.core.ratelimit import respond_429
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

UNPROCESSABLE = 422
WORDS_KEY = "recovery_words"
RECOVERED_KEY = "is_recovered"
SHARED_KEY = "is_shared_computer"
SIGN_UP_KEY = "sign_up"
NEXT_KEY = "after_words"
TOO_MANY = {"too_many_login_attempts", "rate_limited"}


def safe_next(request) -> str:
    """Return where the reader wants to go afterwards when it is a page of ours."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return ""


def has_too_many(form) -> bool:
    """Tell whether a form was refused because there were too many tries."""
    errors = form.errors.as_data().values()
    return any(error.code in TOO_MANY for found in errors for error in found)


class Refusing:
    """Answers a form that is not right with 422, too many tries with 429."""

    def form_invalid(self, form):
        if has_too_many(form):
            return respond_429(self.request)
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = UNPROCESSABLE
        return response


class NotHeldBack:
    """Lets somebody who waits for a code choose another way in after all."""

    def _redirect_to_pending_stage(self, request, stage):
        return None


def back_to_account(view):
    """Ask strangers to sign in first; they come to the account page, not to a POST."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(reverse("account"))

    return wrapped
