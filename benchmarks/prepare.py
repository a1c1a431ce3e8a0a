"""Fills the data folder of a benchmark and says which requests to send.

Everybody in the plan is enrolled, has read a lesson and has an attempt open. One more
person has finished a course, so that there is a certificate to draw.
"""

import io
import json
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from core.catalogues import compile_catalogues
from core.routing import page_address
from courses.actions import enrol
from courses.models import CoursePage, LessonPage
from courses.queries import outline_for
from lms.demo.learning import learn
from quizzes.actions import start_attempt
from quizzes.models import QuizPage

LEARNERS = 8
LANGUAGE = "kk"
EVERY_UNIT = 100


def _fill() -> None:
    compile_catalogues()
    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=io.StringIO())
    call_command("seed_demo", stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)


def _learner(number: int) -> Person:
    return Person.objects.create(
        username=f"learner-{number}",
        first_name="Айгүл",
        last_name="Омарова",
        language=LANGUAGE,
    )


def _session_of(person: Person) -> str:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _open_attempt(person: Person, quiz: QuizPage) -> dict:
    """Enrol a person and start an attempt; return what a save needs."""
    now = timezone.now()
    enrolment = enrol(
        person=person,
        course_key=outline_for(quiz, person).course_key,
        language=LANGUAGE,
        now=now,
    )
    attempt = start_attempt(
        person=person, quiz_page=quiz, enrolment=enrolment, language=LANGUAGE, now=now
    )
    items = attempt.items.order_by("slot")
    item = next(item for item in items if item.layout["kind"] == "single_choice")
    return {
        "question": f"/{LANGUAGE}/attempts/{attempt.reference}/{item.slot}/",
        "choices": item.layout["choices"],
    }


def _plan() -> dict:
    course = CoursePage.objects.filter(locale__language_code=LANGUAGE).first()
    lesson = LessonPage.objects.descendant_of(course).first()
    quiz = QuizPage.objects.descendant_of(course).first()
    learners = []
    for number in range(LEARNERS):
        person = _learner(number)
        learn(person, course.key, 1, timezone.now())
        learners.append({"session": _session_of(person), **_open_attempt(person, quiz)})
    learn(_learner(LEARNERS), course.key, EVERY_UNIT, timezone.now())
    return {
        "home": f"/{LANGUAGE}/",
        "lesson": page_address(lesson),
        "quiz": page_address(quiz),
        "learners": learners,
    }


def main(output: str) -> None:
    _fill()
    Path(output).write_text(json.dumps(_plan()))
