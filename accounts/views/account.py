"""The account page, and a page for each thing that opens the account."""

import time

from allauth.account import views as allauth_views
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.forms.account import (
    CertificateNameForm,
    EmailForm,
    FirstPasswordForm,
    MessagesForm,
    NewPasswordForm,
    PhoneForm,
    ProfileForm,
)
from accounts.phrases import SAVED
from accounts.views.refusing import (
    NEXT_KEY,
    UNPROCESSABLE,
    WORDS_KEY,
    Refusing,
    back_to_account,
    safe_next,
)
from messaging.actions import set_preferences
from messaging.queries import preferences_of

CODE_COUNTS_SECONDS = 15 * 60


@login_required
def show_account(request):
    """The person's own page; saving one part leaves the others as they are."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        messages.success(request, SAVED)
        if "language" not in form.changed_data:
            return redirect("account")
        response = redirect(f"/{person.language}{reverse('account')[3:]}")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            person.language,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response
    if form.errors:
        request.user.refresh_from_db()
    wants = MessagesForm(initial=preferences_of(request.user))
    context = {
        "form": form,
        "messages_form": wants,
        "awaited": EmailAddress.objects.get_new(request.user),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/account.html", context, status=status)


@login_required
def change_name(request):
    """Ask how the name is to stand on certificates, then go back to where one was."""
    form = CertificateNameForm(request.POST or None, instance=request.user)
    onward = safe_next(request)
    if request.method == "POST" and form.is_valid():
        name = form.save().name_for_certificate
        said = _("Saved. Your name will stand on certificates like this: %(name)s")
        messages.success(request, said % {"name": name})
        return redirect(onward or "my_learning")
    if form.errors:
        request.user.refresh_from_db()
    context = {"form": form, "next": onward}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/certificate_name.html", context, status=status)


@require_POST
@back_to_account
def save_messages(request):
    form = MessagesForm(request.POST)
    form.full_clean()
    set_preferences(person=request.user, **form.cleaned_data)
    messages.success(request, SAVED)
    return redirect("account")


@require_POST
@back_to_account
def sign_out_everywhere(request):
    """End every session but this one."""
    person = actions.sign_out_everywhere(person=request.user)
    update_session_auth_hash(request, person)
    messages.success(request, _("You are signed out on every other device."))
    return redirect("account")


@require_POST
@back_to_account
@reauthentication_required(app="accounts")
def renew_words(request):
    request.session[WORDS_KEY] = actions.renew_recovery_words(
        person=request.user, language=get_language(), now=timezone.now()
    )
    request.session[NEXT_KEY] = reverse("account")
    return redirect("recovery_words")


@login_required
@reauthentication_required(app="accounts")
def change_phone(request):
    """Save a number or take it away; numbers tried are counted, taken or not.

    Somebody with two accounts could else find out at speed which numbers have one.
    """
    initial = {"phone": request.user.own_phone}
    form = PhoneForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["phone"]
        if phone and not ratelimit.consume(request, action="change_phone", key=phone):
            return respond_429(request)
        actions.set_phone(person=request.user, phone=phone)
        messages.success(request, SAVED)
        return redirect("account")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/phone.html", {"form": form}, status=status)


# --- E-mail -----------------------------------------------------------------------


@login_required
@reauthentication_required(app="accounts")
def change_email(request):
    """Send a link to the new address; it becomes the person's when it is opened.

    Says the same whether or not somebody has the address already.
    """
    form = EmailForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if not ratelimit.consume(request, action="manage_email") or not (
            ratelimit.consume(request, action="request_login_code", key=address)
        ):
            return respond_429(request)
        EmailAddress.objects.add_new_email(request, request.user, address)
        messages.info(
            request,
            _("We have written to %(address)s. Open the link in that mail.")
            % {"address": address},
        )
        return redirect("account")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "accounts/email.html", {"form": form}, status=status)


class ConfirmEmailView(allauth_views.ConfirmEmailView):
    """The link of the mail shows a button; the button makes the address the person's.

    Neither signs anybody in or out: whoever opens the mail may be somebody else here.
    """

    def logout_other_user(self, confirmation):
        pass

    def post(self, *args, **kwargs):
        try:
            confirmation = self.get_object()
        except Http404:
            return self.get(*args, **kwargs)
        address = confirmation.email_address
        is_confirmed = bool(confirmation.confirm(self.request))
        if is_confirmed and address.user_id == self.request.user.pk:
            messages.success(self.request, _("Your e-mail is confirmed."))
            return redirect("account")
        self.object = confirmation if is_confirmed else None
        context = self.get_context_data(is_confirmed=is_confirmed)
        return self.render_to_response(context)


# --- Password ---------------------------------------------------------------------


class NewPasswordView(Refusing, allauth_views.PasswordChangeView):
    form_class = NewPasswordForm

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "knows_old": not self._came_by_code_lately(),
        }

    def _came_by_code_lately(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - CODE_COUNTS_SECONDS
        return any(one["method"] == "code" and one["at"] > since for one in records)


class FirstPasswordView(Refusing, allauth_views.PasswordSetView):
    form_class = FirstPasswordForm
