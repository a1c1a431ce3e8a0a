"""Lessons, modules and learners, beside what `tests.factories.quizzes` makes."""

from courses.actions import enrol, record_completion, start_canvas
from courses.enums import Evidence
from courses.models import (
    CoursePage,
    CurriculumVersion,
    Enrolment,
    GlossaryTerm,
    LessonPage,
    ModulePage,
    ProjectCanvas,
)
from tests.factories.quizzes import (
    NOW,
    _numbers,
    make_course,
    make_home,
    make_person,
    make_superuser,
    make_track,
    published,
    translate,
    uid,
)

__all__ = [
    "NOW",
    "make_course",
    "make_home",
    "make_person",
    "make_superuser",
    "make_track",
    "published",
    "translate",
    "uid",
]


def block(kind: str, value, name: str = "") -> dict:
    """A block of a body; the same name gives the same id."""
    return {"type": kind, "id": uid(name or f"{kind}/{value}"), "value": value}


def heading(text: str) -> dict:
    return block("heading", text)


def paragraph(html: str) -> dict:
    return block("text", f"<p>{html}</p>")


def checklist(*refs: str) -> dict:
    items = [{"ref": ref, "text": f"Done {ref}"} for ref in refs]
    rows = [{"type": "item", "id": uid(f"c/{i['ref']}"), "value": i} for i in items]
    return block("checklist", {"items": rows}, "checklist")


def check_question(ref: str, right=("right",), wrong=("wrong",)) -> dict:
    """A check-yourself question; feedback is "why <text>"."""
    choices = [
        {
            "type": "item",
            "id": uid(f"{ref}/{text}"),
            "value": {
                "ref": text,
                "text": f"Choice {text}",
                "is_correct": text in right,
                "feedback": f"why {text}",
            },
        }
        for text in [*right, *wrong]
    ]
    return block("question", {"ref": ref, "prompt": "Check?", "choices": choices}, ref)


def make_lesson(parent=None, *, body=None, locale=None, **kwargs) -> LessonPage:
    """A published lesson below a course or a module, in its language."""
    parent = parent or make_course()
    number = next(_numbers)
    kwargs = {
        "title": f"Сабақ {number}",
        "slug": f"lesson-{number}",
        "summary": "Не туралы.",
        **kwargs,
    }
    body = [heading("Төрт қадам"), paragraph("Мәтін.")] if body is None else body
    page = LessonPage(body=body, locale=locale or parent.locale, **kwargs)
    return published(parent, page)


def make_module(course=None, **kwargs) -> ModulePage:
    course = course or make_course()
    number = next(_numbers)
    kwargs = {"title": f"Бөлім {number}", "slug": f"module-{number}", **kwargs}
    return published(course, ModulePage(locale=course.locale, **kwargs))


def make_course_with(lessons: int, **kwargs) -> CoursePage:
    course = make_course(**kwargs)
    for _number in range(lessons):
        make_lesson(course)
    return course


def units_of(course) -> list[LessonPage]:
    return list(LessonPage.objects.child_of(course).order_by("path"))


def in_language(page, code: str):
    """The version of a page in a language, translated or a stand-in."""
    return page.get_translations(inclusive=True).get(locale__language_code=code)


def make_term(key: str = "pin", **kwargs) -> GlossaryTerm:
    texts = {
        f"{part}_{code}": f"{part} {code} of {key}"
        for part in ("term", "definition")
        for code in ("kk", "ru", "en")
    }
    return GlossaryTerm.objects.create(key=key, **{**texts, **kwargs})


def make_enrolment(person=None, course=None, **kwargs) -> Enrolment:
    """Enrol somebody as the button does; other fields are then set as given."""
    enrolment = enrol(
        person=person or make_person(),
        course_key=(course or make_course_with(1)).translation_key,
        language="kk",
        now=NOW,
    )
    if kwargs:
        Enrolment.objects.filter(pk=enrolment.pk).update(**kwargs)
        enrolment.refresh_from_db()
    return enrolment


def finish(enrolment: Enrolment, *units, now=NOW, **kwargs):
    """Record that units are done, by their pages."""
    for unit in units:
        completion = record_completion(
            enrolment=enrolment,
            unit_key=unit.translation_key,
            evidence_kind=kwargs.get("evidence_kind", Evidence.READ),
            language=kwargs.get("language", "kk"),
            now=now,
        )
    return completion


def make_completed(person=None, course=None) -> Enrolment:
    """An enrolment in a course of which every lesson is done."""
    course = course or make_course_with(1)
    enrolment = make_enrolment(person, course)
    finish(enrolment, *units_of(course))
    enrolment.refresh_from_db()
    return enrolment


def latest_version(course) -> CurriculumVersion:
    return CurriculumVersion.objects.filter(course_key=course.translation_key).latest(
        "number"
    )


def make_canvas(person=None, contents=None, **kwargs) -> ProjectCanvas:
    """A project canvas as its owner starts it; then its sections as given."""
    about = {"title": "Жарық көше", "region": None, "language": "kk", **kwargs}
    canvas = start_canvas(person=person or make_person(), now=NOW, **about)
    if contents:
        canvas.contents = contents
        canvas.save()
    return canvas
