"""What courses show; page types and receivers name these."""

from courses.views.learning import (
    MOST_READ_UNITS,
    READ_UNITS,
    finish_joining,
    show_catalogue,
    show_course,
    show_lesson,
    show_module,
)

__all__ = [
    "MOST_READ_UNITS",
    "READ_UNITS",
    "finish_joining",
    "show_catalogue",
    "show_course",
    "show_lesson",
    "show_module",
]
