"""What somebody types who wants to check a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VerifyForm(forms.Form):
    code = forms.CharField(
        label=_("Code or number of the certificate"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": _("Enter the code or the number from the certificate."),
            "max_length": _("A code has 13 characters. Check what you typed."),
        },
    )
