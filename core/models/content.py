"""Which content files have been loaded, so that loading again overwrites no edits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentStamp(models.Model):
    """The digest of a content file's text when it was last loaded."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("loaded content file")
        verbose_name_plural = _("loaded content files")

    def __str__(self) -> str:
        return self.name
