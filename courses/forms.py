"""What learners fill in around a course."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ClaimForm(forms.Form):
    """The lessons read before signing up, each to be ticked by its reader."""

    units = forms.MultipleChoiceField(
        label=_("Which of these did you read yourself?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choose lessons from the list on this page.")
        },
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self._units = {str(unit.translation_key): unit for unit in units}
        self.fields["units"].choices = [
            (key, unit.title) for key, unit in self._units.items()
        ]

    def chosen_units(self) -> list:
        """Return the pages of the ticked lessons."""
        return [self._units[key] for key in self.cleaned_data["units"]]
