"""Who has no name to print gets a result all the same; the certificate waits."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.models import Person
from certificates.actions import issue_missing
from certificates.models import Certificate
from courses.actions import record_completion
from courses.models import CoursePage
from courses.signals import course_completed
from tests.factories import quizzes as make

NOW = make.NOW
ALL_RIGHT = {1: [make.uid("q1/egov.kz")]}


@pytest.fixture
def nameless(db):
    return make.make_person(first_name="", last_name="", patronymic="")


@pytest.fixture
def attempt(nameless):
    """An attempt with every answer right, in a course with nothing else left."""
    question = make.choice_question("q1", ["egov.kz"], ["egov-kz.com"])
    school = make.make_school([question], pass_mark=50)
    attempt = make.make_attempt(nameless, school.quiz, ALL_RIGHT)
    record_completion(
        enrolment=attempt.enrolment,
        unit_key=school.lesson.translation_key,
        evidence_kind="read",
        language="kk",
        now=NOW,
    )
    return attempt


def _submit(client, attempt, capture):
    client.force_login(attempt.person)
    with capture(execute=True):
        return client.post(
            reverse("submit_attempt", args=[attempt.reference]), follow=True
        )


def test_submitting_without_a_name_shows_the_result(
    client, attempt, django_capture_on_commit_callbacks
):
    response = _submit(client, attempt, django_capture_on_commit_callbacks)

    assert response.status_code == 200
    attempt.enrolment.refresh_from_db()
    assert attempt.enrolment.is_completed
    assert not Certificate.objects.exists()


ASKED = "Your certificate needs your whole name"
NAME = "/en/account/name/"


def test_result_course_and_my_learning_ask_for_the_name(
    client, attempt, django_capture_on_commit_callbacks
):
    _submit(client, attempt, django_capture_on_commit_callbacks)
    course = CoursePage.objects.get(locale__language_code="kk")

    for address in (
        reverse("attempt_result", args=[attempt.reference]).replace("/kk/", "/en/"),
        course.get_url(),
        "/en/my-learning/",
    ):
        page = client.get(address)
        with override("en" if address.startswith("/en/") else "kk"):
            assert gettext(ASKED) in page.text, address
        assert f"/account/name/?next={address}" in page.text


def test_who_has_only_a_given_name_is_asked_before_the_course_is_done(client, db):
    person = make.make_person(last_name="")
    school = make.make_school([make.choice_question("q1", ["a"], ["b"])])
    make.make_attempt(person, school.quiz, {})
    client.force_login(person)

    page = client.get("/en/my-learning/").text

    assert ASKED in page
    assert "You have earned it" not in page


def test_a_whole_name_is_shown_before_the_certificate_is_issued(client, db):
    person = make.make_person(first_name="Айгүл", last_name="Омарова")
    school = make.make_school([make.choice_question("q1", ["a"], ["b"])])
    make.make_attempt(person, school.quiz, {})
    client.force_login(person)

    page = client.get("/en/my-learning/").text

    assert "This is how your name will stand on the certificate:" in page
    assert "<strong>Омарова Айгүл</strong>" in page
    assert f"{NAME}?next=/en/my-learning/" in page


def test_certificate_is_issued_once_there_is_a_name(
    client, attempt, django_capture_on_commit_callbacks
):
    _submit(client, attempt, django_capture_on_commit_callbacks)
    Person.objects.filter(pk=attempt.person_id).update(first_name="Айгүл")
    assert issue_missing(now=NOW) == 0

    names = {"first_name": "Айгүл", "last_name": "Омарова"}
    response = client.post(NAME, {**names, "next": "/en/my-learning/"})

    assert response.url == "/en/my-learning/"
    page = client.get(response.url).text
    assert "is being issued in the name of Омарова Айгүл" in page
    assert ASKED not in page
    assert issue_missing(now=NOW) == 1
    assert Certificate.objects.get().recipient_name == "Омарова Айгүл"
    assert "is being issued" not in client.get(response.url).text


def test_a_failing_receiver_does_not_spoil_the_result(
    client, attempt, django_capture_on_commit_callbacks, caplog
):
    def fail(**_kwargs):
        raise RuntimeError("the receiver fails")

    course_completed.connect(fail)
    try:
        response = _submit(client, attempt, django_capture_on_commit_callbacks)
    finally:
        course_completed.disconnect(fail)

    assert response.status_code == 200
    assert "the receiver fails" in caplog.text
