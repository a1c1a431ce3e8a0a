"""What the demo people have learnt so far."""

from datetime import datetime, timedelta

from courses.actions import enrol, record_completion
from courses.enums import Evidence
from courses.models import CoursePage, Enrolment
from courses.queries import outline_for
from quizzes import grading, queries
from quizzes.actions import save_response, start_attempt, submit_attempt
from quizzes.models import QuizPage


def _right(key) -> list[str]:
    """Return the right response to a question as a form would send it."""
    match key:
        case grading.SingleChoiceKey():
            return [key.right]
        case grading.MultipleChoiceKey():
            return sorted(key.right)
        case grading.TrueFalseKey():
            return ["true" if key.answer else "false"]
        case grading.NumericKey():
            return [f"{key.answer.normalize():f}"]
        case _:
            return list(key.order)


def _read(person, enrolment: Enrolment, unit_key: str, now: datetime) -> None:
    record_completion(
        enrolment=enrolment,
        unit_key=unit_key,
        evidence_kind=Evidence.READ,
        language=person.language,
        now=now,
    )


def _pass_quiz(person, enrolment: Enrolment, unit_key: str, now: datetime) -> None:
    """Take the quiz of a unit and give every right response."""
    quiz = QuizPage.objects.get(
        translation_key=unit_key, locale__language_code=person.language
    )
    attempt = start_attempt(
        person=person,
        quiz_page=quiz,
        enrolment=enrolment,
        language=person.language,
        now=now,
    )
    for item in queries.items_with_keys(attempt):
        save_response(
            attempt_reference=attempt.reference,
            person=person,
            slot=item.slot,
            value=_right(queries.key_of(item)),
            revision=1,
            now=now,
            language=person.language,
        )
    submit_attempt(
        attempt_reference=attempt.reference,
        person=person,
        language=person.language,
        now=now,
    )


def learn(person, course_key: str, units: int, now: datetime) -> None:
    """Enrol a person and let them finish the first `units` parts, one a day."""
    course = CoursePage.objects.filter(
        key=course_key, locale__language_code=person.language
    ).first()
    if (
        course is None
        or Enrolment.objects.filter(
            person=person, course_key=course.translation_key
        ).exists()
    ):
        return
    started = now - timedelta(days=units + 1)
    enrolment = enrol(
        person=person,
        course_key=course.translation_key,
        language=person.language,
        now=started,
    )
    for day, unit in enumerate(outline_for(course, person).units[:units], start=1):
        act = _pass_quiz if unit.kind == "quiz" else _read
        act(person, enrolment, unit.key, started + timedelta(days=day))
