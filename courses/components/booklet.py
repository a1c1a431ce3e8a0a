"""A whole course as one document for paper, from which `core.pdf` draws the file."""

import base64
import hashlib
import mimetypes
import re
from dataclasses import dataclass, replace
from functools import cache as made_once

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import override

from core import quotations, routing, tokens
from courses import queries
from courses.components.lesson import lesson_for
from courses.components.printed import PrintedLesson, printed_lesson
from courses.models import CoursePage, LessonPage

BOOKLET_STYLES = "css/pdf/booklet.css"
DRAWING_STYLES = "css/components/drawing.css"
VERSION = "[version]"
"""What stands in the text until its digest is known."""

ICON = re.compile(r'<svg class="ico".*?</svg>', re.DOTALL)
HEADING = re.compile(r"<(/?)h([2-5])\b")
SECTION = re.compile(r'\bid="(s\d+)"')
DRAWING = re.compile(r'<svg class="drawing"[^>]*?aria-label="([^"]*)"[^>]*>')
PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')
VIDEO = re.compile(r"<video\b.*?</video>", re.DOTALL)
VARIABLE = re.compile(r"var\(--([\w-]+)\)")


@dataclass(frozen=True)
class Manuscript:
    """The document of a booklet, and what tells it from another text."""

    html: str
    digest: str


@made_once
def _drawing_styles() -> str:
    """Return the styles of drawings with plain colours, to stand inside each.

    No style sheet of a document reaches into the drawings of a PDF.
    """
    css = (settings.BASE_DIR / "static" / DRAWING_STYLES).read_text()
    colours = tokens.values()
    plain = VARIABLE.sub(lambda found: colours[found[1]], css)
    return f"{plain} text {{ font-family: Onest; }}"


@made_once
def _styles_digest() -> bytes:
    css = (settings.BASE_DIR / "static" / BOOKLET_STYLES).read_bytes()
    return hashlib.sha256(css).digest()


def _told(found: re.Match[str]) -> str:
    """Give a drawing the name and the styles that a PDF can read."""
    return f"{found[0]}<title>{found[1]}</title><style>{_drawing_styles()}</style>"


def _enclosed(found: re.Match[str]) -> str:
    """Put an uploaded picture into the document: the drawing process fetches none."""
    path = found[2].removeprefix(settings.MEDIA_URL)
    if path == found[2] or not default_storage.exists(path):
        return found[0]
    kind = mimetypes.guess_type(path)[0] or "image/png"
    with default_storage.open(path) as file:
        data = base64.b64encode(file.read()).decode()
    return f"{found[1]}data:{kind};base64,{data}{found[3]}"


def _in_book(html: str, number: int) -> str:
    """Return a part of a lesson as it stands in a book of many lessons."""
    bare = VIDEO.sub("", ICON.sub("", html))
    deeper = HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", bare)
    own = SECTION.sub(rf'id="l{number}-\1"', deeper)
    return PICTURE.sub(_enclosed, DRAWING.sub(_told, own))


def _lessons(course: CoursePage, outline: queries.Outline) -> list[PrintedLesson]:
    pages = (
        LessonPage.objects.live()
        .descendant_of(course)
        .select_related("locale", "alias_of__locale")
        .order_by("path")
    )
    lessons = []
    for number, page in enumerate(pages, start=1):
        printed = printed_lesson(
            page,
            lesson_for(page),
            address=outline.unit(page.translation_key).url,
            base_url=settings.WAGTAILADMIN_BASE_URL,
        )
        parts = tuple(
            replace(part, html=_in_book(part.html, number)) for part in printed.parts
        )
        title = format_html("<title>{}</title>", printed.address)
        qr = mark_safe(printed.qr.replace("<path", f"{title}<path", 1))  # noqa: S308 - our own drawing
        lessons.append(replace(printed, parts=parts, qr=qr))
    return lessons


def _text_of(course: CoursePage) -> str:
    language = course.locale.language_code
    outline = queries.outline_for(course, AnonymousUser())
    lessons = _lessons(course, outline)
    terms = {term["key"]: term for one in lessons for term in one.lesson.terms}
    values = {value.key: value for one in lessons for value in one.lesson.values}
    context = {
        "course": course,
        "outline": outline,
        "lessons": lessons,
        "terms": sorted(terms.values(), key=lambda term: term["term"].casefold()),
        "values": sorted(values.values(), key=lambda value: value.key),
        "text_of": _published_on(course),
        "address": settings.WAGTAILADMIN_BASE_URL + outline.url,
        "version": VERSION,
        "LANGUAGE_CODE": language,
    }
    with override(language):
        return render_to_string("courses/course_print.html", context)


def _published_on(course: CoursePage):
    """Return the day of the latest change in the course."""
    pages = course.get_descendants(inclusive=True).live()
    moments = [page.last_published_at for page in pages if page.last_published_at]
    return timezone.localtime(max(moments)).date() if moments else None


def manuscript_of(course: CoursePage) -> Manuscript:
    """Write a course out as one document; the same text has the same digest.

    The digest is of the finished text, so everything that a lesson shows counts in
    it: revisions, figures of the day, terms, checks, templates, styles.
    """
    text = _text_of(course)
    digest = hashlib.sha256(text.encode() + _styles_digest()).hexdigest()
    return Manuscript(text.replace(VERSION, digest[:8]), digest)


def booklet_version(course: CoursePage) -> str:
    """Return the digest of a course's text as it is now, remembered for a minute."""
    made_from = (
        course.translation_key,
        course.locale.language_code,
        quotations.version(),
        timezone.localdate(),
    )
    name = "booklet:" + ":".join(map(str, made_from))
    return routing.remembered(name, lambda: manuscript_of(course).digest)
