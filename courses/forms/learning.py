"""What learners fill in around a course."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from courses.models import TextReview


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


class TextReviewForm(WagtailAdminModelForm):
    """Who has checked the text as it stands now; an older check must be done again."""

    open_points = forms.CharField(
        label=_("Open points"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is still to be settled, one a line."),
    )

    class Meta:
        model = TextReview
        fields = (
            "language_checked_by",
            "language_checked_on",
            "facts_checked_by",
            "facts_checked_on",
            "check_again_by",
            "open_points",
            "drafted_by",
            "drafted_on",
        )
        help_texts = {
            "language_checked_by": _("Who read the whole text, in this language."),
            "facts_checked_by": _("Who opened the sources and compared."),
            "check_again_by": _("When figures or laws in the text may have changed."),
            "drafted_by": _("Who wrote the text in this language."),
        }

    def __init__(self, *args, lesson, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["open_points"] = "\n".join(self.instance.open_points)
        if self.instance.digest != lesson.text_digest:
            for kind in ("language", "facts"):
                self._ask_again(kind)

    def _ask_again(self, kind: str) -> None:
        """Empty a check that speaks of an older text, and say whose it was."""
        name = getattr(self.instance, f"{kind}_checked_by")
        day = getattr(self.instance, f"{kind}_checked_on")
        self.initial[f"{kind}_checked_by"] = ""
        self.initial[f"{kind}_checked_on"] = None
        if name:
            self.fields[f"{kind}_checked_by"].help_text = gettext(
                "The text has changed since %(name)s checked it on %(day)s."
            ) % {"name": name, "day": date_format(day) if day else "…"}

    def clean_open_points(self) -> list[str]:
        lines = self.cleaned_data["open_points"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def clean(self):
        cleaned = super().clean()
        for kind in ("language", "facts"):
            by, on = f"{kind}_checked_by", f"{kind}_checked_on"
            if cleaned.get(by) and not cleaned.get(on) and on not in self.errors:
                cleaned[on] = timezone.localdate()
            if cleaned.get(on) and not cleaned.get(by) and by not in self.errors:
                self.add_error(by, _("Enter the name of the person who checked."))
        return cleaned
