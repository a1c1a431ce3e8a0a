"""A lesson's text made ready once for everybody: what is cached, and its parts."""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache as made_once

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from core import quotations
from core.caching import copies
from core.translations import text_language
from courses.components.values import QuotedValue, in_html, in_text, values_quoted
from courses.enums import CalculatorKind, CanvasSection
from courses.models import GlossaryTerm, LessonPage, TextReview

TERM_LINK = re.compile(r'<a href="#term-([\w-]+)">')
KEPT_SECONDS = 60 * 60 * 24 * 2
"""The key holds the day, for figures change with it: older copies are of no use."""
LOOKS = (
    "courses/components/*.py",
    "templates/blocks/*",
    "templates/figures/*",
    "locale/*/LC_MESSAGES/*.po",
)


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
    values: tuple[QuotedValue, ...]
    language: str
    is_checked: bool
    drafted_on: object = None
    is_machine_draft: bool = False

    @property
    def has_due_values(self) -> bool:
        return any(value.is_due for value in self.values)

    @property
    def calculators(self) -> list[dict]:
        """Its calculators by kind and own name; one of a draft may have no kind."""
        found = (part.data for part in self.parts if part.kind == "calculator")
        return [data for data in found if data["kind"] in CalculatorKind.values]

    @property
    def canvas_sections(self) -> list[str]:
        """The steps of the project canvas to which it leads, each once."""
        keys = (p.data["section"] for p in self.parts if p.kind == "canvas")
        return [key for key in dict.fromkeys(keys) if key in CanvasSection.values]

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


def _calculator_data(kind: str, parts: list[Part]) -> dict:
    """Return the kind and a name: "loan" for the first of its kind, then "loan-2"."""
    others = [p for p in parts if p.kind == "calculator" and p.data["kind"] == kind]
    return {"kind": kind, "ref": f"{kind}-{len(others) + 1}" if others else kind}


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
        elif block.block_type == "calculator":
            data = _calculator_data(block.value["kind"], parts)
            parts.append(Part("calculator", data=data))
        elif block.block_type == "canvas":
            parts.append(Part("canvas", data={"section": block.value["section"]}))
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
        values = values_quoted(page.quoted_keys, language)
        sections = tuple(in_text([*sections], values))
        parts = tuple(
            replace(
                part, html=in_html(part.html, values), data=in_text(part.data, values)
            )
            for part in parts
        )
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
        values=tuple(values.values()),
        language=language,
        is_checked=is_same_text and review.is_checked,
        drafted_on=review.drafted_on if review else None,
        is_machine_draft=bool(review and review.drafted_by == "machine"),
    )


@made_once
def _looks() -> str:
    """Return what tells the templates and words of this version from another's."""
    digest = hashlib.sha256()
    for pattern in LOOKS:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def lesson_for(page) -> Lesson:
    """Return the finished lesson of a live page, rendered once for each revision.

    A stand-in shows the text of its source and shares its copy. The key holds all
    that the copy was made from: the revision, what it quotes, the day (figures change
    with it), our own templates.
    While templates are being written (DEBUG) nothing is kept, nor is a page that has
    no revision.
    """
    source = page.alias_of if page.alias_of_id else page
    if settings.DEBUG or source.live_revision_id is None:
        return build_lesson(source.specific)
    made_from = (
        source.pk,
        source.live_revision_id,
        quotations.version(),
        timezone.localdate(),
        _looks(),
    )
    key = "lesson:" + ":".join(map(str, made_from))
    lesson = copies.get(key)
    if lesson is None:
        lesson = build_lesson(source.specific)
        copies.set(key, lesson, KEPT_SECONDS)
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
        language = text_language(page)
        with override(language):
            values = values_quoted(page.quoted_keys, language)
            feedback = in_text([choice["feedback"] for choice in picked], values)
        return {
            "ref": ref,
            "picked": [choice["ref"] for choice in picked],
            "is_right": bool(picked) and {c["ref"] for c in picked} == right,
            "feedback": feedback,
        }
    return None
