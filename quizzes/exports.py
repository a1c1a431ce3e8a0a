"""Quizzes back into content files."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from core.digests import digest_of
from core.formats import front_matter
from core.formats.front_matter import Row
from courses.exports import review_of
from courses.models import LessonPage
from courses.phrases import LANGUAGES
from quizzes.models import QuizPage
from quizzes.phrases import KINDS, TITLES

_FILE_KINDS = {block: kind for kind, block in KINDS.items()}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _each(blocks: dict[str, Any], name: str) -> dict[str, str]:
    return {code: block.value[name] for code, block in blocks.items()}


def _items_of(blocks: dict[str, Any], name: str, *texts: str) -> list[dict[str, Any]]:
    """Return the items of a list block with their texts in each language."""
    rows = []
    for at, item in enumerate(blocks[LANGUAGES[0]].value[name]):
        row = {"id": item["ref"], "item": item}
        for text in texts:
            row[text] = {
                code: block.value[name][at][text] for code, block in blocks.items()
            }
        rows.append(row)
    return rows


def _choices(blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "choices": [
            {
                "id": row["id"],
                "correct": row["item"]["is_correct"],
                "text": row["text"],
                "feedback": row["feedback"],
            }
            for row in _items_of(blocks, "choices", "text", "feedback")
        ]
    }


def _feedback(blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _each(blocks, name) for name in ("feedback_correct", "feedback_other")
    }


def _true_false(blocks: dict[str, Any]) -> dict[str, Any]:
    answer = blocks[LANGUAGES[0]].value["answer"] == "true"
    return {"answer": answer, **_feedback(blocks)}


def _numeric(blocks: dict[str, Any]) -> dict[str, Any]:
    value = blocks[LANGUAGES[0]].value
    units = _each(blocks, "unit")
    one_unit = len(set(units.values())) == 1
    data = {
        "answer": _number(value["answer"]),
        "tolerance": _number(value["tolerance"]),
        "unit": value["unit"] if one_unit else units,
        **_feedback(blocks),
    }
    misses = [
        {
            "id": row["id"],
            "value": _number(row["item"]["value"]),
            "tolerance": _number(row["item"]["tolerance"]),
            "feedback": row["feedback"],
        }
        for row in _items_of(blocks, "near_misses", "feedback")
    ]
    return {**data, "near_misses": misses} if misses else data


def _ordering(blocks: dict[str, Any]) -> dict[str, Any]:
    rows = _items_of(blocks, "items", "text")
    items = [{"id": row["id"], "text": row["text"]} for row in rows]
    return {"items": items, **_feedback(blocks)}


_PARTS = {
    "single_choice": _choices,
    "multiple_choice": _choices,
    "true_false": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
}


def _question(blocks: dict[str, Any], in_lesson: set[str]) -> dict[str, Any]:
    source = blocks[LANGUAGES[0]]
    value = source.value
    places = ["lesson", "quiz"] if value["ref"] in in_lesson else ["quiz"]
    head: dict[str, Any] = {
        "id": value["ref"],
        "kind": _FILE_KINDS[source.block_type],
        "placement": Row(places),
    }
    for name in ("outcome", "section"):
        if value[name] is not None:
            head[name] = value[name]
    if value["max_score"] != 1:
        head["max_score"] = _number(value["max_score"])
    return {
        **head,
        "prompt": _each(blocks, "prompt"),
        **_PARTS[source.block_type](blocks),
    }


def questions_text(quiz: QuizPage, lesson: LessonPage) -> str:
    """Return the questions file of a lesson from its quiz, in all languages."""
    pages = {
        version.locale.language_code: version.specific
        for version in quiz.get_translations(inclusive=True)
    }
    in_lesson = {
        block.value["ref"] for block in lesson.body if block.block_type == "question"
    }
    titles = {
        version.locale.language_code: version.title
        for version in lesson.get_translations(inclusive=True)
    }
    data: dict[str, Any] = {"lesson": lesson.key}
    own = {code: pages[code].title for code in LANGUAGES}
    usual = {code: TITLES[code].format(title=titles[code]) for code in LANGUAGES}
    if own != usual:
        data["title"] = own
    data["pass_mark"] = quiz.pass_mark
    data["attempts"] = quiz.attempt_limit or "unlimited"
    data["review"] = review_of(quiz.translation_key, "", digest_of(quiz.questions))
    data["questions"] = [
        _question(dict(zip(LANGUAGES, versions, strict=True)), in_lesson)
        for versions in zip(*(pages[code].questions for code in LANGUAGES), strict=True)
    ]
    return front_matter.dump(data)


def write_questions(quiz: QuizPage, lesson: LessonPage, folder: Path) -> None:
    (folder / "questions.yaml").write_text(questions_text(quiz, lesson))
