"""A lesson made ready for paper: nothing folded, addresses whole, answers apart."""

import re
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import override

from core.qr import qr_svg
from core.translations import text_language
from courses.components.lesson import Lesson, Part
from courses.components.values import in_text, values_quoted
from courses.enums import CalculatorKind
from courses.models import LessonPage

FOLDED = re.compile(r"<details\b")
OWN_ADDRESS = re.compile(r'(<a\b[^>]*?\bhref=")(?=/[^/])')


@dataclass(frozen=True)
class PrintedAnswer:
    """What is right in a check-yourself question, and why."""

    number: int
    right: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PrintedLesson:
    """A lesson with numbered questions, their answers, and where it came from."""

    lesson: Lesson
    parts: tuple[Part, ...]
    answers: tuple[PrintedAnswer, ...]
    address: str
    qr: SafeString


def on_paper(html: str, base_url: str) -> str:
    """Return a lesson's HTML with everything open and our own links written whole."""
    opened = FOLDED.sub("<details open", html)
    return OWN_ADDRESS.sub(rf"\g<1>{base_url}", opened)


def _parts(lesson: Lesson, base_url: str) -> tuple[Part, ...]:
    """Number the questions, name the calculators, and open what is folded."""
    parts, questions = [], 0
    for part in lesson.parts:
        data = part.data
        if part.kind == "question":
            questions += 1
            data = {**part.data, "number": questions}
        elif part.kind == "calculator":
            if part.data["kind"] not in CalculatorKind.values:
                continue
            data = {"title": CalculatorKind(part.data["kind"]).label}
        parts.append(replace(part, html=on_paper(part.html, base_url), data=data))
    return tuple(parts)


def _answers(page: LessonPage) -> tuple[PrintedAnswer, ...]:
    """Read what is right from the page: it is never in a lesson's copy."""
    blocks = [block for block in page.body if block.block_type == "question"]
    language = text_language(page)
    with override(language):
        values = values_quoted(page.quoted_keys, language) if blocks else {}
        answers = []
        for number, block in enumerate(blocks, start=1):
            right = [one for one in block.value["choices"] if one["is_correct"]]
            texts = [in_text(str(one["text"]), values) for one in right]
            reasons = [in_text(str(one["feedback"]), values) for one in right]
            reasons = tuple(reason for reason in reasons if reason)
            answers.append(PrintedAnswer(number, tuple(texts), reasons))
    return tuple(answers)


def printed_lesson(
    page: LessonPage, lesson: Lesson, *, address: str, base_url: str
) -> PrintedLesson:
    """Return a lesson for paper; `address` is where it stands on the site."""
    return PrintedLesson(
        lesson=lesson,
        parts=_parts(lesson, base_url),
        answers=_answers(page),
        address=base_url + address,
        qr=qr_svg(base_url + address),
    )
