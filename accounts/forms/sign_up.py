"""The one short page that makes an account."""

import hashlib
import uuid

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.actions import Identifier
from accounts.enums import Audience
from accounts.forms.fields import (
    LONGEST_IDENTIFIER,
    PasswordField,
    RegionField,
    SharedComputerField,
    clean_address,
    typed,
)
from accounts.models import Person
from accounts.validators import (
    as_phone,
    clean_name,
    clean_phone,
    clean_sign_in_name,
    clean_text,
    refuse_iin,
)

NOT_A_NUMBER = str.maketrans("", "", "+ -()")


class SignUpForm(forms.Form):
    """A name, one way to sign in, a password, consent."""

    form_key = forms.UUIDField(
        required=False, initial=uuid.uuid4, widget=forms.HiddenInput
    )
    first_name = forms.CharField(
        label=_("Given name"),
        max_length=80,
        widget=typed("given-name"),
        error_messages={"required": _("Enter your given name.")},
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        required=False,
        widget=typed("family-name"),
        help_text=_("As it should stand on your certificate."),
    )
    identifier = forms.CharField(
        label=_("E-mail, phone or a sign-in name"),
        max_length=LONGEST_IDENTIFIER,
        widget=typed("username", autocapitalize="none", spellcheck="false"),
        help_text=_(
            "No e-mail? Write a phone number, or think up a sign-in name: we add three "
            "digits to it, so that nobody else has the same, and show it to you."
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
    region = RegionField()
    is_shared_computer = SharedComputerField()
    consent = forms.BooleanField(
        label=_("I agree that Qadam keeps these data so that I can learn here."),
        error_messages={
            "required": _("Tick the box: without it we may not keep data.")
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].offer()

    def clean_first_name(self):
        name = clean_name(self.cleaned_data["first_name"])
        if not name:
            raise ValidationError(_("Enter your given name."), code="required")
        return name

    def clean_last_name(self):
        return clean_name(self.cleaned_data["last_name"])

    def clean_identifier(self) -> Identifier:
        typed_text = clean_text(self.cleaned_data["identifier"])
        refuse_iin(typed_text)
        if "@" in typed_text:
            return Identifier("email", clean_address(typed_text))
        if as_phone(typed_text) or typed_text.translate(NOT_A_NUMBER).isdigit():
            return Identifier("phone", clean_phone(typed_text))
        return Identifier("name", clean_sign_in_name(typed_text))

    def clean_password(self):
        password = self.cleaned_data["password"]
        identifier = self.cleaned_data.get("identifier") or Identifier("name", "")
        person = Person(
            first_name=self.cleaned_data.get("first_name", ""),
            last_name=self.cleaned_data.get("last_name", ""),
            username=identifier.value,
        )
        password_validation.validate_password(password, person)
        return password

    @property
    def once_key(self) -> str:
        """The same for the same form sent twice, and for nothing else.

        Its random part is written nowhere but in the page, so nothing can be guessed
        from the key; a form sent again with other answers is another form.
        """
        data = self.cleaned_data
        parts = [
            str(data["form_key"] or uuid.uuid4()),
            data["identifier"].value,
            data["password"],
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def profile(self) -> dict:
        """What is kept of the form besides identifier, password and consent."""
        names = ("first_name", "last_name", "audience", "region")
        return {name: self.cleaned_data[name] for name in names}
