"""Pieces of pages that courses prepare: lessons, figures, panels of the desk."""

from courses.components.calculators import calculator_result
from courses.components.canvas import (
    Progress,
    lessons_about,
    money_in,
    progress_in,
    sheet_of,
)
from courses.components.desk import desk_counts, desk_panels
from courses.components.lesson import (
    Lesson,
    Part,
    answer_to_check,
    build_lesson,
    lesson_for,
)
from courses.components.values import shown_value

__all__ = [
    "Lesson",
    "Part",
    "Progress",
    "answer_to_check",
    "build_lesson",
    "calculator_result",
    "desk_counts",
    "desk_panels",
    "lesson_for",
    "lessons_about",
    "money_in",
    "progress_in",
    "sheet_of",
    "shown_value",
]
