"""Pieces of pages that courses prepare: lessons, figures, panels of the desk."""

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
    "Lesson",
    "Part",
    "answer_to_check",
    "build_lesson",
    "calculator_result",
    "desk_counts",
    "desk_panels",
    "lesson_for",
    "printed_lesson",
    "recommended",
    "shown_value",
]
