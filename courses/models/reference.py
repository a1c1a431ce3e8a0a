"""What courses refer to: tracks, terms, dated figures, checks of texts."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from core.quotes import quoted_list
from courses.enums import Audience, ValueUnit
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


class ReferenceValueQuerySet(models.QuerySet):
    def due(self, today: datetime.date):
        """Those whose day of checking is past."""
        return self.filter(check_again_by__lt=today)


class ReferenceValue(index.Indexed, ClusterableModel):
    """A figure that changes, such as the monthly calculation index.

    Lessons quote it as `{value:key}`; what it is worth on a day is the dated value
    with the latest beginning that is not after that day.
    """

    key = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("Lessons quote the figure by it: {value:short-name}."),
    )
    name_kk = models.CharField(_("name, Kazakh"), max_length=160)
    name_ru = models.CharField(_("name, Russian"), max_length=160)
    name_en = models.CharField(_("name, English"), max_length=160)
    unit = models.CharField(
        _("unit"), max_length=10, choices=ValueUnit, default=ValueUnit.TENGE
    )
    check_again_by = models.DateField(
        _("check again by"),
        help_text=_("After this day every lesson that quotes it asks for a check."),
    )

    objects = ReferenceValueQuerySet.as_manager()

    panels = [
        FieldPanel("key"),
        _panels("name", _("Name")),
        FieldPanel("unit"),
        InlinePanel("dated_values", label=_("Value from a day on"), min_num=1),
        FieldPanel("check_again_by"),
    ]
    search_fields = [
        index.AutocompleteField("name_kk"),
        index.AutocompleteField("name_ru"),
        index.AutocompleteField("name_en"),
        index.SearchField("key"),
    ]

    class Meta:
        verbose_name = _("figure that changes")
        verbose_name_plural = _("figures that change")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    def clean(self):
        """Refuse another short name while lessons quote the one in the database."""
        super().clean()
        others = type(self).objects.exclude(key=self.key)
        known = others.filter(pk=self.pk).first()
        if known and (titles := known.quoted_in):
            said = _("Lessons quote {value:%(key)s}: %(titles)s. Keep the short name.")
            named = quoted_list(titles, get_language() or "")
            given = {"key": known.key, "titles": named}
            raise ValidationError({"key": said % given})

    @property
    def quoted_in(self) -> list[str]:
        """The titles of the lessons that quote it, in the active language if there."""
        rows = LessonPage.objects.quoting(self.key).order_by("path")
        titles: dict[str, str] = {}
        for lesson in rows.select_related("locale"):
            is_ours = lesson.locale.language_code == get_language()
            if is_ours or lesson.translation_key not in titles:
                titles[lesson.translation_key] = lesson.title
        return list(titles.values())

    def on(self, day: datetime.date) -> "DatedValue | None":
        """Return what it is worth on a day; None before its first value."""
        begun = [v for v in self.dated_values.all() if v.valid_from <= day]
        return max(begun, key=lambda value: value.valid_from, default=None)


class DatedValue(models.Model):
    """What a figure is worth from one day on, and who says so."""

    reference_value = ParentalKey(
        ReferenceValue,
        verbose_name=_("figure that changes"),
        on_delete=models.CASCADE,
        related_name="dated_values",
    )
    value = models.DecimalField(
        _("value"), max_digits=16, decimal_places=4, validators=[MinValueValidator(0)]
    )
    valid_from = models.DateField(_("valid from"))
    publisher = models.CharField(_("publisher"), max_length=200)
    url = models.URLField(_("address"), blank=True, max_length=500)

    panels = [
        FieldPanel("value"),
        FieldPanel("valid_from"),
        FieldPanel("publisher"),
        FieldPanel("url"),
    ]

    class Meta:
        verbose_name = _("dated value")
        verbose_name_plural = _("dated values")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference_value", "valid_from"],
                name="one_value_of_a_figure_per_day",
                violation_error_message=_("Two values cannot begin on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="figures_are_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value.normalize():f} ({self.valid_from})"


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
