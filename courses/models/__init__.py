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
)
from courses.models.reference import GlossaryTerm, TextReview, Track

__all__ = [
    "CataloguePage",
    "ChecklistRecord",
    "Completion",
    "CoursePage",
    "CurriculumVersion",
    "Enrolment",
    "GlossaryTerm",
    "LessonPage",
    "ModulePage",
    "TextReview",
    "Track",
    "UnitPage",
]
