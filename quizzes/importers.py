"""Quizzes from content files into pages; publishing turns them into rows."""

import math
from pathlib import Path
from typing import Any

from core.digests import digest_of
from core.formats import front_matter
from core.translations import publish_source, publish_translations
from courses.importers import is_loaded, keep_review, key_for, mark_loaded
from courses.models import CoursePage, LessonPage
from courses.phrases import LANGUAGES
from quizzes.models import QuizPage
from quizzes.phrases import KINDS, TITLES

SOURCE, *OTHERS = LANGUAGES
MINUTES_A_QUESTION = 1.5


def _items(values: list, *path: str) -> list[dict[str, Any]]:
    return [
        {
            "id": str(key_for(*path, value.get("ref") or str(at))),
            "type": "item",
            "value": value,
        }
        for at, value in enumerate(values)
    ]


def _choices(question: dict[str, Any], language: str) -> dict[str, Any]:
    choices = [
        {
            "ref": choice["id"],
            "text": choice["text"][language],
            "is_correct": choice["correct"],
            "feedback": choice["feedback"][language],
        }
        for choice in question["choices"]
    ]
    return {"choices": _items(choices, question["id"], "choice")}


def _feedback(question: dict[str, Any], language: str) -> dict[str, str]:
    return {
        name: question[name][language]
        for name in ("feedback_correct", "feedback_other")
    }


def _true_false(question: dict[str, Any], language: str) -> dict[str, Any]:
    answer = "true" if question["answer"] else "false"
    return {"answer": answer, **_feedback(question, language)}


def _numeric(question: dict[str, Any], language: str) -> dict[str, Any]:
    misses = [
        {
            "ref": miss["id"],
            "value": str(miss["value"]),
            "tolerance": str(miss["tolerance"]),
            "feedback": miss["feedback"][language],
        }
        for miss in question.get("near_misses", [])
    ]
    unit = question.get("unit") or ""
    return {
        "answer": str(question["answer"]),
        "tolerance": str(question["tolerance"]),
        "unit": unit[language] if isinstance(unit, dict) else unit,
        "near_misses": _items(misses, question["id"], "miss"),
        **_feedback(question, language),
    }


def _ordering(question: dict[str, Any], language: str) -> dict[str, Any]:
    items = [
        {"ref": item["id"], "text": item["text"][language]}
        for item in question["items"]
    ]
    return {
        "items": _items(items, question["id"], "item"),
        **_feedback(question, language),
    }


_PARTS = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _true_false,
    "numeric": _numeric,
    "order": _ordering,
}


def _question(
    question: dict[str, Any], language: str, lesson_id: int
) -> dict[str, Any]:
    return {
        "id": str(key_for("question", question["id"])),
        "type": KINDS[question["kind"]],
        "value": {
            "ref": question["id"],
            "prompt": question["prompt"][language],
            "max_score": str(question.get("max_score", 1)),
            "outcome": question.get("outcome"),
            "section": question.get("section"),
            "read_again": lesson_id,
            **_PARTS[question["kind"]](question, language),
        },
    }


def _fill(
    page: QuizPage, data: dict[str, Any], language: str, titles: dict, lesson_id: int
) -> None:
    asked = [q for q in data["questions"] if "quiz" in q["placement"]]
    own = data.get("title", {})
    page.title = own.get(language) or TITLES[language].format(title=titles[language])
    page.pass_mark = data["pass_mark"]
    limit = data["attempts"]
    page.attempt_limit = None if limit == "unlimited" else limit
    page.minutes = 5 * math.ceil(len(asked) * MINUTES_A_QUESTION / 5)
    page.questions = [_question(question, language, lesson_id) for question in asked]


def load_quiz(folder: Path, course: CoursePage, lesson: LessonPage) -> QuizPage:
    """Load the quiz of a lesson in three languages, right after the lesson."""
    text = (folder / "questions.yaml").read_text()
    data = front_matter.load(text)
    key = data["lesson"]
    page_key = key_for("quiz", key)
    page = QuizPage.objects.filter(
        translation_key=page_key, locale__language_code=SOURCE
    ).first()
    if page is not None and is_loaded(f"quiz/{key}", text):
        return page
    titles = dict(
        LessonPage.objects.filter(translation_key=lesson.translation_key).values_list(
            "locale__language_code", "title"
        )
    )
    slug = f"{folder.name}-quiz"
    page = page or QuizPage(translation_key=page_key, locale=course.locale, slug=slug)
    _fill(page, data, SOURCE, titles, lesson.pk)
    publish_source(page, course)
    versions = {code: QuizPage(slug=slug) for code in OTHERS}
    for code, version in versions.items():
        _fill(version, data, code, titles, lesson.pk)
    publish_translations(page, versions)
    keep_review(page_key, "", data["review"], digest_of(page.questions))
    mark_loaded(f"quiz/{key}", text)
    return page
