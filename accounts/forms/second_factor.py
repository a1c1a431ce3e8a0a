"""Codes of an authenticator app and the names of passkeys."""

import textwrap

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import CodeField
from accounts.validators import clean_text

LONGEST_NAME = 60


class _WithCode:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField()


class SecondFactorForm(_WithCode, AuthenticateForm):
    """A code of the app, or one of the recovery codes."""


class SecondFactorAgainForm(_WithCode, ReauthenticateForm):
    """The same, before something sensitive is changed."""


class AppForm(_WithCode, ActivateTOTPForm):
    """The first code of an authenticator app."""

    @property
    def secret_in_fours(self) -> str:
        return " ".join(textwrap.wrap(self.secret, 4))


class _WithName:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"),
            max_length=LONGEST_NAME,
            help_text=_("So that you know later which device it is on."),
            error_messages={"required": _("Give it a name.")},
        )

    def clean_name(self):
        return clean_text(self.cleaned_data["name"])


class PasskeyForm(_WithName, AddWebAuthnForm):
    """A passkey that the browser has just made."""


class PasskeyNameForm(_WithName, EditWebAuthnForm):
    """Another name for a passkey."""
