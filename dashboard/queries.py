"""The wide reads behind "My learning"; the app owns no model."""

from dataclasses import dataclass

from accounts.models import Person
from certificates.models import Certificate
from certificates.queries import verdict_on
from courses.components import Progress, progress_in
from courses.models import ProjectCanvas
from courses.queries import CourseCard, course_cards, latest_enrolment_key
from quizzes.models import Attempt
from quizzes.queries import results_of


@dataclass(frozen=True)
class MyCourse:
    """One of a person's courses with its quiz results and certificate."""

    card: CourseCard
    results: list[Attempt]
    certificate: Certificate | None


@dataclass(frozen=True)
class MyLearning:
    """All of the page; `needs_name` is true while a certificate waits for a name."""

    courses: list[MyCourse]
    next_course: MyCourse | None
    certificates: list[Certificate]
    suggestions: list[CourseCard]
    canvases: list[tuple[ProjectCanvas, Progress]]
    needs_name: bool = False


def my_learning_of(person: Person, language: str) -> MyLearning:
    """Return everything on the page in a constant number of queries."""
    cards = course_cards(language, person)
    results = results_of(person)
    certificates = list(Certificate.objects.of(person).current())
    by_course = {
        str(certificate.course_key): certificate for certificate in certificates
    }
    latest = latest_enrolment_key(person)
    courses = [
        MyCourse(
            card=card,
            results=[
                results[unit.key] for unit in card.outline.units if unit.key in results
            ],
            certificate=by_course.get(card.outline.course_key),
        )
        for card in cards
        if card.outline.is_enrolled
    ]
    courses.sort(key=lambda course: course.card.outline.course_key != latest)
    unfinished = [
        c for c in courses if not c.card.outline.learner.enrolment.is_completed
    ]
    return MyLearning(
        courses=courses,
        next_course=unfinished[0] if unfinished else None,
        certificates=certificates,
        suggestions=[card for card in cards if not card.outline.is_enrolled][:3],
        canvases=[
            (canvas, progress_in(canvas)) for canvas in ProjectCanvas.objects.of(person)
        ],
        needs_name=any(_waits_for_name(course, person) for course in courses),
    )


def _waits_for_name(course: MyCourse, person: Person) -> bool:
    verdict = verdict_on(course.card.outline.learner.enrolment, person)
    return course.certificate is None and verdict.reason == "name_missing"
