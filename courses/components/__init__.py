"""Pieces of pages that courses prepare: lessons, figures, panels of the desk."""

from courses.components.booklet import (
    BOOKLET_STYLES,
    booklet_version,
    manuscript_of,
)
from courses.components.calculators import calculator_result
from courses.components.desk import desk_counts, desk_panels
from courses.components.finder import recommended
from courses.components.lesson import (
    Lesson,
    Part,
    answer_to_check,
    build_lesson,
    lesson_for,
)
from courses.components.printed import printed_lesson
from courses.components.values import shown_value

__all__ = [
    "BOOKLET_STYLES",
    "Lesson",
    "Part",
    "answer_to_check",
    "booklet_version",
    "build_lesson",
    "calculator_result",
    "desk_counts",
    "desk_panels",
    "lesson_for",
    "manuscript_of",
    "printed_lesson",
    "recommended",
    "shown_value",
]
