"""Courses, lessons, tracks and glossary from content files into pages and rows."""

import hashlib
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from wagtail.models import Page

from core.formats import front_matter, markdown
from core.models.content import ContentStamp
from core.translations import publish_source, publish_translations
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

NAMESPACE = uuid.UUID("5a1b8f5e-6a2b-5d0a-9d3e-7d6d6f3f2a10")


def key_for(*parts: str) -> uuid.UUID:
    """Return the same identifier for the same names, on every installation."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


def is_loaded(name: str, *texts: str) -> bool:
    """Tell whether these very texts were loaded before under this name."""
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    return ContentStamp.objects.filter(name=name, digest=digest).exists()


def mark_loaded(name: str, *texts: str) -> None:
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    ContentStamp.objects.update_or_create(name=name, defaults={"digest": digest})


def _item(kind: str, value: Any, *path: str) -> dict[str, Any]:
    return {"id": str(key_for(*path)), "type": kind, "value": value}


def _items(values: list, *path: str) -> list[dict[str, Any]]:
    return [
        _item("item", value, *path, str(number)) for number, value in enumerate(values)
    ]


def _callout(argument: str, html: str) -> dict[str, Any]:
    kind, _space, valid_on = argument.partition(" ")
    return {"kind": kind, "text": html, "valid_on": valid_on or None}


def _figure(piece: markdown.Piece, *path: str) -> dict[str, Any]:
    fields = piece.value
    return {
        "drawing": piece.argument,
        "lines": _items(fields["text"].split(" / "), *path, "lines"),
        "alt": fields["alt"],
        "caption": fields["caption"],
        "brief": fields["drawing"],
    }


def _table(rows: list, *path: str) -> dict[str, Any]:
    return {
        "caption": "",
        "rows": _items(
            [_items(row, *path, str(at)) for at, row in enumerate(rows)], *path
        ),
    }


def _check_question(question: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "ref": question["id"],
        "prompt": question["prompt"][language],
        "choices": _items(
            [
                {
                    "ref": choice["id"],
                    "text": choice["text"][language],
                    "is_correct": choice["correct"],
                    "feedback": choice["feedback"][language],
                }
                for choice in question["choices"]
            ],
            question["id"],
            "choices",
        ),
    }


_VALUES: dict[str, Callable[..., Any]] = {
    "calculator": lambda piece, *_path: {"kind": piece.argument},
    "callout": lambda piece, *_path: _callout(piece.argument, piece.value),
    "checklist": lambda piece, *path: {"items": _items(piece.value, *path)},
    "figure": _figure,
    "steps": lambda piece, *path: _items(piece.value, *path),
    "table": lambda piece, *path: _table(piece.value, *path),
}
"""How the value of a piece is written as a block; others stand as they are."""


def stream_of(
    pieces: list[markdown.Piece],
    name: str,
    language: str,
    questions: dict[str, dict] | None = None,
) -> list[dict[str, Any]]:
    """Return pieces as raw StreamField data; block ids depend on place alone."""
    stream = []
    for number, piece in enumerate(pieces):
        path = (name, str(number), piece.name)
        if piece.name == "question":
            value = _check_question((questions or {})[piece.argument], language)
        else:
            value = _VALUES.get(piece.name, lambda piece, *_path: piece.value)(
                piece, *path
            )
        stream.append(_item(piece.name, value, *path))
    return stream


def _outcomes(texts: list[str], name: str) -> list[dict[str, Any]]:
    return [
        _item("outcome", text, name, "outcome", str(number))
        for number, text in enumerate(texts)
    ]


def _sources(sources: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    values = [
        {
            "ref": source["id"],
            "publisher": source["publisher"],
            "date": str(source["date"] or ""),
            "url": source["url"] or "",
            "supports": source["supports"],
        }
        for source in sources
    ]
    if not values:
        return []
    return [_item("sources", _items(values, name, "sources"), name, "sources")]


def _lesson(page: LessonPage, text: str, questions: dict, slug: str) -> dict[str, Any]:
    """Fill a lesson page from one language's file; return the file's front matter."""
    head, body = front_matter.split(text)
    pieces = markdown.read_body(body)
    page.key = head["key"]
    page.title = head["title"]
    page.slug = slug
    page.summary = page.search_description = head["summary"]
    page.minutes = head["minutes"]
    page.story = head["story"] or ""
    page.outcomes = _outcomes(head["outcomes"], head["key"])
    page.body = stream_of(pieces, head["key"], head["language"], questions)
    page.sources = _sources(head["sources"], head["key"])
    return head


CHECK_FIELDS = (
    "language_checked_by",
    "language_checked_on",
    "facts_checked_by",
    "facts_checked_on",
)
REVIEW_DEFAULTS: dict[str, Any] = {
    "status": "draft",
    "drafted_by": "",
    "drafted_on": None,
    "language_checked_by": "",
    "language_checked_on": None,
    "facts_checked_by": "",
    "facts_checked_on": None,
    "check_again_by": None,
    "open_points": [],
}


def keep_review(page_key, language: str, review: dict[str, Any], digest: str) -> None:
    """Keep who wrote and who checked a text; silence in the file leaves nothing.

    A check is of the text it was made of. The very same checks beside a changed text
    keep the digest of the old one, so they no longer count.
    """
    values = {
        name: default if review.get(name) is None else review[name]
        for name, default in REVIEW_DEFAULTS.items()
    }
    checks = [values[name] for name in CHECK_FIELDS]
    known = TextReview.objects.filter(page_key=page_key, language=language).first()
    if known and any(checks) and checks == [getattr(known, n) for n in CHECK_FIELDS]:
        digest = known.digest
    TextReview.objects.update_or_create(
        page_key=page_key, language=language, defaults={**values, "digest": digest}
    )


def load_lesson(folder: Path, course: CoursePage) -> LessonPage:
    """Load one lesson in three languages; files loaded before change nothing."""
    texts = [(folder / f"{code}.md").read_text() for code in LANGUAGES]
    quiz = (folder / "questions.yaml").read_text()
    key = front_matter.split(texts[0])[0]["key"]
    page_key = key_for("lesson", key)
    page = LessonPage.objects.filter(
        translation_key=page_key, locale__language_code=LANGUAGES[0]
    ).first()
    if page is not None and is_loaded(f"lesson/{key}", *texts, quiz):
        return page
    questions = {q["id"]: q for q in front_matter.load(quiz)["questions"]}
    page = page or LessonPage(translation_key=page_key, locale=course.locale)
    slug = folder.name
    heads = {LANGUAGES[0]: _lesson(page, texts[0], questions, slug)}
    publish_source(page, course)
    versions = {}
    for code, text in zip(LANGUAGES[1:], texts[1:], strict=True):
        versions[code] = LessonPage()
        heads[code] = _lesson(versions[code], text, questions, slug)
    publish_translations(page, versions)
    for lesson in LessonPage.objects.filter(translation_key=page_key):
        code = lesson.locale.language_code
        keep_review(page_key, code, heads[code]["review"], lesson.text_digest)
    mark_loaded(f"lesson/{key}", *texts, quiz)
    return page


def _course(page: CoursePage, data: dict[str, Any], language: str) -> None:
    page.key = data["key"]
    page.slug = data["slug"]
    page.title = data["title"][language]
    page.summary = page.search_description = data["summary"][language]
    page.introduction = data["introduction"][language]
    page.need = data.get("need", {}).get(language, "")
    page.outcomes = _outcomes(
        [outcome[language] for outcome in data["outcomes"]], data["key"]
    )
    page.track = Track.objects.get(key=data["track"])


def load_course(folder: Path, catalogue) -> tuple[CoursePage, list[str]]:
    """Load a course page; return it with its lesson folders in their order."""
    text = (folder / "course.yaml").read_text()
    data = front_matter.load(text)
    page_key = key_for("course", data["key"])
    page = CoursePage.objects.filter(
        translation_key=page_key, locale__language_code=LANGUAGES[0]
    ).first()
    if page is None or not is_loaded(f"course/{data['key']}", text):
        page = page or CoursePage(translation_key=page_key, locale=catalogue.locale)
        _course(page, data, LANGUAGES[0])
        publish_source(page, catalogue)
        versions = {code: CoursePage() for code in LANGUAGES[1:]}
        for code, version in versions.items():
            _course(version, data, code)
        publish_translations(page, versions)
        mark_loaded(f"course/{data['key']}", text)
    return page, data["lessons"]


def order_units(course: CoursePage, units: list[Page], text: str) -> None:
    """Put a course's pages into the order of its file, once for each text of it.

    An order that an editor has chosen since stays until the file changes.
    """
    name = f"order/{course.key}"
    if is_loaded(name, text):
        return
    keys = [unit.translation_key for unit in units]
    for parent in course.get_translations(inclusive=True):
        children = Page.objects.child_of(parent).filter(translation_key__in=keys)
        in_place = list(children.order_by("path"))
        wanted = sorted(in_place, key=lambda page: keys.index(page.translation_key))
        if in_place != wanted:
            for page in wanted:
                page.refresh_from_db()
                page.move(Page.objects.get(pk=parent.pk), pos="last-child")
    mark_loaded(name, text)


def _by_language(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {f"{name}_{code}": row[name][code] for name in names for code in LANGUAGES}


def _load_rows(kind: str, text: str, save: Callable[[int, dict], None]) -> None:
    """Save the rows of a file that were not loaded before as they are now.

    What an editor has changed stays, until the row itself changes in the file.
    """
    if is_loaded(kind, text):
        return
    for order, row in enumerate(front_matter.load(text)):
        name, as_text = f"{kind}/{row['key']}", front_matter.dump(row)
        if not is_loaded(name, as_text):
            save(order, row)
            mark_loaded(name, as_text)
    mark_loaded(kind, text)


def _save_track(order: int, row: dict[str, Any]) -> None:
    Track.objects.update_or_create(
        key=row["key"],
        defaults={
            "slug": row["slug"],
            "audience": row["audience"],
            "order": order,
            **_by_language(row, "title", "summary"),
        },
    )


def _save_term(_order: int, row: dict[str, Any]) -> None:
    GlossaryTerm.objects.update_or_create(
        key=row["key"], defaults=_by_language(row, "term", "definition")
    )


def _save_value(_order: int, row: dict[str, Any]) -> None:
    figure, _made = ReferenceValue.objects.update_or_create(
        key=row["key"],
        defaults={
            "unit": row["unit"],
            "check_again_by": row["check_again_by"],
            **_by_language(row, "name"),
        },
    )
    for dated in row["values"]:
        DatedValue.objects.update_or_create(
            reference_value=figure,
            valid_from=dated["valid_from"],
            defaults={
                "value": Decimal(str(dated["value"])),
                "publisher": dated["publisher"],
                "url": dated["url"] or "",
            },
        )


def load_tracks(path: Path) -> None:
    """Load the tracks; new ones take their place in the order of the file."""
    _load_rows("track", path.read_text(), _save_track)


def load_glossary(path: Path) -> None:
    """Load the terms."""
    _load_rows("glossary", path.read_text(), _save_term)


def load_values(path: Path) -> None:
    """Load the figures that change; a value that an editor has added stays."""
    _load_rows("value", path.read_text(), _save_value)
