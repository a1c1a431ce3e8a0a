"""Finding certificates: by their owner, by what somebody typed."""

import math
from decimal import Decimal

from django.db.models import F, FloatField, Max
from django.db.models.functions import Cast

from certificates import numbering
from certificates.models import Certificate
from courses.models import CoursePage
from courses.queries import outline_for
from quizzes.models import Attempt

ACADEMIC_MINUTES = 45


def certificates_of(person) -> list[Certificate]:
    return list(Certificate.objects.of(person))


def certificate_typed(typed: str) -> Certificate | None:
    """Return the certificate of a typed code or number; look-alikes are forgiven."""
    code = numbering.clean_code(typed)
    if numbering.has_right_check(code):
        return Certificate.objects.filter(code=code).first()
    serial = numbering.clean_serial(typed)
    if serial:
        return Certificate.objects.filter(serial=serial).first()
    return None


def course_titles(course_key) -> dict[str, str]:
    """Return the course's title in each language in which it has one."""
    rows = CoursePage.objects.filter(translation_key=course_key, alias_of=None)
    return dict(rows.values_list("locale__language_code", "title"))


def academic_hours_of(course_key, person) -> int:
    """Return the length of a course in academic hours of 45 minutes, rounded up."""
    course = CoursePage.objects.filter(translation_key=course_key).first()
    minutes = outline_for(course, person).minutes if course else 0
    return max(1, math.ceil(minutes / ACADEMIC_MINUTES))


def result_percent_of(person, course_key) -> int | None:
    """Return the mean of a person's best quiz results in a course, in per cent."""
    best = (
        Attempt.objects.filter(
            person=person, course_key=course_key, is_trial=False, max_score__gt=0
        )
        .exclude(score=None)
        .values("quiz_key")
        .annotate(
            share=Max(
                Cast(F("score"), FloatField()) / Cast(F("max_score"), FloatField())
            )
        )
    )
    shares = [Decimal(str(row["share"])) for row in best]
    return round(100 * sum(shares) / len(shares)) if shares else None
