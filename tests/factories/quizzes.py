"""A small course with a lesson and a quiz, questions of every kind, and learners."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from courses.actions import enrol
from courses.models import CataloguePage, CoursePage, LessonPage, Track
from home.models import HomePage
from quizzes.actions import save_response, start_attempt
from quizzes.models import QuizPage
from tests.caches import clear_caches
from tests.factories.accounts import make_person, make_superuser  # noqa: F401 - on offer

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LANGUAGES = ("kk", "ru", "en")
_numbers = count(1)


def uid(name: str) -> str:
    """The same id for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def _item(kind: str, name: str, value) -> dict:
    return {"type": kind, "id": uid(name), "value": value}


def _common(prompt: str, **kwargs) -> dict:
    return {"prompt": prompt, "ref": "", "max_score": "1", "section": None, **kwargs}


def choice_question(
    name: str, right, wrong, kind="single_choice", prompt="", **kwargs
) -> dict:
    """`right` and `wrong` are texts of choices; feedback is "why <text>"."""
    choices = [
        _item(
            "item",
            f"{name}/{text}",
            {
                "text": text,
                "is_correct": text in right,
                "feedback": f"why {text}",
                "ref": "",
            },
        )
        for text in [*right, *wrong]
    ]
    value = {**_common(prompt or f"Prompt {name}?", **kwargs), "choices": choices}
    return _item(kind, name, value)


def _with_feedback(name: str, prompt: str, **kwargs) -> dict:
    return {
        **_common(prompt or f"Prompt {name}?", **kwargs),
        "feedback_correct": f"well done {name}",
        "feedback_other": f"look again {name}",
    }


def true_false_question(name: str, answer="true", prompt="", **kwargs) -> dict:
    value = {**_with_feedback(name, prompt, **kwargs), "answer": answer}
    return _item("true_false", name, value)


def numeric_question(name: str, answer="13500", prompt="", **kwargs) -> dict:
    miss = {"value": "31500", "tolerance": "0", "feedback": f"near {name}"}
    value = {
        "tolerance": "50",
        "unit": "₸",
        "near_misses": [_item("item", f"{name}/miss", miss)],
        **_with_feedback(name, prompt, **kwargs),
        "answer": answer,
    }
    return _item("numeric", name, value)


def ordering_question(name: str, items=("one", "two", "three"), prompt="") -> dict:
    rows = [_item("item", f"{name}/{text}", {"text": text}) for text in items]
    return _item("ordering", name, {**_with_feedback(name, prompt), "items": rows})


def every_kind() -> list[dict]:
    return [
        choice_question("q1", ["egov.kz"], ["egov-kz.com", "my-egov.net"]),
        choice_question("q2", ["A", "B", "C"], ["D", "E"], kind="multiple_choice"),
        true_false_question("q3"),
        numeric_question("q4"),
        ordering_question("q5"),
    ]


def right_responses() -> dict[int, list[str]]:
    return {
        1: [uid("q1/egov.kz")],
        2: [uid("q2/A"), uid("q2/B"), uid("q2/C")],
        3: ["true"],
        4: ["13 500"],
        5: [uid("q5/one"), uid("q5/two"), uid("q5/three")],
    }


def wrong_responses() -> dict[int, list[str]]:
    return {
        1: [uid("q1/my-egov.net")],
        2: [uid("q2/D")],
        3: ["false"],
        4: ["7"],
        5: [uid("q5/two"), uid("q5/three"), uid("q5/one")],
    }


def make_home() -> HomePage:
    """The Kazakh home with its stand-ins in the other languages."""
    clear_caches()
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    kazakh = Locale.objects.get(language_code="kk")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        title="Root", locale=kazakh
    )
    home = HomePage.objects.filter(locale=kazakh).first()
    if home is None:
        home = HomePage(title="Qadam", slug="qadam", lead="Қадам", locale=kazakh)
        root.add_child(instance=home)
        for locale in Locale.objects.exclude(pk=kazakh.pk):
            home.copy_for_translation(locale, alias=True)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True
    )
    site.hostname, site.root_page = "testserver", home
    site.save()
    clear_caches()
    return home


