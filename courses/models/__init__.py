"""Courses as editors write them, and the facts about who learnt what."""

from courses.models.pages import (
    CataloguePage,
    CoursePage,
    LessonPage,
    ModulePage,
    UnitPage,
)
from courses.models.records import (
    Booklet,
    ChecklistRecord,
    Completion,
    CurriculumVersion,
    Enrolment,
)
from courses.models.reference import (
    DatedValue,
    GlossaryTerm,
    ReferenceValue,
    TextReview,
    Track,
)

__all__ = [
    "Booklet",
    "CataloguePage",
    "ChecklistRecord",
    "Completion",
    "CoursePage",
    "CurriculumVersion",
    "DatedValue",
    "Enrolment",
    "GlossaryTerm",
    "LessonPage",
    "ModulePage",
    "ReferenceValue",
    "TextReview",
    "Track",
    "UnitPage",
]
