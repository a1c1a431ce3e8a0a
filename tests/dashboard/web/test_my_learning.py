"""My learning: what I do, what I have, what is next."""

import re

import pytest

from certificates.actions import reissue_certificate, revoke_certificate
from quizzes.actions import submit_attempt
from tests.counting import Counted
from tests.factories import certificates as given, courses as make
from tests.factories.quizzes import (
    choice_question,
    make_attempt,
    make_quiz,
    uid,
)

ADDRESS = "/en/my-learning/"


@pytest.fixture
def learner(client, db):
    person = make.make_person(first_name="Айгүл", last_name="Омарова")
    client.force_login(person)
    return person


def learning(client):
    return client.get(ADDRESS).context["learning"]


def titles(courses):
    return [course.card.outline.title for course in courses]


def test_a_guest_signs_in_first(client, db):
    assert client.get(ADDRESS).url == "/en/account/sign-in/?next=/en/my-learning/"


def test_who_has_not_begun_is_shown_where_to(client, learner):
    courses = [make.make_course_with(1) for _number in range(4)]

    response = client.get(ADDRESS)

    assert "Choose a course" in response.text
    assert "A certificate appears here when you complete a course." in response.text
    assert "My courses" not in response.text
    suggested = [c.outline.title for c in response.context["learning"].suggestions]
    assert suggested == [course.title for course in courses[:3]]


def test_it_stands_on_an_empty_site(client, learner):
    make.make_home()

    assert client.get(ADDRESS).status_code == 200


def test_courses_stand_with_progress_and_what_is_next(client, learner):
    course = make.make_course_with(3)
    make.finish(make.make_enrolment(learner, course), make.units_of(course)[0])

    response = client.get(ADDRESS)

    (mine,) = response.context["learning"].courses
    assert (mine.card.outline.progress.done, mine.card.outline.progress.total) == (1, 3)
    following = make.in_language(make.units_of(course)[1], "en").get_url()
    assert f'<a class="btn btn--sun btn--wide" href="{following}">' in response.text


def test_the_course_of_today_stands_first(client, learner):
    first, second = make.make_course_with(2), make.make_course_with(2)
    make.make_enrolment(learner, first)
    make.finish(make.make_enrolment(learner, second), make.units_of(second)[0])

    found = learning(client)

    assert titles(found.courses) == [second.title, first.title]
    assert found.next_course == found.courses[0]


def test_a_completed_course_is_not_next(client, learner):
    done, open_course = make.make_course_with(1), make.make_course_with(1)
    make.make_completed(learner, done)
    make.make_enrolment(learner, open_course)

    found = learning(client)

    assert found.next_course.card.outline.title == open_course.title
    assert len(found.courses) == 2


def test_results_of_quizzes_stand_beside_their_course(client, learner):
    course = make.make_course_with(1)
    quiz = make_quiz(course, [choice_question("a", ["right"], ["wrong"])])
    attempt = make_attempt(learner, quiz, {1: [uid("a/right")]})
    submit_attempt(
        attempt_reference=attempt.reference,
        person=learner,
        language="kk",
        now=make.NOW,
    )

    response = client.get(ADDRESS)

    (mine,) = response.context["learning"].courses
    assert [result.percent for result in mine.results] == [100]
    assert re.search(r"100\s*%", response.text.replace("\xa0", " "))


def test_a_full_result_of_one_quiz_of_two_is_not_the_whole(client, learner):
    course = make.make_course_with(0)
    quizzes = [
        make_quiz(course, [choice_question(name, ["right"], ["wrong"])])
        for name in ("a", "b")
    ]
    attempt = make_attempt(learner, quizzes[0], {1: [uid("a/right")]})
    submit_attempt(
        attempt_reference=attempt.reference,
        person=learner,
        language="kk",
        now=make.NOW,
    )

    response = client.get(ADDRESS)

    (mine,) = response.context["learning"].courses
    assert mine.passed_words == "1 of 2 quizzes passed"
    assert mine.card.outline.progress.percent == 50
    assert "1 of 2 quizzes passed" in response.text


def test_certificates_stand_with_their_numbers(client, learner):
    certificate = given.make_certificate(learner)

    response = client.get(ADDRESS)

    assert certificate.serial in response.text
    assert f"/en/certificates/{certificate.reference}/" in response.text
    (mine,) = response.context["learning"].courses
    assert mine.certificate == certificate


def test_of_a_replaced_certificate_the_new_one_stands(client, learner):
    old = given.make_certificate(learner)
    new = reissue_certificate(
        certificate=old, actor=learner, reason="", now=make.NOW.replace(hour=12)
    )

    found = learning(client)

    assert found.certificates == [new]
    assert found.courses[0].certificate == new


def test_a_revoked_certificate_still_stands(client, learner):
    certificate = given.make_certificate(learner)
    revoke_certificate(
        certificate=certificate, actor=learner, reason="A mistake.", now=make.NOW
    )

    assert learning(client).certificates == [certificate]


def test_a_course_that_was_left_disappears(client, learner):
    enrolment = make.make_enrolment(learner)
    assert titles(learning(client).courses)

    from courses.actions import withdraw

    withdraw(enrolment=enrolment, now=make.NOW)

    assert titles(learning(client).courses) == []


def test_nothing_of_anybody_else_shows(client, learner):
    other = given.make_certificate(make.make_person())

    text = client.get(ADDRESS).text

    assert other.serial not in text
    assert learning(client).courses == []


def test_project_canvases_stand_with_how_far_they_are(client, learner):
    canvas = make.make_canvas(learner, title="A bright street", language="en")
    make.make_canvas(title="Somebody else's")

    text = client.get(ADDRESS).text

    assert f'/en/learn/canvases/{canvas.reference}/">A bright street</a>' in text
    assert "0 of 6 steps complete" in text
    assert "Somebody else" not in text


@pytest.mark.parametrize(("audience", "is_told"), [("official", 1), ("resident", 0)])
def test_officials_are_told_of_canvases_before_they_have_one(
    client, learner, audience, is_told
):
    learner.audience = audience
    learner.save()

    assert client.get(ADDRESS).text.count("Start a canvas") == is_told


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_it_speaks_the_reader_s_language(client, learner, code):
    make.make_enrolment(learner)

    response = client.get(f"/{code}/my-learning/")

    assert f'<html lang="{code}"' in response.text
    assert learning(client).courses


def test_more_courses_results_and_certificates_ask_no_more(client, learner):
    counts = []
    for size in (1, 3):
        for _number in range(size):
            given.make_certificate(learner, make.make_course_with(size))
            make.make_enrolment(learner, make.make_course_with(size + 1))
            given.make_certificate(make.make_person())
            make.make_canvas(learner)
        client.get(ADDRESS)
        with Counted() as counted:
            client.get(ADDRESS)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 10, counted.told()
    assert counted.writes == []