def published(parent, page):
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@dataclass
class School:
    """What a test needs to know of the tree."""

    course: CoursePage
    lesson: LessonPage
    quiz: QuizPage

    def quiz_in(self, code: str) -> QuizPage:
        return QuizPage.objects.get(
            translation_key=self.quiz.translation_key, locale__language_code=code
        )


def make_track() -> Track:
    names = {
        f"{part}_{code}": "Т" for part in ("title", "summary") for code in LANGUAGES
    }
    return Track.objects.get_or_create(key="A", defaults={"slug": "a", **names})[0]


def make_course(home=None) -> CoursePage:
    home = home or make_home()
    number = next(_numbers)
    catalogue = CataloguePage.objects.child_of(home).first()
    if catalogue is None:
        catalogue = published(
            home, CataloguePage(title="Курстар", slug="courses", locale=home.locale)
        )
    return published(
        catalogue,
        CoursePage(
            title=f"Курс {number}",
            slug=f"course-{number}",
            summary="Курс.",
            track=make_track(),
            locale=home.locale,
        ),
    )


def make_quiz(course=None, questions=None, **kwargs) -> QuizPage:
    course = course or make_course()
    number = next(_numbers)
    kwargs = {"title": f"Тест {number}", "slug": f"quiz-{number}", **kwargs}
    quiz = QuizPage(
        questions=every_kind() if questions is None else questions,
        summary="Не үйрендіңіз?",
        locale=course.locale,
        **kwargs,
    )
    return published(course, quiz)


def make_school(questions=None, **kwargs) -> School:
    course = make_course()
    body = [{"type": "heading", "id": uid("h"), "value": "Төрт қадам"}]
    lesson = published(
        course,
        LessonPage(
            title="Сабақ", slug="lesson", summary="С.", body=body, locale=course.locale
        ),
    )
    return School(course, lesson, make_quiz(course, questions, **kwargs))


def republish(page: QuizPage, questions=None, **kwargs) -> QuizPage:
    """Change a page as an editor does, and publish it."""
    page = QuizPage.objects.get(pk=page.pk)
    if questions is not None:
        page.questions = questions
    for name, value in kwargs.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return QuizPage.objects.get(pk=page.pk)


def translate(page: QuizPage, code: str, leave_out=()) -> Translation:
    """Translate every string as "<code>: <source>" and publish the translation.

    Call it inside `django_capture_on_commit_callbacks(execute=True)`: localize
    publishes on commit. `leave_out` holds source strings that stay untranslated.
    """
    source, _new = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=code)
    translation, _new = Translation.objects.get_or_create(
        source=source, target_locale=locale
    )
    for segment in StringSegment.objects.filter(source=source):
        if segment.string.data in leave_out:
            continue
        StringTranslation.objects.update_or_create(
            locale=locale,
            translation_of=segment.string,
            context=segment.context,
            defaults={"data": f"{code}: {segment.string.data}"},
        )
    translation.save_target(publish=True)
    return translation


def make_attempt(person, quiz, responses=None, **kwargs):
    """Start an attempt and save these responses, by slot."""
    enrolment = None
    if not kwargs.get("is_trial"):
        course = quiz.get_parent()
        enrolment = enrol(
            person=person,
            course_key=course.translation_key,
            language="kk",
            now=NOW,
        )
    attempt = start_attempt(
        person=person,
        quiz_page=quiz,
        enrolment=enrolment,
        language="kk",
        now=NOW,
        **kwargs,
    )
    for slot, value in (responses or {}).items():
        save_response(
            attempt_reference=attempt.reference,
            person=person,
            slot=slot,
            value=value,
            revision=1,
            now=NOW,
            language="kk",
        )
    return attempt
