"""Lists of the admin: glossary, tracks, who has checked which text, enrolments."""

import django_filters
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext as _, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.desk import RecordIndexView, RecordInspectView, RecordViewSet
from core.quotes import inside_quotes, quoted_list
from courses import actions, components
from courses.enums import EnrolmentStatus
from courses.forms import TextReviewForm
from courses.models import (
    CoursePage,
    Enrolment,
    GlossaryTerm,
    ReferenceValue,
    TextReview,
    Track,
)
from courses.phrases import language_choices

MENU = "register_learning_menu_item"


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_hook = MENU
    menu_item_is_registered = True
    menu_order = 10
    menu_label = gettext_lazy("Glossary")
    copy_view_enabled = False
    list_display = ("term_kk", "term_ru", "term_en", "key")
    list_per_page = 50
    ordering = "term_kk"


def value_today(figure: ReferenceValue) -> str:
    """Return what a figure is worth today, with its unit."""
    dated = figure.on(timezone.localdate())
    if dated is None:
        return ""
    return components.shown_value(dated, figure.unit, get_language())


class ReferenceValueViewSet(SnippetViewSet):
    model = ReferenceValue
    icon = "calendar-check"
    menu_hook = MENU
    menu_item_is_registered = True
    menu_order = 15
    menu_label = gettext_lazy("Figures that change")
    copy_view_enabled = False
    list_display = (
        "name",
        Column("today", label=gettext_lazy("Today"), accessor=value_today),
        "key",
        DateColumn("check_again_by", label=gettext_lazy("Check again by")),
    )
    list_per_page = 50
    ordering = "key"

    def get_queryset(self, request):
        return ReferenceValue.objects.prefetch_related("dated_values")


def refuse_to_delete_quoted(request, rows):
    """Lead back to the list where a figure to be deleted is quoted, and say by whom.

    It says nothing to whoever may not delete figures: the view itself refuses.
    """
    figures = [row for row in rows if isinstance(row, ReferenceValue)]
    if not figures or not request.user.has_perm("courses.delete_referencevalue"):
        return None
    quoted = [(figure, titles) for figure in figures if (titles := figure.quoted_in)]
    for figure, titles in quoted:
        said = _(
            "“%(name)s” stays: lessons quote it as {value:%(key)s}. Take it out of "
            "them first: %(titles)s."
        )
        given = {
            "name": inside_quotes(figure.name, get_language()),
            "key": figure.key,
            "titles": quoted_list(titles, get_language()),
        }
        messages.error(request, said % given)
    return redirect("wagtailsnippets_courses_referencevalue:list") if quoted else None


class TrackViewSet(SnippetViewSet):
    model = Track
    icon = "list-ol"
    menu_hook = MENU
    menu_item_is_registered = True
    menu_order = 20
    menu_label = gettext_lazy("Tracks")
    copy_view_enabled = False
    list_display = ("title_kk", "title_ru", "title_en", "key", "audience", "order")
    list_filter = ("audience",)
    ordering = "order"


# --- Checks of texts ------------------------------------------------------------------


class TextReviewFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=language_choices
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="filter_state",
        choices=[
            ("unchecked", gettext_lazy("Not checked by anybody")),
            ("due", gettext_lazy("To be checked again")),
        ],
    )

    class Meta:
        model = TextReview
        fields = ()

    def filter_state(self, queryset, _name, value):
        return queryset.unchecked() if value == "unchecked" else queryset.due()


class TextReviewIndexView(generic.IndexView):
    def get_base_queryset(self):
        return TextReview.objects.with_titles()

    @cached_property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Lesson"), get_url=self.get_edit_url),
            Column("language", label=_("Language"), sort_key="language"),
            Column(
                "language_checked_by",
                label=_("Language checked by"),
                accessor=lambda review: review.language_checked_by or _("nobody"),
            ),
            Column(
                "facts_checked_by",
                label=_("Facts checked by"),
                accessor=lambda review: review.facts_checked_by or _("nobody"),
            ),
            Column(
                "check_again_by",
                label=_("Check again by"),
                accessor=lambda review: (
                    date_format(review.check_again_by) if review.check_again_by else ""
                ),
                sort_key="check_again_by",
            ),
        ]


class TextReviewEditView(generic.EditView):
    success_message = gettext_lazy("The check of “%(object)s” is on record.")

    @cached_property
    def lesson(self):
        lesson = self.object.lesson
        if lesson is None:
            raise Http404
        return lesson

    def get_page_subtitle(self):
        return f"{self.lesson.title} ({self.object.language})"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "lesson": self.lesson}

    def save_instance(self):
        return actions.record_check(
            review=self.form.save(commit=False),
            lesson=self.lesson,
            actor=self.request.user,
        )

    def get_success_message(self):
        return _("The check of “%(title)s” is on record.") % {
            "title": inside_quotes(self.lesson.title, get_language())
        }


class TextReviewViewSet(ModelViewSet):
    model = TextReview
    icon = "tick-inverse"
    menu_hook = MENU
    menu_order = 30
    menu_label = gettext_lazy("Checks of texts")
    add_to_reference_index = False
    copy_view_enabled = False
    edit_view_class = TextReviewEditView
    filterset_class = TextReviewFilterSet
    index_view_class = TextReviewIndexView
    list_per_page = 50
    ordering = "title"
    search_fields = ("title", "language_checked_by", "facts_checked_by")

    def get_form_class(self, for_update=False):
        return TextReviewForm


# --- Enrolments -----------------------------------------------------------------------


class EnrolmentFilterSet(WagtailFilterSet):
    course_key = django_filters.ChoiceFilter(
        label=gettext_lazy("Course"),
        choices=lambda: list(CoursePage.objects.titles_in(get_language()).items()),
    )
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=EnrolmentStatus.choices
    )

    class Meta:
        model = Enrolment
        fields = ()


class EnrolmentIndexView(RecordIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().with_course_titles(get_language())

    @cached_property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "person",
                label=_("Learner"),
                accessor=lambda enrolment: enrolment.person.get_full_name(),
                get_url=self.get_inspect_url,
            ),
            Column("course_title", label=_("Course"), sort_key="course_title"),
            Column("status", label=_("Status"), accessor="get_status_display"),
            DateColumn("enrolled_at", label=_("Enrolled"), sort_key="enrolled_at"),
            DateColumn("completed_at", label=_("Completed"), sort_key="completed_at"),
        ]


class EnrolmentInspectView(RecordInspectView):
    def get_page_subtitle(self):
        return self.object.person.get_full_name()

    def get_course_key_display_value(self):
        titles = CoursePage.objects.titles_in(get_language())
        return titles.get(str(self.object.course_key), self.object.course_key)

    def get_person_display_value(self):
        return f"{self.object.person.get_full_name()} ({self.object.person})"


class EnrolmentViewSet(RecordViewSet):
    model = Enrolment
    icon = "group"
    menu_hook = MENU
    menu_order = 40
    menu_label = gettext_lazy("Enrolments")
    filterset_class = EnrolmentFilterSet
    index_view_class = EnrolmentIndexView
    inspect_view_class = EnrolmentInspectView
    inspect_view_fields = (
        "person",
        "course_key",
        "status",
        "language",
        "enrolled_at",
        "completed_at",
        "withdrawn_at",
    )
    ordering = "-enrolled_at"
    related = ("person",)
    search_fields = ("person__last_name", "person__first_name", "person__username")
