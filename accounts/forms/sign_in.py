"""Getting in: by password, by a code to the e-mail, by the eight words."""

from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
)
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import (
    AddressField,
    CodeField,
    IdentifierField,
    PasswordField,
    SharedComputerField,
)
from accounts.phrases import WRONG_SIGN_IN
from accounts.validators import clean_text


class SignInForm(LoginForm):
    """Sign-in name, e-mail or phone; allauth counts the failures."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": IdentifierField(),
            "password": PasswordField(
                label=_("Password"), autocomplete="current-password"
            ),
            "is_shared_computer": SharedComputerField(),
        }

    def user_credentials(self) -> dict:
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }

    def clean(self):
        self.cleaned_data["remember"] = not self.cleaned_data.get("is_shared_computer")
        try:
            return super().clean()
        except ValidationError as failure:
            if failure.code == "too_many_login_attempts":
                raise
            raise ValidationError(WRONG_SIGN_IN, code="mismatch") from failure


class CodeRequestForm(RequestLoginCodeForm):
    """Where a one-time code is sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {
            "email": AddressField(),
            "is_shared_computer": SharedComputerField(),
        }


class CodeForm(ConfirmLoginCodeForm):
    """The code that came by mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"code": CodeField()}


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something sensitive is changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {
            "password": PasswordField(
                label=_("Password"), autocomplete="current-password"
            )
        }


class RecoveryForm(forms.Form):
    """The eight words, and a new password."""

    login = IdentifierField()
    words = forms.CharField(
        label=_("Your eight recovery words"),
        max_length=300,
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        help_text=_("In their order, in one line or one below the other."),
        error_messages={"required": _("Enter the eight words from your sheet.")},
    )
    password = PasswordField(label=_("New password"), autocomplete="new-password")
    is_shared_computer = SharedComputerField()

    def clean_words(self):
        return clean_text(" ".join(self.cleaned_data["words"].split()))

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
