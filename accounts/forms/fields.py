"""Fields that several forms about accounts share."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.validators import clean_text
from core.alphabet import sort_key
from regions.models import Region

LONGEST_PASSWORD = 128
LONGEST_IDENTIFIER = 254


def typed(autocomplete: str, **more) -> forms.TextInput:
    """Return a text control that a browser may fill in."""
    return forms.TextInput(attrs={"autocomplete": autocomplete, **more})


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


class IdentifierField(forms.CharField):
    """What a person signs in with: a sign-in name, an e-mail or a phone."""

    def __init__(self):
        super().__init__(
            label=_("Sign-in name, e-mail or phone"),
            max_length=LONGEST_IDENTIFIER,
            widget=typed("username", autocapitalize="none", spellcheck="false"),
            error_messages={"required": _("Enter your sign-in name, e-mail or phone.")},
        )

    def clean(self, value):
        return clean_text(super().clean(value))


class AddressField(forms.CharField):
    """An e-mail address, in lower case; a trailing dot or space is no mistake."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("E-mail"),
            max_length=LONGEST_IDENTIFIER,
            widget=typed(
                "email", type="email", autocapitalize="none", spellcheck="false"
            ),
            error_messages={"required": _("Enter an e-mail address.")},
            **kwargs,
        )

    def clean(self, value):
        return clean_address(super().clean(value))


class CodeField(forms.CharField):
    """A one-time code, or one of an authenticator app."""

    def __init__(self, label=_("Code")):  # noqa: B008 - a lazy text
        super().__init__(
            label=label,
            max_length=40,
            widget=typed("one-time-code", autocapitalize="none", spellcheck="false"),
            error_messages={"required": _("Enter the code.")},
        )


class _GroupedRegions(forms.models.ModelChoiceIterator):
    def __iter__(self):
        yield "", self.field.empty_label
        regions = sorted(self.queryset, key=lambda one: sort_key(one.short_name))
        for label, is_ours in ((_("In the programme"), True), (_("Other"), False)):
            found = [one for one in regions if one.is_project_territory is is_ours]
            if found:
                yield label, [self.choice(one) for one in found]


class RegionField(forms.ModelChoiceField):
    """A region that there is today: those of the programme first, each by its name."""

    iterator = _GroupedRegions

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Region"),
            queryset=Region.objects.none(),
            required=False,
            empty_label=_("Not chosen"),
            **kwargs,
        )

    def offer(self, *others: int | None) -> None:
        """Offer the regions of today, and those that somebody has from before."""
        self.queryset = Region.objects.today() | Region.objects.filter(pk__in=others)


class SharedComputerField(forms.BooleanField):
    """Says that other people use this computer too."""

    def __init__(self):
        super().__init__(
            label=_("This is a shared computer"),
            required=False,
            help_text=_(
                "You are signed out when the browser closes; nothing stays here."
            ),
        )


def clean_address(text: str) -> str:
    """Return an e-mail address in its one form; raises ValidationError."""
    address = clean_text(text).rstrip(".").lower()
    try:
        validate_email(address)
    except ValidationError as failure:
        raise ValidationError(
            _("Enter an e-mail address like name@example.kz."), code="email"
        ) from failure
    return address
