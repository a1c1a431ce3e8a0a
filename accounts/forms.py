"""What people fill in to get an account, to get in, and to change it."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.actions import Identifier
from accounts.enums import Audience
from accounts.models import Person
from accounts.validators import (
    as_phone,
    clean_name,
    clean_phone,
    clean_sign_in_name,
    clean_text,
    refuse_iin,
)
from regions.models import Region

LONGEST_PASSWORD = 128
NAME_FIELDS = ("first_name", "last_name", "patronymic", "certificate_name")


class PasswordField(forms.CharField):
    """A password that may be pasted and filled in; spaces in it are kept."""

    def __init__(self, *, autocomplete: str, **kwargs):
        super().__init__(
            strip=False,
            max_length=LONGEST_PASSWORD,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={
                "required": _("Enter a password."),
                "max_length": _("Use %(limit_value)d characters or fewer."),
            },
            **kwargs,
        )


def _attributes(autocomplete: str, **more) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, **more})


class SignUpForm(forms.Form):
    """One short page: a name, one way to sign in, a password, consent."""

    first_name = forms.CharField(
        label=_("Given name"),
        max_length=80,
        widget=_attributes("given-name"),
        error_messages={"required": _("Enter your given name.")},
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        required=False,
        widget=_attributes("family-name"),
        help_text=_("As it should stand on your certificate."),
    )
    identifier = forms.CharField(
        label=_("E-mail, phone or a sign-in name"),
        max_length=254,
        widget=_attributes("username", autocapitalize="none", spellcheck="false"),
        help_text=_(
            "No e-mail? Write a phone number, or think up a sign-in name: we add three "
            "digits to it and show it to you."
        ),
        error_messages={
            "required": _("Enter an e-mail, a phone number or a sign-in name.")
        },
    )
    password = PasswordField(
        label=_("Password"),
        autocomplete="new-password",
        help_text=_("8 characters or more. Three words that only you connect do well."),
    )
    audience = forms.ChoiceField(
        label=_("I am"),
        choices=Audience.choices,
        initial=Audience.RESIDENT,
        widget=forms.RadioSelect,
    )
    region = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.all(),
        required=False,
        empty_label=_("Choose, or leave it"),
    )
    consent = forms.BooleanField(
        label=_("I agree that Qadam keeps these data so that I can learn here."),
        error_messages={
            "required": _("Tick the box: without it we may not keep data.")
        },
    )

    def clean_first_name(self):
        name = clean_name(self.cleaned_data["first_name"])
        if not name:
            raise ValidationError(_("Enter your given name."))
        return name

    def clean_last_name(self):
        return clean_name(self.cleaned_data["last_name"])

    def clean_identifier(self) -> Identifier:
        typed = clean_text(self.cleaned_data["identifier"])
        refuse_iin(typed)
        if "@" in typed:
            typed = typed.rstrip(".")
            try:
                validate_email(typed)
            except ValidationError as failure:
                raise ValidationError(
                    _("Enter an e-mail address like name@example.kz.")
                ) from failure
            return Identifier("email", typed.lower())
        if as_phone(typed):
            return Identifier("phone", clean_phone(typed))
        if typed.lstrip("+").replace(" ", "").isdigit():
            return Identifier("phone", clean_phone(typed))
        return Identifier("name", clean_sign_in_name(typed))

    def clean_password(self):
        password = self.cleaned_data["password"]
        person = Person(
            first_name=self.data.get("first_name", ""),
            last_name=self.data.get("last_name", ""),
        )
        password_validation.validate_password(password, person)
        return password


class SignInForm(LoginForm):
    """Sign-in name, e-mail or phone; allauth counts the failures."""

    is_shared_computer = forms.BooleanField(
        label=_("This is a shared computer"),
        required=False,
        help_text=_("You are signed out when the browser closes; nothing stays here."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        login = self.fields["login"]
        login.label = _("Sign-in name, e-mail or phone")
        login.max_length = 254
        login.widget = _attributes(
            "username", autocapitalize="none", spellcheck="false"
        )
        login.error_messages["required"] = _(
            "Enter your sign-in name, e-mail or phone."
        )
        self.fields["password"] = PasswordField(
            label=_("Password"), autocomplete="current-password"
        )

    def user_credentials(self) -> dict:
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }

    def clean(self):
        cleaned = self.cleaned_data
        cleaned["remember"] = not cleaned.get("is_shared_computer")
        try:
            return super().clean()
        except ValidationError as failure:
            if getattr(failure, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(
                _("The name or the password is not right. Check both and try again."),
                code="mismatch",
            ) from failure

    def login(self, request, redirect_url=None):
        response = super().login(request, redirect_url)
        request.session["is_shared_computer"] = self.cleaned_data["is_shared_computer"]
        return response


class RecoveryForm(forms.Form):
    """The eight words, and a new password."""

    login = forms.CharField(
        label=_("Sign-in name, e-mail or phone"),
        max_length=254,
        widget=_attributes("username", autocapitalize="none"),
        error_messages={"required": _("Enter your sign-in name, e-mail or phone.")},
    )
    words = forms.CharField(
        label=_("Your eight recovery words"),
        max_length=300,
        widget=_attributes("off", autocapitalize="none", spellcheck="false"),
        help_text=_("In their order, with spaces between them."),
        error_messages={"required": _("Enter the eight words from your sheet.")},
    )
    password = PasswordField(label=_("New password"), autocomplete="new-password")

    def clean_login(self):
        return clean_text(self.cleaned_data["login"])

    def clean_words(self):
        return clean_text(self.cleaned_data["words"])

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class ProfileForm(forms.ModelForm):
    """The person's own data; e-mail and password have pages of their own."""

    class Meta:
        model = Person
        fields = [
            "first_name",
            "last_name",
            "patronymic",
            "certificate_name",
            "phone",
            "language",
            "audience",
            "region",
            "organisation",
            "position",
        ]
        widgets = {
            "first_name": _attributes("given-name"),
            "last_name": _attributes("family-name"),
            "patronymic": _attributes("additional-name"),
            "certificate_name": _attributes("name"),
            "phone": _attributes("tel", type="tel"),
            "audience": forms.RadioSelect,
            "language": forms.RadioSelect,
            "position": _attributes("organization-title"),
        }
        help_texts = {
            "certificate_name": _("Leave empty: family name, given name, patronymic."),
            "patronymic": _("If you have one and want it on the certificate."),
        }

    def clean(self):
        cleaned = super().clean()
        for name in NAME_FIELDS:
            try:
                cleaned[name] = clean_name(cleaned.get(name) or "")
            except ValidationError as failure:
                self.add_error(name, failure)
        return cleaned

    def clean_position(self):
        position = clean_text(self.cleaned_data["position"])
        refuse_iin(position)
        return position

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return clean_phone(typed) if typed else None


class MessagesForm(forms.Form):
    """Which messages a person gets; those about the account itself always come."""

    wants_news = forms.BooleanField(label=_("News of the programme"), required=False)
    wants_reminders = forms.BooleanField(
        label=_("Reminders of courses I have begun"), required=False
    )


class _WithoutEmail:
    """Wagtail asks staff for an e-mail; ours may do without one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["last_name"].required = False

    def clean_email(self):
        return self.cleaned_data["email"] or None

    def clean_phone(self):
        typed = self.cleaned_data.get("phone")
        return clean_phone(typed) if typed else None


class PersonEditForm(_WithoutEmail, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {
            "patronymic",
            "phone",
            "language",
            "audience",
            "region",
        }


class PersonCreationForm(_WithoutEmail, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {
            "patronymic",
            "phone",
            "language",
            "audience",
            "region",
        }
