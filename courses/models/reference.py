"""What courses refer to: tracks, glossary terms, and who has checked which text."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from courses.enums import Audience
from courses.models.pages import LessonPage


def in_language(thing, name: str, language: str | None = None) -> str:
    """Return the field `name` of a row in a language, Kazakh where it is empty."""
    language = language or get_language() or "kk"
    return getattr(thing, f"{name}_{language}", "") or getattr(thing, f"{name}_kk")


def _panels(name: str, label) -> MultiFieldPanel:
    return MultiFieldPanel(
        [FieldPanel(f"{name}_{code}") for code in ("kk", "ru", "en")], label
    )


class Track(models.Model):
    """One of the programme's directions of study, such as digital literacy."""

    key = models.CharField(_("short name"), max_length=10, unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience, default=Audience.RESIDENT
    )
    title_kk = models.CharField(_("title, Kazakh"), max_length=120)
    title_ru = models.CharField(_("title, Russian"), max_length=120)
    title_en = models.CharField(_("title, English"), max_length=120)
    summary_kk = models.TextField(_("summary, Kazakh"))
    summary_ru = models.TextField(_("summary, Russian"))
    summary_en = models.TextField(_("summary, English"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("key"),
        FieldPanel("slug"),
        FieldPanel("audience"),
        _panels("title", _("Title")),
        _panels("summary", _("Summary")),
        FieldPanel("order"),
    ]

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def summary(self) -> str:
        return in_language(self, "summary")


class GlossaryTerm(index.Indexed, models.Model):
    """A word that lessons explain, in three languages."""

    key = models.SlugField(_("short name"), unique=True, allow_unicode=True)
    term_kk = models.CharField(_("term, Kazakh"), max_length=120)
    term_ru = models.CharField(_("term, Russian"), max_length=120)
    term_en = models.CharField(_("term, English"), max_length=120)
    definition_kk = models.TextField(_("meaning, Kazakh"))
    definition_ru = models.TextField(_("meaning, Russian"))
    definition_en = models.TextField(_("meaning, English"))

    panels = [
        FieldPanel("key"),
        _panels("term", _("Term")),
        _panels("definition", _("Meaning")),
    ]
    search_fields = [
        index.AutocompleteField("term_kk"),
        index.AutocompleteField("term_ru"),
        index.AutocompleteField("term_en"),
        index.SearchField("key"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["term_kk"]

    def __str__(self) -> str:
        return self.term

    @property
    def term(self) -> str:
        return in_language(self, "term")

    @property
    def definition(self) -> str:
        return in_language(self, "definition")


class TextReviewQuerySet(models.QuerySet):
    def unchecked(self):
        """Those of which nobody has checked the language, or nobody the facts."""
        return self.filter(Q(language_checked_by="") | Q(facts_checked_by=""))

    def due(self):
        """Those that were to be checked again by today."""
        return self.filter(check_again_by__lte=timezone.localdate())

    def with_titles(self):
        """Those whose lesson is there, each with its `title` in its language."""
        lessons = LessonPage.objects.filter(
            translation_key=OuterRef("page_key"),
            locale__language_code=OuterRef("language"),
        )
        titled = self.annotate(title=Subquery(lessons.values("title")[:1]))
        return titled.filter(title__isnull=False)


class TextReview(models.Model):
    """Who wrote and who checked the text of one lesson in one language.

    A row says nothing about a text that has changed since: `digest` is that of the
    text which was checked, and a reader is told when no person has checked yet.
    """

    page_key = models.UUIDField(_("translation key"))
    language = models.CharField(_("language"), max_length=5)
    digest = models.CharField(_("digest of the text"), max_length=64)
    status = models.CharField(_("status"), max_length=20, default="draft")
    drafted_by = models.CharField(_("drafted by"), max_length=120, blank=True)
    drafted_on = models.DateField(_("drafted on"), null=True, blank=True)
    language_checked_by = models.CharField(
        _("language checked by"), max_length=120, blank=True
    )
    language_checked_on = models.DateField(
        _("language checked on"), null=True, blank=True
    )
    facts_checked_by = models.CharField(
        _("facts checked by"), max_length=120, blank=True
    )
    facts_checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    check_again_by = models.DateField(_("check again by"), null=True, blank=True)
    open_points = models.JSONField(_("open points"), default=list, blank=True)

    objects = TextReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a text")
        verbose_name_plural = _("checks of texts")
        constraints = [
            models.UniqueConstraint(
                fields=["page_key", "language"], name="one_review_per_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_key} ({self.language})"

    @property
    def lesson(self) -> LessonPage | None:
        return LessonPage.objects.filter(
            translation_key=self.page_key, locale__language_code=self.language
        ).first()

    @property
    def is_checked(self) -> bool:
        return bool(self.language_checked_by and self.facts_checked_by)
