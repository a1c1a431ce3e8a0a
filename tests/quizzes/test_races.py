"""Two windows, two presses: what happens at the same moment still happens once."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from courses.models import Completion, Enrolment
from quizzes.actions import save_response, start_attempt, submit_attempt
from quizzes.enums import AttemptState
from quizzes.models import Attempt, Response
from quizzes.signals import result_changed
from tests.factories import quizzes as make
from tests.racing import race, twice

LATER = make.NOW + timedelta(minutes=10)


@pytest.fixture
def results():
    """Every result announced, as it is heard."""
    heard = []

    def hear(attempt, **_kwargs):
        heard.append(attempt.pk)

    result_changed.connect(hear)
    yield heard
    result_changed.disconnect(hear)


@pytest.fixture
def answered(transactional_db):
    school = make.make_school()
    person = make.make_person()
    return make.make_attempt(person, school.quiz, make.right_responses())


def submit(attempt):
    return submit_attempt(
        attempt_reference=attempt.reference,
        person=attempt.person,
        language="kk",
        now=LATER,
    )


def save(attempt, value, revision=1):
    return save_response(
        attempt_reference=attempt.reference,
        person=attempt.person,
        slot=3,
        value=[value],
        revision=revision,
        now=LATER,
        language="kk",
    )


def test_two_presses_of_submit_are_graded_and_told_once(answered, results):
    race(*twice(submit, attempt=answered), before="UPDATE")

    assert results == [answered.pk]
    assert Completion.objects.count() == 1
    assert Attempt.objects.get().state == AttemptState.GRADED


def test_two_presses_of_submit_are_told_twice_where_nothing_prevents_it(
    answered, results
):
    """The race is real: looking first and writing then announces two results."""

    def look_then_write():
        attempt = Attempt.objects.get(pk=answered.pk)
        if attempt.is_open:
            Attempt.objects.filter(pk=attempt.pk).update(
                state=AttemptState.GRADED, submitted_at=LATER, score=0, outcome="failed"
            )
            transaction.on_commit(
                partial(result_changed.send, Attempt, attempt=attempt)
            )

    race(look_then_write, look_then_write, before="UPDATE")

    assert results == [answered.pk] * 2


def test_two_presses_of_start_open_one_attempt(transactional_db):
    school, person = make.make_school(), make.make_person()
    make.enrol(
        person=person,
        course_key=school.course.translation_key,
        language="kk",
        now=make.NOW,
    )
    start = partial(
        start_attempt,
        person=person,
        quiz_page=school.quiz,
        enrolment=Enrolment.objects.get(),
        language="kk",
        now=make.NOW,
    )

    opened = race(start, start, before="INSERT")

    assert opened[0] == opened[1] == Attempt.objects.get()


def test_two_windows_with_one_revision_store_one_response(transactional_db):
    school, person = make.make_school(), make.make_person()
    attempt = make.make_attempt(person, school.quiz)

    saved = race(
        partial(save, attempt, "true"), partial(save, attempt, "false"), before="INSERT"
    )

    assert sorted(each.is_stored for each in saved) == [False, True]
    stored = Response.objects.get()
    assert attempt.items.get(slot=3).response == stored.value


def test_a_save_beside_a_submit_is_either_graded_or_refused(answered):
    def save_late():
        try:
            return save(answered, "false", revision=2).is_stored
        except Exception as refusal:  # noqa: BLE001 - its name is what is asserted
            return type(refusal).__name__

    stored, graded = race(save_late, partial(submit, answered), before="UPDATE")

    assert stored in (True, "AttemptClosed")
    latest = answered.items.get(slot=3).response
    wrong = latest == "false" or latest == ["false"]
    assert wrong is (stored is True)
    assert (graded.score < graded.max_score) is (stored is True)
