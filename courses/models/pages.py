"""The page tree of courses: catalogue, course, module, and everything completable."""

import json

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from core.digests import digest_of
from core.models import ViewedPage
from core.search import SEARCH_FIELDS, FoldedPage, searchable
from courses.blocks import LESSON_BLOCKS, SourcesBlock
from courses.phrases import QUOTED_VALUE

KEY_FIELD = SynchronizedField("key", overridable=False)
SUMMARY_HELP = _("One plain sentence; it also stands in search results and previews.")


class CataloguePage(FoldedPage, ViewedPage):
    """The list of all courses, by track."""

    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1
    served_by = "courses.views.show_catalogue"
    admin_default_ordering = "ord"
    page_description = _("The list of all courses. One for the whole site.")
    icon = "list-ul"
    content_panels = [*ViewedPage.content_panels, FieldPanel("introduction")]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("catalogue")

    def search_text(self) -> str:
        return self.introduction


class CoursePageQuerySet(PageQuerySet):
    def titles_in(self, language: str) -> dict[str, str]:
        """The title of each course in a language, by translation key, in tree order."""
        rows = self.filter(locale__language_code=language).order_by("path")
        return {
            str(key): title
            for key, title in rows.values_list("translation_key", "title")
        }


class CoursePage(FoldedPage, ViewedPage):
    """A course: what it promises; its units are the pages below it."""

    track = models.ForeignKey(
        "courses.Track",
        verbose_name=_("track"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    key = models.CharField(
        _("short name"),
        max_length=20,
        blank=True,
        help_text=_("Like A2; it names the course in content files."),
    )
    summary = models.TextField(_("summary"), help_text=SUMMARY_HELP)
    introduction = models.TextField(_("introduction"), blank=True)
    need = models.CharField(
        _("what somebody wants who needs it"),
        max_length=120,
        blank=True,
        help_text=_(
            "In everyday words, like “Keep safe from phone fraud”: a choice in the "
            "course finder. Empty: the course is not among the choices."
        ),
    )
    outcomes = StreamField(
        [
            (
                "outcome",
                blocks.CharBlock(label=_("After the course you can …"), icon="tick"),
            )
        ],
        verbose_name=_("outcomes"),
        blank=True,
    )

    objects = PageManager.from_queryset(CoursePageQuerySet)()

    override_translatable_fields = [*ViewedPage.override_translatable_fields, KEY_FIELD]
    parent_page_types = ["courses.CataloguePage"]
    served_by = "courses.views.show_course"
    admin_default_ordering = "ord"
    page_description = _("A course; add lessons and quizzes below it.")
    icon = "folder-open-inverse"
    content_panels = [
        *ViewedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("need"),
        FieldPanel(
            "outcomes", help_text=_("What the learner will be able to do, one by one.")
        ),
        MultiFieldPanel(
            [FieldPanel("track", widget=forms.Select), FieldPanel("key")], _("Place")
        ),
        HelpPanel(
            _(
                "A course is complete when every lesson below it has been finished and "
                "every quiz passed. A lesson added later is asked only of those who "
                "enrol after it."
            )
        ),
    ]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("course")

    def search_text(self) -> str:
        return f"{self.summary} {self.introduction}"


class ModulePage(FoldedPage, ViewedPage):
    """An optional level that groups the units of a long course."""

    summary = models.TextField(_("summary"), blank=True, help_text=SUMMARY_HELP)

    parent_page_types = ["courses.CoursePage"]
    served_by = "courses.views.show_module"
    admin_default_ordering = "ord"
    page_description = _("Groups lessons and quizzes of a long course. Optional.")
    icon = "folder"
    content_panels = [*ViewedPage.content_panels, FieldPanel("summary")]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("module")

    def search_text(self) -> str:
        return self.summary


class UnitPage(FoldedPage, ViewedPage):
    """Anything completable in a course: a lesson, a quiz, later a seminar session."""

    summary = models.TextField(_("summary"), blank=True, help_text=SUMMARY_HELP)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Reading at 80 words a minute, plus the task; rounded up to five."),
    )

    class Meta:
        abstract = True


class LessonPage(UnitPage):
    """A lesson: blocks on one page, finished by the button at its foot."""

    key = models.CharField(
        _("short name"),
        max_length=20,
        blank=True,
        help_text=_("Like A2.2; it names the lesson in content files."),
    )
    story = models.CharField(
        _("story"),
        max_length=10,
        blank=True,
        choices=[("invented", _("invented")), ("real", _("a real case"))],
    )
    outcomes = StreamField(
        [("outcome", blocks.CharBlock(label=_("You will be able to …"), icon="tick"))],
        verbose_name=_("outcomes"),
        blank=True,
    )
    body = StreamField(LESSON_BLOCKS, verbose_name=_("body"))
    sources = StreamField(
        [("sources", SourcesBlock())], verbose_name=_("sources"), blank=True
    )

    override_translatable_fields = [*ViewedPage.override_translatable_fields, KEY_FIELD]
    parent_page_types = ["courses.CoursePage", "courses.ModulePage"]
    subpage_types = []
    served_by = "courses.views.show_lesson"
    page_description = _("One lesson of 300 to 800 words, in parts that fit a screen.")
    icon = "doc-full"
    content_panels = [
        *ViewedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel(
            "outcomes", help_text=_("What the reader will be able to do, one by one.")
        ),
        FieldPanel(
            "body",
            help_text=_(
                "Press + and choose a block. Begin with a heading; keep each part to "
                "one screen."
            ),
        ),
        FieldPanel("sources", help_text=_("Who published each fact, and on what day.")),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("story"), FieldPanel("key")],
            _("Details"),
        ),
    ]
    search_fields = [*ViewedPage.search_fields, *SEARCH_FIELDS]

    class Meta:
        verbose_name = _("lesson")

    @property
    def text_digest(self) -> str:
        """A digest of everything in the lesson that a checker would read."""
        title = f"{self.title}\n{self.summary}"
        return digest_of(self.outcomes, self.body, self.sources, title=title)

    @property
    def quoted_keys(self) -> set[str]:
        """The short names of the figures that the body quotes."""
        return set(
            QUOTED_VALUE.findall(
                json.dumps(self.body.get_prep_value(), ensure_ascii=False)
            )
        )

    def clean(self):
        """Refuse a body that quotes a figure which nobody has entered."""
        super().clean()
        known = apps.get_model("courses", "ReferenceValue").objects
        unknown = self.quoted_keys - set(
            known.filter(key__in=self.quoted_keys).values_list("key", flat=True)
        )
        if unknown:
            raise ValidationError(
                {
                    "body": _(
                        "No figure is called “%(names)s”. Look under Learning, Figures "
                        "that change."
                    )
                    % {"names": ", ".join(sorted(unknown))}
                }
            )

    def search_text(self) -> str:
        return " ".join([self.summary, *searchable(self.body)])
