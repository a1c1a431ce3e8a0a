"""Courses, lessons, tracks and glossary back into content files."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Model
from wagtail.blocks import StreamValue, StructValue

from core.formats import front_matter, markdown
from core.formats.markdown import Piece
from courses.models import (
    CoursePage,
    DatedValue,
    GlossaryTerm,
    LessonPage,
    ReferenceValue,
    TextReview,
    Track,
)
from courses.phrases import LANGUAGES

REVIEW_FIELDS = (
    "status",
    "drafted_by",
    "drafted_on",
    "language_checked_by",
    "language_checked_on",
    "facts_checked_by",
    "facts_checked_on",
    "check_again_by",
    "open_points",
)


def _callout(value: StructValue) -> Piece:
    read_on = value["valid_on"]
    argument = f"{value['kind']} {read_on}" if read_on else value["kind"]
    return Piece("callout", value["text"].source, argument)


def _figure(value: StructValue) -> Piece:
    fields = {
        "drawing": value["brief"],
        "text": " / ".join(value["lines"]),
        "alt": value["alt"],
        "caption": value["caption"],
    }
    return Piece("figure", fields, value["drawing"])


def _steps(value: StructValue) -> Piece:
    steps = [{"title": step["title"], "text": step["text"].source} for step in value]
    return Piece("steps", steps)


def _checklist(value: StructValue) -> Piece:
    items = [{"ref": item["ref"], "text": item["text"]} for item in value["items"]]
    return Piece("checklist", items)


def _table(value: StructValue) -> Piece:
    return Piece("table", [[cell.source for cell in row] for row in value["rows"]])


_PIECES = {
    "heading": lambda value: Piece("heading", value),
    "text": lambda value: Piece("text", value.source),
    "steps": _steps,
    "callout": _callout,
    "checklist": _checklist,
    "figure": _figure,
    "table": _table,
    "question": lambda value: Piece("question", None, value["ref"]),
    "calculator": lambda value: Piece("calculator", None, value["kind"]),
}


def pieces_of(stream: StreamValue) -> list[Piece]:
    """Return the blocks of a body as pieces of the text format.

    Pictures, videos, documents and glossary blocks have no text form and are left
    out; `left_out` names them.
    """
    return [
        _PIECES[block.block_type](block.value)
        for block in stream
        if block.block_type in _PIECES
    ]


def left_out(stream: StreamValue) -> list[str]:
    """Return the kinds of blocks that content files cannot hold."""
    return [block.block_type for block in stream if block.block_type not in _PIECES]


def review_of(page_key: UUID, language: str, digest: str) -> dict[str, Any]:
    """Return who wrote and checked a text; a changed text counts as unchecked."""
    review = TextReview.objects.filter(page_key=page_key, language=language).first()
    if review is None:
        return {"status": "draft"}
    values = {name: getattr(review, name) or None for name in REVIEW_FIELDS}
    if review.digest != digest:
        for name in REVIEW_FIELDS[3:7]:
            values[name] = None
    return values


def lesson_text(page: LessonPage) -> str:
    """Return the file of a lesson in one language."""
    language = page.locale.language_code
    head = {
        "key": page.key,
        "language": language,
        "title": page.title,
        "summary": page.summary,
        "outcomes": [str(block.value) for block in page.outcomes],
        "minutes": page.minutes,
        "story": page.story or None,
        "sources": [
            {
                "id": source["ref"],
                "publisher": source["publisher"],
                "date": front_matter.day(source["date"]),
                "url": source["url"] or None,
                "supports": source["supports"],
            }
            for block in page.sources
            for source in block.value
        ],
        "review": review_of(page.translation_key, language, page.text_digest),
    }
    body = markdown.write_body(pieces_of(page.body))
    return front_matter.join(head, body)


def lesson_versions(page: LessonPage) -> dict[str, LessonPage]:
    """Return the page of each language, by language code."""
    pages = page.get_translations(inclusive=True).select_related("locale")
    return {version.locale.language_code: version.specific for version in pages}


def write_lesson(page: LessonPage, folder: Path) -> None:
    """Write a lesson's three files; the folder is named like the page."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, version in lesson_versions(page).items():
        (folder / f"{code}.md").write_text(lesson_text(version))


def _texts(pages: dict[str, CoursePage], name: str) -> dict[str, str]:
    return {code: getattr(pages[code], name) for code in LANGUAGES}


def course_text(page: CoursePage, lessons: list[str]) -> str:
    """Return the file of a course in all languages."""
    pages = {
        version.locale.language_code: version.specific
        for version in page.get_translations(inclusive=True)
    }
    outcomes = [
        [str(block.value) for block in pages[code].outcomes] for code in LANGUAGES
    ]
    return front_matter.dump(
        {
            "key": page.key,
            "track": page.track.key if page.track else None,
            "slug": page.slug,
            "title": _texts(pages, "title"),
            "summary": _texts(pages, "summary"),
            "introduction": _texts(pages, "introduction"),
            "need": _texts(pages, "need"),
            "outcomes": [
                dict(zip(LANGUAGES, texts, strict=True))
                for texts in zip(*outcomes, strict=True)
            ],
            "lessons": lessons,
        }
    )


def _in_languages(row: Model, name: str) -> dict[str, str]:
    return {code: getattr(row, f"{name}_{code}") for code in LANGUAGES}


def tracks_text() -> str:
    return front_matter.dump(
        [
            {
                "key": track.key,
                "slug": track.slug,
                "audience": track.audience,
                "title": _in_languages(track, "title"),
                "summary": _in_languages(track, "summary"),
            }
            for track in Track.objects.all()
        ]
    )


def glossary_text() -> str:
    return front_matter.dump(
        [
            {
                "key": term.key,
                "term": _in_languages(term, "term"),
                "definition": _in_languages(term, "definition"),
            }
            for term in GlossaryTerm.objects.order_by("key")
        ]
    )


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _dated(dated: DatedValue) -> dict[str, Any]:
    return {
        "value": _plain(dated.value),
        "valid_from": dated.valid_from,
        "publisher": dated.publisher,
        "url": dated.url or None,
    }


def values_text() -> str:
    """Return the file of the figures that change, with all their dated values."""
    figures = ReferenceValue.objects.order_by("key").prefetch_related("dated_values")
    return front_matter.dump(
        [
            {
                "key": figure.key,
                "name": _in_languages(figure, "name"),
                "unit": figure.unit,
                "values": [_dated(dated) for dated in figure.dated_values.all()],
                "check_again_by": figure.check_again_by,
            }
            for figure in figures
        ]
    )
