"""The wide reads behind "My learning"; the app owns no model."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from accounts.models import Person
from certificates.models import Certificate
from courses.components import Progress, progress_in
from courses.models import ProjectCanvas
from courses.queries import CourseCard, Unit, course_cards, latest_enrolment_key
from quizzes.models import Attempt
from quizzes.queries import results_of


@dataclass(frozen=True)
class MyCourse:
    """One of a person's courses with its quiz results and certificate."""

    card: CourseCard
    results: list[Attempt]
    certificate: Certificate | None

    @property
    def quizzes(self) -> list[Unit]:
        """The quizzes that the course asks of this person."""
        units = self.card.outline.units
        return [unit for unit in units if unit.kind == "quiz" and unit.is_required]

    @property
    def passed_words(self) -> str:
        """Say how many of the quizzes are passed, as the completion rule counts."""
        total = len(self.quizzes)
        done = sum(unit.state == "done" for unit in self.quizzes)
        return ngettext(
            "%(done)d of %(total)d quiz passed",
            "%(done)d of %(total)d quizzes passed",
            total,
        ) % {"done": done, "total": total}

    @property
    def is_waiting(self) -> bool:
        """Whether a certificate is earned but not issued yet."""
        is_completed = self.card.outline.learner.enrolment.is_completed
        return is_completed and self.certificate is None


@dataclass(frozen=True)
class MyLearning:
    """All of the page; `is_waiting` is true while a certificate is not issued yet."""

    courses: list[MyCourse]
    next_course: MyCourse | None
    certificates: list[Certificate]
    suggestions: list[CourseCard]
    canvases: list[tuple[ProjectCanvas, Progress]]
    is_waiting: bool = False


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
        is_waiting=any(course.is_waiting for course in courses),
    )
