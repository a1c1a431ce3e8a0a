"""A new password for whoever has the eight words."""

from allauth.core import ratelimit
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions
from accounts.forms.sign_in import RecoveryForm
from accounts.phrases import WRONG_WORDS
from accounts.validators import as_looked_up, as_phone
from accounts.views.refusing import UNPROCESSABLE


def _is_allowed(request) -> bool:
    typed = request.POST.get("login", "")[:254]
    key = as_phone(typed) or as_looked_up(typed)
    return bool(ratelimit.consume(request, action="reset_password", key=key))


@sensitive_post_parameters("password", "words")
def recover(request):
    """Set a new password with the eight words; says the same whatever was wrong."""
    form = RecoveryForm(request.POST or None)
    if request.method == "POST" and not _is_allowed(request):
        return respond_429(request)
    if request.method == "POST" and form.is_valid():
        person = actions.recover_with_words(
            identifier=form.cleaned_data["login"],
            words=form.cleaned_data["words"],
            password=form.cleaned_data["password"],
            now=timezone.now(),
        )
        if person is not None:
            messages.success(
                request,
                _(
                    "The password is changed. The words worked once: after signing in, "
                    "print new ones on your account page."
                ),
            )
            return redirect("account_login")
        form.add_error(None, WRONG_WORDS)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/recover.html", {"form": form}, status=status)
