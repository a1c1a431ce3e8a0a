"""The page of a course's booklet: asked for by a button, handed out to everybody."""

import pytest
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage

from core import jobs
from core.models import Job, JobState
from courses.models import Booklet
from tests.counting import Counted
from tests.factories import courses as make

CODES = ["kk", "ru", "en"]


@pytest.fixture(autouse=True)
def drawn(monkeypatch, tmp_path):
    """A quick drawing into an empty store; the drawing itself has its own tests."""
    store = FileSystemStorage(location=tmp_path)
    monkeypatch.setattr(Booklet._meta.get_field("pdf"), "storage", store)
    monkeypatch.setattr("courses.tasks.pdf.render", lambda html, **_: b"%PDF drawn")


@pytest.fixture
def page(course, url):
    return url("booklet", course.translation_key)


@pytest.mark.parametrize("code", CODES)
def test_a_visit_writes_nothing_and_offers_the_button(client, course, url, code):
    with Counted() as asked:
        response = client.get(url("booklet", course.translation_key, code=code))

    assert response.status_code == 200
    main = response.text.partition("<main")[2].partition("</main")[0]
    assert main.count('<form class="row" method="post">') == 1
    assert asked.writes == []
    assert Job.objects.count() == 0


def test_after_the_button_the_page_waits_and_can_be_looked_at_again(client, page, url):
    response = client.post(page, follow=True)

    assert response.redirect_chain == [(page, 302)]
    assert "<poll-status" in response.text
    assert f'<a href="{page}">Look again</a>' in response.text
    assert 'http-equiv="refresh"' not in response.text


def test_the_page_that_waits_is_told_when_it_is_there(client, course, page, url):
    status = url("booklet_status", course.translation_key)
    client.post(page)

    assert client.get(status).json() == {"done": False}
    jobs.run_due_jobs()
    assert client.get(status).json() == {"done": True}


def test_a_drawn_booklet_is_handed_out_and_a_second_press_draws_nothing(
    client, course, page, url
):
    client.post(page)
    jobs.run_due_jobs()

    shown = client.get(page)
    client.post(page)
    file = client.get(url("booklet_file", course.translation_key))
    again = client.get(
        url("booklet_file", course.translation_key),
        headers={"If-None-Match": file.headers["ETag"]},
    )

    assert "It is the course as it stands now." in shown.text
    assert (
        'type="submit">' not in shown.text.partition("<main")[2].partition("</main")[0]
    )
    assert Job.objects.count() == 1
    assert b"".join(file.streaming_content) == b"%PDF drawn"
    assert file.headers["Content-Type"] == "application/pdf"
    assert f"qadam-{course.slug}-en.pdf" in file.headers["Content-Disposition"]
    assert again.status_code == 304


def test_the_file_before_it_is_offered_while_a_new_one_is_drawn(client, course, page):
    client.post(page)
    jobs.run_due_jobs()
    lesson = make.units_of(course)[0]
    lesson.title = "Жаңа атау"
    lesson.save_revision().publish()

    changed = client.get(page).text
    client.post(page)
    waiting = client.get(page).text

    assert "The course has changed since." in changed
    assert "Make a new booklet" in changed
    assert "<poll-status" in waiting
    assert "Download the PDF" in waiting


def test_a_failure_is_admitted_and_leads_elsewhere(client, page):
    client.post(page)
    Job.objects.update(state=JobState.PARKED)

    text = client.get(page).text

    assert "The booklet could not be drawn." in text
    assert "<poll-status" not in text


def test_each_language_has_a_booklet_of_its_own(client, course, url):
    for code in CODES:
        client.post(url("booklet", course.translation_key, code=code))
    jobs.run_due_jobs()

    assert Booklet.objects.exclude(pdf="").count() == 3


def test_nobody_can_ask_without_end(client, page, settings):
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS,
        "draw_booklet": "2/m/ip",
    }
    cache.clear()

    answers = [client.post(page).status_code for _press in range(3)]

    assert answers == [302, 302, 429]


def test_no_file_yet_no_such_course_and_none_without_lessons(client, course, url):
    empty = make.make_course(make.make_home())
    draft = make.make_course_with(1)
    draft.unpublish()

    assert client.get(url("booklet_file", course.translation_key)).status_code == 404
    for other in (empty.translation_key, draft.translation_key, make.uid("nobody")):
        for name in ("booklet", "booklet_file"):
            assert client.get(url(name, other)).status_code == 404
        assert client.post(url("booklet", other)).status_code == 404
    assert Booklet.objects.count() == 0


def test_a_booklet_of_a_course_taken_off_is_no_longer_handed_out(
    client, course, page, url
):
    client.post(page)
    jobs.run_due_jobs()
    course.unpublish()
    make.in_language(course, "en").unpublish()

    assert client.get(url("booklet_file", course.translation_key)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_lessons(
    client, course, page, django_assert_num_queries
):
    for _more in range(2):
        client.post(page)
        jobs.run_due_jobs()
        client.get(page)
        with django_assert_num_queries(2):  # course, booklet
            client.get(page)
        make.make_lesson(course)


def test_the_course_leads_to_its_booklet(client, course, address, page):
    assert page in client.get(address(course)).text
