"""What courses show: the pages of the tree, the acts of learning, project canvases."""

from courses.views.canvases import (
    delete_canvas,
    edit_about,
    edit_section,
    print_canvas,
    show_canvas,
    show_canvases,
)
from courses.views.learning import (
    calculate,
    enrol_in_course,
    finish_joining,
    finish_unit,
    save_ticks,
    show_catalogue,
    show_claim,
    show_course,
    show_lesson,
    show_module,
    withdraw_from,
)

__all__ = [
    "calculate",
    "delete_canvas",
    "edit_about",
    "edit_section",
    "enrol_in_course",
    "finish_joining",
    "finish_unit",
    "print_canvas",
    "save_ticks",
    "show_canvas",
    "show_canvases",
    "show_catalogue",
    "show_claim",
    "show_course",
    "show_lesson",
    "show_module",
    "withdraw_from",
]
