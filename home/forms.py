"""The search field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.queries import MOST_LETTERS


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=MOST_LETTERS,
        required=False,
        error_messages={
            "max_length": _("Search for %(limit_value)d characters or fewer.")
        },
    )
