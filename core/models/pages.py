"""The abstract page: editors write a page, an ordinary view shows it."""

from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.forms import CopyWithoutAliasForm


class ViewedPage(Page):
    """A page that names the view which shows it, live and in preview alike.

    ``served_by`` is the dotted path of a function ``view(request, page)``; the
    check ``core.E001`` proves that it resolves. The view finds
    ``request.is_preview`` true in a preview and must then write nothing.
    """

    served_by: str
    marks_untranslated_parts = False
    """Whether the view labels single parts that a translation does not have yet."""

    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        TranslatableField("search_description"),
    ]
    preview_modes = [("", "")]
    copy_form_class = CopyWithoutAliasForm
    private_page_options = []
    """Every page is for everybody: a restriction guards pages, not what is posted."""

    class Meta:
        abstract = True

    @classmethod
    def view(cls):
        return import_string(cls.served_by)

    def serve(self, request, *args, **kwargs):
        return self.view()(request, self)

    def serve_preview(self, request, mode_name):
        request.is_preview = True
        return self.view()(request, self)
