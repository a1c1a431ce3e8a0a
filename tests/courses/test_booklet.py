"""The booklet of a course: what stands in the file, and which file is kept."""

import base64
import io
import re
from datetime import timedelta

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from core import jobs, pdf
from core.models import Job, JobState
from courses import actions, components, queries, tasks
from courses.models import Booklet, GlossaryTerm
from tests.factories import courses as make
from tests.factories.quizzes import choice_question, make_quiz

KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
SECRET = "Тест кілті осы"


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path):
    """An empty store for what is drawn."""
    store = FileSystemStorage(location=tmp_path)
    monkeypatch.setattr(Booklet._meta.get_field("pdf"), "storage", store)
    return store


@pytest.fixture(scope="module", autouse=True)
def one_drawing_process():
    yield
    pdf.close()


@pytest.fixture
def course(db):
    """Two lessons with all that a booklet shows, and a quiz that it must not."""
    make.make_term(term_kk="Фишинг")
    course = make.make_course()
    drawing = {"drawing": "two-factor", "alt": "Екі кілт", "caption": "", "brief": ""}
    lines = [
        {"type": "item", "id": make.uid(f"l{n}"), "value": f"Сөз {n}"} for n in range(4)
    ]
    body = [
        make.heading("Бірінші бөлім"),
        make.paragraph(f'{KAZAKH} <a href="#term-pin">фишинг</a>'),
        make.block("figure", {**drawing, "lines": lines}),
        make.check_question("q"),
    ]
    make.make_lesson(course, title="Бірінші сабақ", body=body)
    make.make_lesson(course, title="Екінші сабақ")
    make_quiz(course, [choice_question("one", [SECRET], ["басқа"])])
    return queries.course_page(course.translation_key, "kk")


def ask(course) -> Booklet:
    return actions.ask_for_booklet(course_key=course.translation_key, language="kk")


def files(store) -> list[str]:
    try:
        return store.listdir("booklets")[1]
    except FileNotFoundError:
        return []


def kept(booklet) -> bytes:
    with booklet.pdf.open("rb") as file:
        return file.read()


def tags_of(element, kind: str) -> list:
    """Return every element of one kind in the tree of tags."""
    below = element.get("/StructTreeRoot", element).get("/K", [])
    found = [element] if element.get("/S") == kind else []
    for reference in below if isinstance(below, list) else [below]:
        child = reference.get_object()
        if isinstance(child, dict):
            found += tags_of(child, kind)
    return found


