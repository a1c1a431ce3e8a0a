"""The site's front: home, plain pages and news."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core import routing
from core.blocks import PAGE_BLOCKS
from core.models import ViewedPage
from core.search import SEARCH_FIELDS, FoldedPage, searchable
from home.enums import NewsCategory

SUMMARY_HELP = _("One plain sentence; it also stands in search results and previews.")


class HomePage(FoldedPage, ViewedPage):
    """The first page of the site in one language."""

    lead = models.TextField(_("lead"), help_text=_("What Qadam is, in one sentence."))
    note = models.TextField(_("note"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    max_count = 3
    served_by = "home.views.show_home"
    page_description = _("The first page of the site; one for each language.")
    icon = "home"
    content_panels = [
        *ViewedPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("note"),
    ]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("home page")

    def search_text(self) -> str:
        return f"{self.lead} {self.note}"


class ContentPage(FoldedPage, ViewedPage):
    """A plain page: about, help, privacy, a guide."""

    summary = models.TextField(_("summary"), blank=True, help_text=SUMMARY_HELP)
    body = StreamField(PAGE_BLOCKS, verbose_name=_("body"))
    updated_on = models.DateField(_("text of"), null=True, blank=True)

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    served_by = "home.views.show_content"
    page_description = _("A plain page of text, such as help or a guide.")
    icon = "doc-empty"
    content_panels = [
        *ViewedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("updated_on"),
    ]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("content page")

    def search_text(self) -> str:
        return " ".join([self.summary, *searchable(self.body)])


class NewsIndexPage(FoldedPage, ViewedPage):
    """The list of news, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    served_by = "home.views.show_news_index"
    page_description = _("The list of news. One for the whole site.")
    icon = "list-ul"
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("news list")


class NewsPage(FoldedPage, ViewedPage):
    """One news item, dated, with its category and the time it takes to read."""

    published_on = models.DateField(_("published on"))
    category = models.CharField(
        _("category"), max_length=20, choices=NewsCategory, default=NewsCategory.EVENT
    )
    reading_minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=2)
    summary = models.TextField(_("summary"), help_text=SUMMARY_HELP)
    body = StreamField(PAGE_BLOCKS, verbose_name=_("body"))
    source_publisher = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    source_dated_on = models.DateField(_("date of the source"), null=True, blank=True)

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    served_by = "home.views.show_news"
    page_description = _("A news item with its date and category.")
    icon = "calendar"
    content_panels = [
        *ViewedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("published_on"),
                FieldPanel("category"),
                FieldPanel("reading_minutes"),
            ],
            _("Date and kind"),
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("source_publisher"),
                FieldPanel("source_dated_on"),
                FieldPanel("source_url"),
            ],
            _("Source"),
        ),
    ]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("news item")

    @property
    def address(self) -> str:
        return routing.page_address(self)

    @property
    def list_address(self) -> str:
        """Where the list stands of which this is an item."""
        return self.address.removesuffix(f"{self.slug}/")

    def search_text(self) -> str:
        return " ".join([self.summary, *searchable(self.body)])


class ViewCount(models.Model):
    """How often a news item was opened, in all languages together.

    Kept in the cache and written in batches (`home.actions`); `initial` is what the
    page had where it was first published.
    """

    page_key = models.UUIDField(_("page"), unique=True)
    initial = models.PositiveIntegerField(_("views before"), default=0)
    count = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("view count")
        verbose_name_plural = _("view counts")

    def __str__(self) -> str:
        return f"{self.page_key}: {self.total}"

    @property
    def total(self) -> int:
        return self.initial + self.count
