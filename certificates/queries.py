"""Finding certificates: by their owner, by what somebody typed."""

import math
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from certificates import eligibility, numbering
from certificates.models import Certificate
from courses.models import CoursePage, Enrolment
from courses.queries import outline_for
from quizzes.models import Attempt
from quizzes.queries import best_of

ACADEMIC_MINUTES = 45


def certificate_of_code(typed: str) -> Certificate | None:
    """Return the certificate of a typed code; look-alikes are forgiven."""
    code = numbering.clean_code(typed)
    if not numbering.has_right_check(code):
        return None
    return Certificate.objects.filter(code=code).first()


def certificate_of_serial(typed: str) -> Certificate | None:
    """Return the certificate of a typed number, which anybody could guess."""
    serial = numbering.clean_serial(typed)
    return Certificate.objects.filter(serial=serial).first() if serial else None


def successor_of(certificate: Certificate | None) -> Certificate | None:
    """Return the certificate that was issued in place of another."""
    if certificate is None:
        return None
    return Certificate.objects.filter(supersedes=certificate).first()


def course_titles(course_key: UUID) -> dict[str, str]:
    """Return the course's title in each language in which it has one."""
    rows = CoursePage.objects.filter(translation_key=course_key, alias_of=None)
    return dict(rows.values_list("locale__language_code", "title"))


def academic_hours_of(course_key: UUID, person: Person) -> int:
    """Return what a course asked of a person in academic hours of 45 minutes.

    Rounded up; a unit added after they enrolled is not asked for and not counted.
    """
    course = CoursePage.objects.filter(translation_key=course_key).first()
    units = outline_for(course, person).units if course else ()
    minutes = sum(unit.minutes for unit in units if unit.is_required)
    return max(1, math.ceil(minutes / ACADEMIC_MINUTES))


def result_percent_of(enrolment: Enrolment) -> int | None:
    """Return the mean of the best result of each quiz in an enrolment, in per cent."""
    attempts = Attempt.objects.counted().graded().filter(enrolment=enrolment)
    by_quiz: dict = {}
    for attempt in attempts:
        by_quiz.setdefault(attempt.quiz_key, []).append(attempt)
    best = [best_of(found).percent for found in by_quiz.values()]
    return round(sum(best) / len(best)) if best else None


def verdict_on(enrolment: Enrolment, person: Person) -> eligibility.Verdict:
    """Return whether an enrolment of this person earns its certificate, or why not."""
    return eligibility.course_verdict(
        is_completed=enrolment.is_completed,
        has_name=person.has_name_for_certificate,
    )


def enrolments_without_certificate() -> QuerySet:
    """Return the completed enrolments that have no certificate yet."""
    issued = Certificate.objects.filter(
        person=OuterRef("person"),
        course_key=OuterRef("course_key"),
        cycle=OuterRef("cycle"),
    )
    return Enrolment.objects.filter(completed_at__isnull=False).exclude(Exists(issued))
