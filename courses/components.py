"""A lesson's text made ready once for everybody: what is cached, and its parts."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache as made_once
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import (
    get_language,
    gettext as _,
    gettext_lazy,
    ngettext,
    override,
)

from core import quotations
from core.components import CountItem, DeskPanel, DeskRow
from core.translations import text_language
from courses.models import (
    CoursePage,
    Enrolment,
    GlossaryTerm,
    LessonPage,
    TextReview,
)

TERM_LINK = re.compile(r'<a href="#term-([\w-]+)">')
KEPT_SECONDS = 60 * 60 * 24 * 30
LOOKS = ("templates/blocks/*", "templates/figures/*", "locale/*/LC_MESSAGES/*.po")


@dataclass(frozen=True)
class Part:
    """A stretch of a lesson: finished HTML, or data of a block that is personal."""

    kind: str
    html: str = ""
    data: dict | None = None


@dataclass(frozen=True)
class Lesson:
    """What an editor wrote, ready to be shown to anyone in one language."""

    title: str
    summary: str
    minutes: int
    outcomes: tuple[str, ...]
    parts: tuple[Part, ...]
    sections: tuple[dict, ...]
    terms: tuple[dict, ...]
    sources: tuple[dict, ...]
    language: str
    is_checked: bool
    drafted_on: object = None
    is_machine_draft: bool = False

    @property
    def checklist_refs(self) -> set[str]:
        return {
            item["ref"]
            for part in self.parts
            if part.kind == "checklist"
            for item in part.data["items"]
        }


def _question_data(block) -> dict:
    """Return a check-yourself question without a word about what is right."""
    return {
        "ref": block.value["ref"] or str(block.id),
        "prompt": block.value["prompt"],
        "is_multiple": sum(c["is_correct"] for c in block.value["choices"]) > 1,
        "choices": [
            {"ref": child.value["ref"] or str(child.id), "text": child.value["text"]}
            for child in block.value["choices"].bound_blocks
        ],
    }


def _checklist_data(block) -> dict:
    return {
        "items": [
            {"ref": item["ref"], "text": item["text"]} for item in block.value["items"]
        ]
    }


def _with_terms(html: str) -> str:
    return TERM_LINK.sub(r'<a class="term" href="#term-\1">', html)


def _parts_of(page: LessonPage) -> tuple[tuple[Part, ...], tuple[dict, ...]]:
    parts: list[Part] = []
    sections: list[dict] = []
    for block in page.body:
        if block.block_type == "question":
            parts.append(Part("question", data=_question_data(block)))
        elif block.block_type == "checklist":
            parts.append(Part("checklist", data=_checklist_data(block)))
        else:
            context = {}
            if block.block_type == "heading":
                sections.append({"id": f"s{len(sections) + 1}", "title": block.value})
                context = {"anchor": sections[-1]["id"]}
            html = _with_terms(block.render(context))
            if parts and parts[-1].kind == "html":
                html = parts.pop().html + html
            parts.append(Part("html", html=html))
    return tuple(parts), tuple(sections)


def _terms_in(parts: tuple[Part, ...], language: str) -> tuple[dict, ...]:
    keys = {
        key for part in parts for key in re.findall(r'href="#term-([\w-]+)"', part.html)
    }
    return tuple(
        {
            "key": term.key,
            "term": getattr(term, f"term_{language}"),
            "definition": getattr(term, f"definition_{language}"),
        }
        for term in GlossaryTerm.objects.filter(key__in=keys)
    )


def build_lesson(page: LessonPage) -> Lesson:
    """Render every block of a lesson in the language of its text."""
    language = text_language(page)
    review = TextReview.objects.filter(
        page_key=page.translation_key, language=language
    ).first()
    with override(language):
        parts, sections = _parts_of(page)
    is_same_text = review is not None and review.digest == page.text_digest
    return Lesson(
        title=page.title,
        summary=page.summary,
        minutes=page.minutes,
        outcomes=tuple(str(block.value) for block in page.outcomes),
        parts=parts,
        sections=sections,
        terms=_terms_in(parts, language),
        sources=tuple(dict(source) for block in page.sources for source in block.value),
        language=language,
        is_checked=is_same_text and review.is_checked,
        drafted_on=review.drafted_on if review else None,
        is_machine_draft=bool(review and review.drafted_by == "machine"),
    )


@made_once
def _looks() -> str:
    """Return what tells the templates and words of this version from another's."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for pattern in LOOKS:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def lesson_for(page) -> Lesson:
    """Return the finished lesson of a live page, rendered once for each revision.

    A stand-in shows the text of its source and shares its copy. The key holds all
    that the copy was made from: the revision, what it quotes, our own templates.
    While templates are being written (DEBUG) nothing is kept, nor is a page that has
    no revision.
    """
    source = page.alias_of if page.alias_of_id else page
    if settings.DEBUG or source.live_revision_id is None:
        return build_lesson(source.specific)
    made_from = (source.pk, source.live_revision_id, quotations.version(), _looks())
    key = "lesson:" + ":".join(map(str, made_from))
    lesson = cache.get(key)
    if lesson is None:
        lesson = build_lesson(source.specific)
        cache.set(key, lesson, KEPT_SECONDS)
    return lesson


def answer_to_check(page: LessonPage, ref: str, chosen: list[str]) -> dict | None:
    """Return feedback on the choices made in one check-yourself question."""
    for block in page.body:
        if block.block_type != "question":
            continue
        data = _question_data(block)
        if data["ref"] != ref:
            continue
        choices = [
            {**shown, "is_correct": c["is_correct"], "feedback": c["feedback"]}
            for shown, c in zip(data["choices"], block.value["choices"], strict=True)
        ]
        picked = [choice for choice in choices if choice["ref"] in chosen]
        right = {choice["ref"] for choice in choices if choice["is_correct"]}
        return {
            "ref": ref,
            "picked": [choice["ref"] for choice in picked],
            "is_right": bool(picked) and {c["ref"] for c in picked} == right,
            "feedback": [choice["feedback"] for choice in picked],
        }
    return None


# --- The first page of the admin ------------------------------------------------------


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
    found = []
    for review in TextReview.objects.with_titles().order_by("title", "language"):
        reason = _reason_to_check(review, texts[review.page_key, review.language])
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
    return [
        CountItem(
            request,
            count=courses,
            word=ngettext("course", "courses", courses),
            icon="folder-open-inverse",
            order=10,
        ),
        CountItem(
            request,
            count=lessons,
            word=ngettext("lesson", "lessons", lessons),
            icon="doc-full",
            order=20,
        ),
        CountItem(
            request,
            count=learners,
            word=ngettext("learner", "learners", learners),
            icon="group",
            order=40,
        ),
    ]