def text_of(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


# --- What stands in it ----------------------------------------------------------------


def test_the_file_can_be_read_by_everybody(course):
    manuscript = components.manuscript_of(course)
    content = pdf.render(manuscript.html, stylesheet=components.BOOKLET_STYLES)
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    text = text_of(reader)
    marks = [mark.title for mark in reader.outline if not isinstance(mark, list)]

    assert KAZAKH in text
    assert root["/Lang"] == "kk"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert reader.metadata.title == f"{course.title} · Qadam"
    assert marks[:3] == ["Мазмұны", "1. Бірінші сабақ", "2. Екінші сабақ"]
    assert "Екі кілт" in {tag.get("/Alt") for tag in tags_of(root, "/Figure")}
    assert all(word in text for word in ("Фишинг", "Choice right", "CC BY 4.0"))
    assert manuscript.digest[:8] in text
    assert len(content) < 3_000_000
    assert pdf.render(manuscript.html, stylesheet=components.BOOKLET_STYLES) == content


def test_no_key_of_a_quiz_is_in_it(course):
    assert SECRET not in components.manuscript_of(course).html


def test_a_drawing_has_its_words_and_colours_in_itself(course):
    html = components.manuscript_of(course).html

    drawing = html[html.index('<svg class="drawing"') :].partition("</svg>")[0]
    assert "<title>Екі кілт</title>" in drawing
    assert "var(" not in drawing
    assert 'class="ico"' not in html


def test_sections_of_two_lessons_have_names_of_their_own(course):
    html = components.manuscript_of(course).html

    assert html.count('id="l1-s1"') == 1
    assert html.count('id="l2-s1"') == 1
    assert "<h3" in html
    assert html.count("<h1") == 1


def test_an_uploaded_picture_is_enclosed_and_a_lost_one_is_left():
    path = default_storage.save("images/dot.png", ContentFile(DOT))
    html = f'<img src="/media/{path}" alt="a"><img src="/media/images/lost.png" alt="">'

    found = components.booklet._in_book(html, 1)

    assert found.startswith('<img src="data:image/png;base64,iVBOR')
    assert found.endswith('<img src="/media/images/lost.png" alt="">')


def test_a_stand_in_is_marked_as_kazakh(course):
    english = queries.course_page(course.translation_key, "en")

    html = components.manuscript_of(english).html

    assert '<html lang="en">' in html
    assert re.search(r'<div lang="kk">\s*<p class="lead">', html)


# --- Which text it is of --------------------------------------------------------------


def test_the_digest_stays_until_the_text_changes(course):
    before = components.manuscript_of(course)

    assert components.manuscript_of(course) == before
    lesson = make.units_of(course)[0]
    lesson.title = "Жаңа атау"
    lesson.save_revision().publish()
    assert components.manuscript_of(course).digest != before.digest


def test_a_changed_term_changes_the_digest(course):
    before = components.booklet_version(course)
    term = GlossaryTerm.objects.get(key="pin")
    term.definition_kk = "Басқа мағына"
    term.save()

    assert components.booklet_version(course) != before


# --- Which file is kept ---------------------------------------------------------------


@pytest.fixture
def drawn(monkeypatch):
    """Count drawings instead of waiting for them."""
    made = []

    def render(html, *, stylesheet):
        made.append(html)
        return b"%PDF " + str(len(made)).encode()

    monkeypatch.setattr("courses.tasks.pdf.render", render)
    return made


def test_many_who_ask_have_it_drawn_once(course, drawn, store):
    ask(course)
    booklet = ask(course)

    assert Job.objects.count() == 1
    jobs.run_due_jobs()
    booklet.refresh_from_db()
    assert booklet.is_of(components.booklet_version(course))
    assert booklet.drawn_at is not None
    assert len(drawn) == 1
    assert len(files(store)) == 1


def test_a_new_text_takes_the_place_of_the_old_file(course, drawn, store):
    ask(course)
    jobs.run_due_jobs()
    lesson = make.units_of(course)[0]
    lesson.title = "Жаңа атау"
    lesson.save_revision().publish()

    booklet = ask(course)
    jobs.run_due_jobs()

    booklet.refresh_from_db()
    assert len(drawn) == 2
    assert kept(booklet) == b"%PDF 2"
    assert len(files(store)) == 1


def test_a_text_that_came_back_is_drawn_again(course, drawn):
    for title in ("Бірінші", "Екінші", "Бірінші"):
        lesson = make.units_of(course)[0]
        lesson.title = title
        lesson.save_revision().publish()
        booklet = ask(course)
        jobs.run_due_jobs()

    booklet.refresh_from_db()
    assert len(drawn) == 3
    assert booklet.is_of(components.booklet_version(course))


def test_the_same_job_run_twice_draws_once(course, drawn, store):
    booklet = ask(course)
    payload = Job.objects.get().payload

    tasks.draw_booklet(payload)
    tasks.draw_booklet(payload)

    booklet.refresh_from_db()
    assert booklet.drawings == 1
    assert len(drawn) == 1


def test_of_two_workers_the_first_wins(course, store):
    booklet = ask(course)
    other = Booklet.objects.get(pk=booklet.pk)
    now = timezone.now()

    assert actions.store_booklet(booklet=booklet, digest="a", content=b"1", now=now)
    assert not actions.store_booklet(booklet=other, digest="b", content=b"2", now=now)

    other.refresh_from_db()
    assert other.digest == "a"
    assert kept(other) == b"1"
    assert len(files(store)) == 1


def test_a_course_taken_off_meanwhile_is_not_drawn_and_can_come_back(course, drawn):
    ask(course)
    course.unpublish()
    jobs.run_due_jobs()
    assert drawn == []

    course.get_latest_revision().publish()
    ask(course)
    jobs.run_due_jobs()

    assert len(drawn) == 1


def test_files_of_courses_taken_off_and_of_nobody_are_cleared_away(
    course, drawn, store
):
    ask(course)
    jobs.run_due_jobs()
    store.save("booklets/left.pdf", ContentFile(b"left by a killed server"))
    now = timezone.now()

    assert actions.clear_booklets(now=now) == 0
    assert actions.clear_booklets(now=now + timedelta(hours=2)) == 1
    course.unpublish()
    assert actions.clear_booklets(now=now) == 1

    assert files(store) == []
    assert not Booklet.objects.get().pdf


def test_clearing_bears_that_nothing_was_ever_drawn(db):
    assert actions.clear_booklets(now=timezone.now()) == 0


def test_a_drawing_that_fails_is_parked_in_the_end(course, monkeypatch):
    def render(html, *, stylesheet):
        raise pdf.DrawingFailed

    monkeypatch.setattr("courses.tasks.pdf.render", render)
    booklet = ask(course)
    Job.objects.update(tries=4)

    jobs.run_due_jobs()

    assert jobs.state_of(booklet.job_key) == JobState.PARKED
    assert jobs.state_of("nobody asked") == ""
