"""The forms of Wagtail's admin that the product narrows."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm


class CopyWithoutAliasForm(CopyForm):
    """Copies a page for good; an alias is made for other languages alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        if self.data.get("alias"):
            raise ValidationError(
                _("A page cannot be copied as an alias. Copy it without one.")
            )
        return super().clean()
