"""The catalogue and a course: looking, joining, leaving."""

import pytest

from courses.enums import EnrolmentStatus
from courses.models import Enrolment, Track
from tests.counting import Counted
from tests.factories import courses as make

CODES = ["kk", "ru", "en"]


# --- The catalogue ----------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_lists_courses_by_track(client, course, code):
    response = client.get(f"/{code}/courses/")

    (row,) = response.context["tracks"]
    assert [card.outline.title for card in row["cards"]] == [course.title]
    assert f'href="/{code}/courses/{course.slug}/"' in response.text


def test_a_track_without_courses_says_so(client, course):
    Track.objects.create(
        key="B", slug="b", title_kk="Бос", title_ru="Бос", title_en="Empty"
    )

    response = client.get("/en/courses/")

    assert "The courses of this track are being written." in response.text


def test_the_catalogue_shows_a_learner_s_progress(signed_in, enrolment, course):
    make.finish(enrolment, make.units_of(course)[0])

    response = signed_in.get("/en/courses/")

    assert '<progress class="bar" max="3" value="1"' in response.text


# --- A course ----------------------------------------------------------------------


def test_a_guest_is_invited_to_join_and_told_how_the_certificate_is_earned(
    client, course, address
):
    response = client.get(address(course))

    assert "Join and start" in response.text
    assert "How the certificate is earned" in response.text
    assert "Press the button at the foot of each lesson" in response.text
    assert "Leave this course" not in response.text


def test_a_learner_is_led_to_the_next_unit(signed_in, enrolment, course, address):
    make.finish(enrolment, make.units_of(course)[0])

    response = signed_in.get(address(course))

    following = make.units_of(course)[1]
    assert response.context["outline"].next_unit.key == str(following.translation_key)
    assert "Continue" in response.text
    assert "Join and start" not in response.text


def test_who_has_completed_is_led_to_the_certificate(
    signed_in, learner, course, address
):
    make.make_completed(learner, course)

    response = signed_in.get(address(course))

    assert "You have completed this course." in response.text
    assert "/en/my-learning/#certificates" in response.text


def test_a_course_without_units_says_so(client, db, address):
    response = client.get(address(make.make_course()))

    assert "The lessons are being written. Come back soon." in response.text


@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_stand_in_is_labelled_and_its_text_marked(client, course, address, code):
    response = client.get(address(course, code))

    assert response.context["text_language"] == "kk"
    assert f'<html lang="{code}"' in response.text
    assert 'class="note stand-in"' in response.text
    assert (
        f'<div class="stack" lang="kk">\n      <h1>{course.title}</h1>' in response.text
    )


def test_the_source_is_not_labelled(client, course, address):
    response = client.get(address(course, "kk"))

    assert "stand-in" not in response.text


def test_a_module_shows_the_outline_of_its_course(client, course, address):
    module = make.make_module(course, summary="Не туралы.")
    make.make_lesson(module)

    response = client.get(address(module))

    assert len(response.context["outline"].units) == 4
    assert "Не туралы." in response.text


# --- Joining -----------------------------------------------------------------------


def test_joining_enrols_and_opens_the_first_unit(
    signed_in, learner, course, url, address
):
    response = signed_in.post(url("enrol", course.translation_key))

    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.language) == (learner, "en")
    assert response.url == address(make.units_of(course)[0])


def test_joining_again_opens_where_one_stopped(
    signed_in, enrolment, course, url, address
):
    make.finish(enrolment, make.units_of(course)[0])

    response = signed_in.post(url("enrol", course.translation_key))

    assert response.url == address(make.units_of(course)[1])
    assert Enrolment.objects.count() == 1


def test_joining_a_completed_course_opens_its_beginning(
    signed_in, learner, course, url, address
):
    make.make_completed(learner, course)

    response = signed_in.post(url("enrol", course.translation_key))

    assert response.url == address(make.units_of(course)[0])


def test_joining_an_empty_course_stays_there(signed_in, url, address):
    course = make.make_course()

    response = signed_in.post(url("enrol", course.translation_key))

    assert response.url == address(course)


@pytest.mark.parametrize("name", ["enrol", "withdraw", "finish_unit", "save_ticks"])
def test_what_is_not_there_is_not_found(signed_in, course, url, name):
    assert signed_in.post(url(name, make.uid("none"))).status_code == 404


@pytest.mark.parametrize("name", ["enrol", "finish_unit", "save_ticks"])
def test_nothing_is_changed_by_following_a_link(signed_in, course, url, name):
    unit = make.units_of(course)[0]
    key = course.translation_key if name == "enrol" else unit.translation_key

    assert signed_in.get(url(name, key)).status_code == 405


def test_a_course_taken_off_cannot_be_joined(signed_in, course, url):
    course.unpublish()

    assert signed_in.post(url("enrol", course.translation_key)).status_code == 404


# --- Leaving ----------------------------------------------------------------------


def test_leaving_asks_first(signed_in, enrolment, course, url):
    response = signed_in.get(url("withdraw", course.translation_key))

    assert "What you have done stays on record" in response.text
    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.ACTIVE


def test_leaving_keeps_what_was_done(signed_in, enrolment, course, url):
    make.finish(enrolment, make.units_of(course)[0])

    response = signed_in.post(url("withdraw", course.translation_key), follow=True)

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.WITHDRAWN
    assert enrolment.completions.count() == 1
    assert "You have left the course. Your results are kept." in response.text


def test_only_who_is_enrolled_can_leave(signed_in, course, url):
    make.make_enrolment(course=course)

    assert signed_in.post(url("withdraw", course.translation_key)).status_code == 404


def test_a_guest_cannot_leave(client, course, url):
    response = client.get(url("withdraw", course.translation_key))

    assert response.url.startswith(url("account_login"))


# --- How many queries -------------------------------------------------------------


def populate(learner, size):
    """So many courses of so many lessons, with that many other learners in each."""
    for _number in range(size):
        course = make.make_course_with(size + 1)
        make.finish(make.make_enrolment(learner, course), *make.units_of(course)[:1])
        for _other in range(size):
            make.finish(make.make_enrolment(course=course), make.units_of(course)[0])
    return course


@pytest.mark.parametrize(
    ("page", "limit"), [("home", 10), ("catalogue", 8), ("course", 8)]
)
def test_pages_ask_few_queries_and_no_more_when_there_is_more(
    signed_in, learner, address, page, limit
):
    counts = []
    for size in (1, 3):
        course = populate(learner, size)
        paths = {"home": "/kk/", "catalogue": "/kk/courses/"}
        path = paths.get(page) or address(course, "kk")
        signed_in.get(path)
        with Counted() as counted:
            signed_in.get(path)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= limit, counted.told()
    assert counted.writes == []
