"""Courses as editors write them, and the facts about who learnt what."""

from courses.models.pages import (
    CataloguePage,
    CoursePage,
    LessonPage,
    ModulePage,
    UnitPage,
)
from courses.models.records import (
    ChecklistRecord,
    Completion,
    CurriculumVersion,
    Enrolment,
    ProjectCanvas,
)
from courses.models.reference import (
    DatedValue,
    GlossaryTerm,
    ReferenceValue,
    TextReview,
    Track,
)

__all__ = [
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
    "ProjectCanvas",
    "ReferenceValue",
    "TextReview",
    "Track",
    "UnitPage",
]
