"""A new password for whoever has the eight words."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.core.ratelimit import respond_429
from django.contrib.auth import logout
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions
from accounts.forms.sign_in import RecoveryForm
from accounts.phrases import WRONG_WORDS
from accounts.validators import as_phone, as_sign_in_name
from accounts.views.refusing import (
    NEXT_KEY,
    RECOVERED_KEY,
    SHARED_KEY,
    UNPROCESSABLE,
    WORDS_KEY,
    safe_next,
)


def _is_allowed(request) -> bool:
    typed = request.POST.get("login", "")[:254]
    key = as_phone(typed) or as_sign_in_name(typed)
    return bool(ratelimit.consume(request, action="reset_password", key=key))


@sensitive_post_parameters("password", "words")
def recover(request):
    """Set a new password with the eight words, sign in and give new words.

    Says the same whatever was wrong.
    """
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
            return _enter(request, person, form.cleaned_data["is_shared_computer"])
        form.add_error(None, WRONG_WORDS)
    context = {"form": form, "next": safe_next(request)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/recover.html", context, status=status)


def _enter(request, person, is_shared: bool):
    """Sign a person in, who may have to give a second factor before new words."""
    if request.user.is_authenticated:
        logout(request)
    request.session[SHARED_KEY] = is_shared
    request.session[RECOVERED_KEY] = person.pk
    request.session[NEXT_KEY] = safe_next(request)
    return perform_login(request, person, redirect_url=reverse("recovery_words"))


def finish_recovery(request, person) -> None:
    """Give new words to whoever is in after a recovery, and to nobody else.

    The session may have been left by another person before the second factor.
    """
    recovered = request.session.get(RECOVERED_KEY)
    if recovered is None:
        return
    if recovered != person.pk:
        for key in (RECOVERED_KEY, WORDS_KEY, NEXT_KEY):
            request.session.pop(key, None)
        return
    request.session[WORDS_KEY] = actions.renew_recovery_words(
        person=person, language=get_language(), now=timezone.now()
    )
