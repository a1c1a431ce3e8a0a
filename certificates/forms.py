"""What is typed to check a certificate, to revoke one and to issue one again."""

from django import forms
from django.utils.translation import gettext_lazy as _


def _reason(*, help_text: str, required: str) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
        error_messages={"required": required},
    )


class VerifyForm(forms.Form):
    code = forms.CharField(
        label=_("Code or number of the certificate"),
        max_length=60,
        error_messages={
            "required": _("Enter the code or the number from the certificate."),
            "max_length": _("A code has 13 characters. Check what you typed."),
        },
    )


class RevocationForm(forms.Form):
    """Why a certificate is taken back; whoever verifies it reads this."""

    reason = _reason(
        help_text=_("One plain sentence. It is shown to whoever verifies it."),
        required=_("Say why the certificate is revoked."),
    )


class ReissueForm(forms.Form):
    """Why a certificate is issued again; only the audit trail keeps it."""

    reason = _reason(
        help_text=_("One plain sentence, like: the family name has changed."),
        required=_("Say why the certificate is issued again."),
    )
