"""What a person changes on the account page and the pages behind it."""

from allauth.account.forms import ChangePasswordForm, SetPasswordForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import AddressField, PasswordField, RegionField, typed
from accounts.models import Person
from accounts.validators import clean_name, clean_phone, clean_text, refuse_iin

NAME_FIELDS = ("first_name", "last_name", "patronymic", "certificate_name")


class NamesForm(forms.ModelForm):
    """How a person is called."""

    class Meta:
        model = Person
        fields = NAME_FIELDS
        widgets = {
            "first_name": typed("given-name"),
            "last_name": typed("family-name"),
            "patronymic": typed("additional-name"),
            "certificate_name": typed("name"),
        }
        help_texts = {
            "certificate_name": _("Leave empty: family name, given name, patronymic."),
            "patronymic": _("If you have one and want it on the certificate."),
        }
        error_messages = {"first_name": {"required": _("Enter your given name.")}}

    def clean(self):
        cleaned = super().clean()
        for name in NAME_FIELDS:
            try:
                cleaned[name] = clean_name(cleaned.get(name) or "")
            except ValidationError as failure:
                self.add_error(name, failure)
        if not cleaned.get("first_name") and "first_name" not in self.errors:
            self.add_error("first_name", _("Enter your given name."))
        return cleaned


class CertificateNameForm(NamesForm):
    """The same, asked before a certificate: there must be a whole name to print."""

    no_family_name = _(
        "Enter your family name. If you have none, write in the last field how your "
        "name is to be printed."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        family_name = self.fields["last_name"]
        family_name.required = not self["certificate_name"].value()
        family_name.error_messages["required"] = self.no_family_name

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not Person(**cleaned).has_name_for_certificate:
            self.add_error("last_name", self.no_family_name)
        return cleaned


class ProfileForm(NamesForm):
    """The person's own data; what opens the account has pages of its own."""

    region = RegionField()

    class Meta(NamesForm.Meta):
        fields = [
            *NAME_FIELDS,
            "language",
            "audience",
            "region",
            "organisation",
            "position",
        ]
        widgets = {
            **NamesForm.Meta.widgets,
            "audience": forms.RadioSelect,
            "language": forms.RadioSelect,
            "position": typed("organization-title"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(self.instance.region_id)
        self.fields["organisation"].empty_label = _("Not chosen")

    def clean_position(self):
        position = clean_text(self.cleaned_data["position"])
        refuse_iin(position)
        return position


class MessagesForm(forms.Form):
    """Which messages a person gets; those about the account itself always come."""

    wants_news = forms.BooleanField(label=_("News of the programme"), required=False)
    wants_reminders = forms.BooleanField(
        label=_("Reminders of courses I have begun"), required=False
    )


class PhoneForm(forms.Form):
    """The phone that opens the account; it may be taken away."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=typed("tel", type="tel"),
        help_text=_("You can sign in with it. Empty: the number is removed."),
    )

    def clean_phone(self):
        text = self.cleaned_data["phone"]
        return clean_phone(text) if text else None


class EmailForm(forms.Form):
    """The address to which a link for confirming it is sent."""

    email = AddressField()

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self):
        if self.cleaned_data["email"] == self.person.email:
            raise ValidationError(_("This is your e-mail already."), code="same")
        return self.cleaned_data["email"]


class NewPasswordForm(ChangePasswordForm):
    """The old password and a new one; typed once, since it may be shown or pasted.

    Whoever has just come in by a code, having forgotten the old one, need not know it.
    """

    def __init__(self, *args, knows_old: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {
            "oldpassword": PasswordField(
                label=_("Present password"), autocomplete="current-password"
            ),
            "password1": PasswordField(
                label=_("New password"),
                autocomplete="new-password",
                help_text=_(
                    "8 characters or more. Three words that only you connect do well."
                ),
            ),
        }
        if not knows_old:
            del self.fields["oldpassword"]

    def clean_oldpassword(self):
        if not self.user.check_password(self.cleaned_data["oldpassword"]):
            raise ValidationError(
                _("This is not your present password."), code="mismatch"
            )
        return self.cleaned_data["oldpassword"]

    def clean_password1(self):
        password_validation.validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]


class FirstPasswordForm(SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {
            "password1": PasswordField(
                label=_("New password"), autocomplete="new-password"
            )
        }

    def clean_password1(self):
        password_validation.validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]
