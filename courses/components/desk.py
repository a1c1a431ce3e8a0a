"""What courses show on the first page of the admin."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import (
    get_language,
    gettext as _,
    gettext_lazy,
    ngettext,
)

from core.components import CountItem, DeskPanel, DeskRow
from courses.models import (
    CoursePage,
    Enrolment,
    LessonPage,
    ReferenceValue,
    TextReview,
)


class WritePanel(DeskPanel):
    """Where to begin: each course with a way to add a lesson or a quiz to it."""

    order = 50
    name = "write"
    heading = gettext_lazy("Write a lesson or a quiz")
    hint = gettext_lazy("Choose the course. Write in any language, translate later.")
    most = 20

    def rows_for(self, request):
        courses = CoursePage.objects.filter(
            locale__language_code=get_language()
        ).order_by("path")
        rows = [
            DeskRow(
                title=course.title,
                url=reverse("wagtailadmin_explore", args=[course.pk]),
                action=_("Add a page"),
                action_url=reverse("wagtailadmin_pages:add_subpage", args=[course.pk]),
            )
            for course in courses[: self.most]
        ]
        return rows, len(rows)


class ChecksPanel(DeskPanel):
    """The lessons whose record says that somebody should read them."""

    order = 140
    name = "checks"
    heading = gettext_lazy("Texts to check")
    hint = gettext_lazy("Two people's work: one reads the language, one the sources.")
    all_label = gettext_lazy("All checks of texts")

    def all_url(self):
        return reverse("textreview:index")

    def rows_for(self, request):
        waiting = texts_to_check()
        rows = [
            DeskRow(
                title=review.title,
                url=reverse("textreview:edit", args=[review.pk]),
                note=reason,
                language=review.language,
            )
            for review, reason in waiting[: self.most]
        ]
        return rows, len(waiting)


def texts_to_check() -> list[tuple[TextReview, str]]:
    """Return the records of texts that wait for somebody, each with the reason."""
    texts = {
        (lesson.translation_key, lesson.locale.language_code): lesson
        for lesson in LessonPage.objects.select_related("locale")
    }
    past = ReferenceValue.objects.due(timezone.localdate())
    due = set(past.values_list("key", flat=True))
    found = []
    for review in TextReview.objects.with_titles().order_by("title", "language"):
        lesson = texts[review.page_key, review.language]
        reason = _reason_to_check(review, lesson)
        if due.intersection(lesson.quoted_keys):
            reason = _("it quotes a figure whose day of checking is past")
        if reason:
            found.append((review, reason))
    return found


def _reason_to_check(review: TextReview, lesson: LessonPage) -> str:
    if not review.language_checked_by and not review.facts_checked_by:
        return _("nobody has checked language and facts")
    if not review.language_checked_by:
        return _("nobody has checked the language")
    if not review.facts_checked_by:
        return _("nobody has checked the facts")
    if review.check_again_by and review.check_again_by <= timezone.localdate():
        return _("its figures or laws may have changed")
    if review.digest != lesson.text_digest:
        return _("the text has changed since it was checked")
    return ""


def desk_panels(request) -> list[DeskPanel]:
    """Return the panels of courses that concern whoever is here."""
    panels = []
    if request.user.has_perm("wagtail_localize.submit_translation"):
        panels.append(WritePanel(request))
    if request.user.has_perm("courses.change_textreview"):
        panels.append(ChecksPanel(request))
    return panels


def desk_counts(request) -> list[CountItem]:
    """Return how much there is to learn, and how many learn."""
    courses = CoursePage.objects.live().values("translation_key").distinct().count()
    lessons = LessonPage.objects.live().values("translation_key").distinct().count()
    learners = Enrolment.objects.current().values("person").distinct().count()
    shown = (
        (courses, ngettext("course", "courses", courses), "folder-open-inverse", 10),
        (lessons, ngettext("lesson", "lessons", lessons), "doc-full", 20),
        (learners, ngettext("learner", "learners", learners), "group", 40),
    )
    return [
        CountItem(request, count=count, word=word, icon=icon, order=order)
        for count, word, icon, order in shown
    ]
