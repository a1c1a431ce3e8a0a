"""How allauth sees our people: sign-in by name, e-mail or phone; where to go next."""

import time
import uuid
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from accounts import phrases
from accounts.queries import checks_due, people_typed, person_with_email
from accounts.validators import as_phone, as_sign_in_name
from messaging.actions import queue

SHARED_SECONDS = 12 * 60 * 60
"""How long a session on a shared computer lasts at most, in an open browser."""

SECRET_MAILS = {"account/email/login_code", "account/email/email_confirmation"}

LASTS = {
    "account/email/login_code": timedelta(
        seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    )
}
"""How long a mail is of use; one that comes later than that is not sent."""


class SignInBackend(ModelBackend):
    """Checks a password against the person of any of the three identifiers."""

    def authenticate(self, request, username=None, password=None, **credentials):
        identifier = username or credentials.get("email")
        if not identifier or password is None:
            return None
        people = people_typed(identifier)
        fitting = [person for person in people if person.check_password(password)]
        for _missing in range(checks_due(identifier) - len(people)):
            make_password(password)  # as long as for somebody who exists
        return next(filter(self.user_can_authenticate, fitting), None)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's decisions, where ours differ."""

    error_messages = {**DefaultAccountAdapter.error_messages, **phrases.REFUSED}

    def get_login_redirect_url(self, request):
        if request.user.is_authenticated and request.session.get("read_units"):
            return resolve_url("claim_reading")
        return resolve_url("my_learning")

    def get_password_change_redirect_url(self, request):
        return resolve_url("account")

    def post_login(self, request, user, **kwargs):
        is_shared = bool(request.session.get("is_shared_computer"))
        request.session.set_expiry(0 if is_shared else settings.SESSION_COOKIE_AGE)
        if is_shared:
            request.session["shared_until"] = time.time() + SHARED_SECONDS
        response = super().post_login(request, user, **kwargs)
        # For pages whose address names no language; where it does, that one is read
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def confirm_email(self, request, email_address):
        """Make an address the person's, unless it has become somebody else's."""
        owner = person_with_email(email_address.email)
        if owner is not None and owner.pk != email_address.user_id:
            return False
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            return False

    def get_email_confirmation_url(self, request, emailconfirmation):
        """Return an address from the settings: what a request says may be forged."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.WAGTAILADMIN_BASE_URL}{path}"

    def send_mail(self, template_prefix, email, context):
        """Put a mail into the outbox: a mail server that is down stops nobody."""
        lasts = LASTS.get(template_prefix)
        known = {"base_url": settings.WAGTAILADMIN_BASE_URL, "email": email}
        mail = self.render_mail(template_prefix, email, {**known, **context})
        queue(
            kind=template_prefix.rpartition("/")[2],
            key=f"{template_prefix}:{uuid.uuid4().hex}",
            address=email,
            language=get_language(),
            subject=mail.subject,
            body=mail.body,
            is_secret=template_prefix in SECRET_MAILS,
            expires_at=timezone.now() + lasts if lasts else None,
        )

    def add_message(
        self, request, level, message_template=None, *args, message=None, **kwargs
    ):
        """Say what was changed, in our words; what a page shows anyway stays unsaid."""
        text = message or phrases.SAID.get(message_template)
        if text:
            messages.add_message(request, level, text)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count failures per account as looked up, however it was written."""
        identifier = credentials.get("username") or credentials.get("email") or ""
        return as_phone(identifier) or as_sign_in_name(identifier)


class SecondFactorAdapter(DefaultMFAAdapter):
    """What authenticator apps and passkeys are told about us."""

    error_messages = {**DefaultMFAAdapter.error_messages, **phrases.REFUSED}

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": "Qadam"}

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name
        count = user.authenticator_set.filter(type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}
