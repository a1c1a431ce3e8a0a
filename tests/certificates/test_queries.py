"""Finding certificates, and what goes on them."""

import pytest
from django.utils.translation import override

from certificates import queries
from certificates.actions import reissue_certificate
from certificates.models import Certificate
from tests.factories import certificates as given, courses as make
from tests.factories.quizzes import (
    choice_question,
    make_attempt,
    make_quiz,
    right_responses,
    uid,
)


@pytest.mark.parametrize("change", [str, str.lower, lambda code: f" {code} "])
def test_a_code_finds_its_certificate(certificate, change):
    assert queries.certificate_of_code(change(certificate.shown_code)) == certificate


def test_a_code_with_a_slip_is_not_looked_for(certificate, django_assert_num_queries):
    last = certificate.code[-1]
    slip = certificate.code[:-1] + ("0" if last != "0" else "1")

    with django_assert_num_queries(0):
        assert queries.certificate_of_code(slip) is None


def test_an_unknown_code_finds_nothing(certificate):
    assert queries.certificate_of_code("0000000000000") is None


def test_a_number_finds_its_certificate(certificate):
    assert queries.certificate_of_serial(certificate.serial.lower()) == certificate
    assert queries.certificate_of_serial("QDM-2026-999999") is None
    assert queries.certificate_of_serial("nonsense") is None


def test_a_replaced_certificate_knows_its_successor(certificate, learner):
    assert queries.successor_of(None) is None
    assert queries.successor_of(certificate) is None

    new = reissue_certificate(
        certificate=certificate, actor=learner, reason="", now=make.NOW
    )

    assert queries.successor_of(certificate) == new


# --- Titles and hours ---------------------------------------------------------------


def test_titles_in_the_languages_in_which_there_are_any(
    db, django_capture_on_commit_callbacks
):
    course = make.make_course()
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(course, "ru")

    assert queries.course_titles(course.translation_key) == {
        "kk": course.title,
        "ru": f"ru: {course.title}",
    }


@pytest.mark.parametrize(
    ("titles", "language", "shown"),
    [
        ({"kk": "К", "ru": "Р"}, "ru", "Р"),
        ({"kk": "К", "ru": "Р"}, "en", "К"),
        ({"ru": "Р"}, "kk", "Р"),
        ({}, "kk", ""),
    ],
)
def test_a_title_is_shown_in_a_language_that_there_is(titles, language, shown):
    with override(language):
        assert Certificate(titles=titles).title == shown


def test_a_course_born_in_russian_gets_its_certificate(client, learner):
    catalogue = make.make_course().get_parent()
    russian = make.in_language(catalogue, "ru").specific
    course = make.published(
        russian,
        make.CoursePage(
            title="Курс",
            slug="born",
            summary="О чём.",
            track=make.make_track(),
            locale=russian.locale,
        ),
    )
    make.make_lesson(course)
    certificate = given.make_certificate(learner, course)
    client.force_login(learner)

    response = client.get(f"/kk/certificates/{certificate.reference}/")

    assert certificate.titles == {"ru": "Курс"}
    assert "<h1>Курс</h1>" in response.text


@pytest.mark.parametrize(
    ("minutes", "hours"), [([5], 1), ([45], 1), ([46], 2), ([45, 45, 1], 3)]
)
def test_hours_are_academic_and_rounded_up(learner, minutes, hours):
    course = make.make_course()
    for each in minutes:
        make.make_lesson(course, minutes=each)

    assert queries.academic_hours_of(course.translation_key, learner) == hours


def test_a_course_that_is_gone_counts_for_an_hour(learner):
    assert queries.academic_hours_of(make.uid("gone"), learner) == 1


# --- Results ------------------------------------------------------------------------


def graded(person, quiz, responses):
    from quizzes.actions import submit_attempt

    attempt = make_attempt(person, quiz, responses)
    submit_attempt(
        attempt_reference=attempt.reference,
        person=person,
        language="kk",
        now=make.NOW,
    )
    return attempt.enrolment


def test_without_a_quiz_there_is_no_result(learner):
    assert queries.result_percent_of(make.make_enrolment(learner)) is None


def test_the_result_is_the_mean_of_the_best_of_each_quiz(learner):
    course = make.make_course()
    questions = [choice_question(name, ["right"], ["wrong"]) for name in ("a", "b")]
    first = make_quiz(course, questions)
    second = make_quiz(course, [choice_question("c", ["right"], ["wrong"])])

    graded(learner, first, {1: [uid("a/wrong")], 2: [uid("b/wrong")]})
    graded(learner, first, {1: [uid("a/right")], 2: [uid("b/wrong")]})
    enrolment = graded(learner, second, {1: [uid("c/right")]})

    assert queries.result_percent_of(enrolment) == 75


def test_an_attempt_that_goes_on_does_not_count(learner):
    enrolment = make_attempt(learner, make_quiz(), right_responses()).enrolment

    assert queries.result_percent_of(enrolment) is None


# --- What is left out ---------------------------------------------------------


def test_only_completed_enrolments_without_a_certificate_are_left_out(certificate):
    make.make_enrolment()
    missing = make.make_completed(make.make_person())

    assert list(queries.enrolments_without_certificate()) == [missing]


@pytest.mark.parametrize(
    ("is_completed", "name", "reason"),
    [
        (True, "Айгүл", ""),
        (True, "", "name_missing"),
        (False, "Айгүл", "course_not_completed"),
    ],
)
def test_the_verdict_on_an_enrolment(db, is_completed, name, reason):
    person = make.make_person(first_name=name)
    enrolment = (make.make_completed if is_completed else make.make_enrolment)(person)

    assert queries.verdict_on(enrolment, person).reason == reason
