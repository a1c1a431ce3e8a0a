"""The panels of the admin's first page: lists of what waits for whoever is here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import (
    get_language,
    gettext as _,
    gettext_lazy,
    ngettext,
)
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from core import jobs, queries, routing
from core.desk import can_translate

MOST_ROWS = 5


@dataclass(frozen=True)
class DeskRow:
    """One thing that waits: what, in which language, why, and where it is done."""

    title: str
    url: str
    note: str = ""
    language: str = ""
    action: str = ""
    action_url: str = ""


class DeskPanel(Component):
    """A list with a heading; without rows it is not there.

    A panel gives `rows_for(request)`: its rows and how many there are in all.
    """

    template_name = "core/admin/desk_panel.html"
    order = 200
    name = ""
    heading = ""
    hint = ""
    all_label = ""
    most = MOST_ROWS

    def __init__(self, request):
        self.request = request

    def rows_for(self, request) -> tuple[list[DeskRow], int]:
        raise NotImplementedError

    def all_url(self) -> str:
        return ""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        rows, total = self.rows_for(self.request)
        return {
            "name": self.name,
            "heading": self.heading,
            "hint": self.hint,
            "rows": rows,
            "total": total,
            "all_url": self.all_url() if total > len(rows) else "",
            "all_label": self.all_label,
        }


class DraftsPanel(DeskPanel):
    order = 110
    name = "drafts"
    heading = gettext_lazy("Your drafts")
    hint = gettext_lazy("Readers do not see these changes yet.")

    def rows_for(self, request):
        drafts = queries.drafts_of(request.user)
        rows = [
            DeskRow(
                title=page.draft_title or page.title,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                note=_draft_note(page),
                language=page.locale.language_code,
            )
            for page in drafts[: self.most]
        ]
        return rows, drafts.count()


def _draft_note(page) -> str:
    kind = page.content_type.model_class()._meta.verbose_name
    saved = date_format(localtime(page.latest_revision_created_at), "DATETIME_FORMAT")
    if page.live:
        said = _("%(kind)s, published; changed on %(moment)s")
    else:
        said = _("%(kind)s, never published; saved on %(moment)s")
    return said % {"kind": kind, "moment": saved}


class TranslationsPanel(DeskPanel):
    """What readers of one language do not have in their language."""

    order = 130
    all_label = gettext_lazy("Everything to translate")

    def __init__(self, request, language: str, rows: list):
        super().__init__(request)
        self.language = language
        self.waiting = rows
        self.name = f"translate-{language}"
        self.heading = {
            "kk": _("To translate into Kazakh"),
            "ru": _("To translate into Russian"),
            "en": _("To translate into English"),
        }[language]

    def all_url(self):
        return f"{reverse('to_translate')}?language={self.language}"

    def rows_for(self, request):
        rows = [
            DeskRow(
                title=row.title,
                url=reverse("wagtailadmin_pages:edit", args=[row.page_id]),
                note=missing_note(row),
            )
            for row in self.waiting[: self.most]
        ]
        return rows, len(self.waiting)


def missing_note(row: queries.ToTranslate) -> str:
    """Say how far a translation is."""
    if row.missing is None:
        return _("not translated yet; readers see the source text")
    if row.missing == 0:
        return _("translated, not published yet")
    return ngettext(
        "%(count)d text is still to be translated",
        "%(count)d texts are still to be translated",
        row.missing,
    ) % {"count": row.missing}


def translation_panels(request) -> list[TranslationsPanel]:
    """Return one panel for each language in which something waits."""
    rows = queries.to_translate()
    return [
        TranslationsPanel(request, code, [row for row in rows if row.language == code])
        for code, _name in settings.LANGUAGES
        if any(row.language == code for row in rows)
    ]


class ParkedJobsPanel(DeskPanel):
    order = 10
    name = "parked"
    heading = gettext_lazy("Background jobs that gave up")
    hint = gettext_lazy(
        "Each was tried several times. Read the error, then let it run."
    )
    all_label = gettext_lazy("All background jobs")

    def all_url(self):
        return reverse("job:index")

    def rows_for(self, request):
        parked = queries.parked_jobs()
        rows = [
            DeskRow(
                title=jobs.name_of(job.kind),
                url=reverse("job:inspect", args=[job.pk]),
                note=job.last_error[:120],
            )
            for job in parked[: self.most]
        ]
        return rows, parked.count()


def count_in_all(paginator) -> str:
    """Say how long a list is without a noun, which would have to agree with it."""
    return _("%(count)s in all") % {"count": intcomma(paginator.count)}


class CountItem(SummaryItem):
    """A number with its word in the summary of the site."""

    template_name = "core/admin/count.html"

    def __init__(
        self, request, *, count: int, word: str, icon: str, url: str = "", order=100
    ):
        super().__init__(request)
        self.order = order
        self.shown = {"count": count, "word": word, "icon": icon, "url": url}

    def get_context_data(self, parent_context):
        return self.shown


class TranslatorsMenuItem(MenuItem):
    """Shown to whoever may translate."""

    def is_shown(self, request) -> bool:
        return can_translate(request.user)


class GuideMenuItem(MenuItem):
    """The guide that is a page of the site, in the language of the admin."""

    def render_component(self, request):
        language = get_language()
        root = routing.root_paths().get(language, "/")
        url = routing.address_of(f"{root}guide-editors/", language)
        return LinkMenuItem(self.name, self.label, url, icon_name=self.icon_name)
