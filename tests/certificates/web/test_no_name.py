"""Who has no name to print gets a result all the same; the certificate waits."""

import pytest
from django.urls import reverse

from accounts.models import Person
from certificates.actions import issue_missing
from certificates.models import Certificate
from courses.actions import record_completion
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


def test_my_learning_says_what_is_missing(
    client, attempt, django_capture_on_commit_callbacks
):
    _submit(client, attempt, django_capture_on_commit_callbacks)

    page = client.get("/en/my-learning/").content.decode()

    assert "no name to print on it" in page
    assert reverse("account")[3:] in page


def test_certificate_is_issued_once_there_is_a_name(
    client, attempt, django_capture_on_commit_callbacks
):
    _submit(client, attempt, django_capture_on_commit_callbacks)
    assert issue_missing(now=NOW) == 0

    Person.objects.filter(pk=attempt.person_id).update(first_name="Айгүл")

    assert issue_missing(now=NOW) == 1
    assert Certificate.objects.get().recipient_name == "Айгүл"
    assert "no name to print" not in client.get("/en/my-learning/").content.decode()


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
