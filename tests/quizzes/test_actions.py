"""Attempts: started once, saved without loss, graded once."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from courses.models import Completion
from quizzes import actions, queries
from quizzes.exceptions import (
    AttemptClosed,
    AttemptNotFound,
    BadResponse,
    NoAttemptsLeft,
    NoQuestions,
)
from quizzes.models import Attempt, Response
from quizzes.signals import result_changed
from tests.factories import quizzes as make
from tests.factories.quizzes import NOW, uid


def save(attempt, slot, value, revision=1, **kwargs):
    return actions.save_response(
        attempt_reference=attempt.reference,
        person=kwargs.pop("person", attempt.person),
        slot=slot,
        value=value,
        revision=revision,
        now=kwargs.pop("now", NOW),
        language="kk",
        **kwargs,
    )


def submit(attempt, **kwargs):
    return actions.submit_attempt(
        attempt_reference=attempt.reference,
        person=kwargs.pop("person", attempt.person),
        language="kk",
        now=NOW + timedelta(minutes=10),
    )


def answered(person, quiz, responses, **kwargs):
    return make.make_attempt(person, quiz, responses, **kwargs)


# --- Starting ---------------------------------------------------------------------


def test_start_draws_every_question_once(attempt):
    items = queries.items_of(attempt)

    assert [item.slot for item in items] == [1, 2, 3, 4, 5]
    assert (attempt.question_count, attempt.max_score) == (5, 5)


def test_start_draws_the_ids_of_all_choices(attempt):
    drawn = queries.items_of(attempt)[1].layout["choices"]

    assert sorted(drawn) == sorted(uid(f"q2/{text}") for text in "ABCDE")


def test_an_ordering_is_never_drawn_solved(learner, db):
    quiz = make.make_quiz(questions=[make.ordering_question("q1")])
    solved = [uid("q1/one"), uid("q1/two"), uid("q1/three")]

    for _time in range(20):
        trial = make.make_attempt(learner, quiz, is_trial=True)
        assert queries.items_of(trial)[0].layout["choices"] != solved
        submit(trial)


def test_true_and_false_are_not_mixed(attempt):
    assert queries.items_of(attempt)[2].layout["choices"] == ["true", "false"]


def test_starting_again_returns_the_open_attempt(learner, quiz, attempt):
    again = make.make_attempt(learner, quiz)

    assert again == attempt
    assert Attempt.objects.count() == 1


def test_the_limit_holds_for_closed_attempts(learner, db):
    quiz = make.make_quiz(attempt_limit=2)
    for _time in range(2):
        submit(make.make_attempt(learner, quiz))

    with pytest.raises(NoAttemptsLeft):
        make.make_attempt(learner, quiz)


def test_an_open_attempt_is_returned_even_at_the_limit(learner, db):
    quiz = make.make_quiz(attempt_limit=1)
    opened = make.make_attempt(learner, quiz)

    assert make.make_attempt(learner, quiz) == opened


def test_a_quiz_without_questions_cannot_be_started(learner, db):
    quiz = make.make_quiz()
    actions.QuestionVersion.objects.update(is_current=False)

    with pytest.raises(NoQuestions):
        make.make_attempt(learner, quiz)


def test_the_database_refuses_a_second_open_attempt(attempt):
    copied = Attempt.objects.get(pk=attempt.pk)
    copied.pk, copied.reference, copied.number = None, uuid4(), 2

    with pytest.raises(IntegrityError), transaction.atomic():
        copied.save(force_insert=True)


def test_an_attempt_keeps_the_questions_it_was_started_with(learner, db):
    quiz = make.make_quiz(questions=[make.true_false_question("q1", "true")])
    attempt = make.make_attempt(learner, quiz, {1: ["true"]})

    make.republish(quiz, [make.true_false_question("q1", "false")], pass_mark=100)

    assert submit(attempt).is_passed


# --- Saving -----------------------------------------------------------------------


def test_a_save_is_logged_and_kept(attempt):
    saved = save(attempt, 4, ["13 500"], revision=3)

    item = queries.items_of(attempt)[3]
    assert (saved.revision, saved.is_stored, saved.saved_at) == (3, True, NOW)
    assert (item.response, item.revision, item.given_at) == ("13 500", 3, NOW)
    assert Response.objects.get().value == "13 500"


@pytest.mark.parametrize("revision", [1, 2])
def test_a_lower_or_equal_revision_changes_nothing(attempt, revision):
    save(attempt, 3, ["true"], revision=2)

    saved = save(attempt, 3, ["false"], revision=revision)

    assert (saved.is_stored, saved.is_latest, saved.revision) == (False, False, 2)
    assert queries.items_of(attempt)[2].response == ["true"]
    assert Response.objects.count() == 1


def test_the_same_save_sent_twice_is_told_as_saved(attempt):
    save(attempt, 3, ["true"], revision=2)

    saved = save(attempt, 3, ["true"], revision=2)

    assert (saved.is_stored, saved.is_latest) == (False, True)


def test_the_log_is_only_added_to(attempt):
    save(attempt, 3, ["true"], revision=1)
    save(attempt, 3, ["false"], revision=2)

    assert list(
        Response.objects.order_by("revision").values_list("value", flat=True)
    ) == [
        ["true"],
        ["false"],
    ]


def test_a_save_by_somebody_else_finds_nothing(attempt):
    with pytest.raises(AttemptNotFound):
        save(attempt, 3, ["true"], person=make.make_person())


@pytest.mark.parametrize("slot", [0, 6])
def test_a_save_to_a_slot_that_is_not_there_finds_nothing(attempt, slot):
    with pytest.raises(AttemptNotFound):
        save(attempt, slot, ["true"])


def test_a_save_after_submitting_is_refused(attempt):
    submit(attempt)

    with pytest.raises(AttemptClosed):
        save(attempt, 3, ["true"])
    assert Response.objects.count() == 0


def test_a_refused_value_leaves_no_trace(attempt):
    with pytest.raises(BadResponse):
        save(attempt, 1, [uid("q2/A")])

    assert Response.objects.count() == 0
    assert queries.items_of(attempt)[0].revision == 0


def test_responses_can_be_rebuilt_from_the_log(attempt):
    save(attempt, 3, ["true"], revision=1)
    save(attempt, 3, ["false"], revision=2)
    attempt.items.filter(slot=3).update(response=["true"], revision=9)
    attempt.items.filter(slot=1).update(response=["x"], revision=1, given_at=NOW)

    changed = actions.rebuild_responses(attempt=attempt)

    items = queries.items_of(attempt)
    assert changed == 2
    assert (items[2].response, items[2].revision) == (["false"], 2)
    assert (items[0].response, items[0].revision, items[0].given_at) == (None, 0, None)


def test_rebuilding_what_is_right_changes_nothing(attempt):
    save(attempt, 3, ["true"])

    assert actions.rebuild_responses(attempt=attempt) == 0


def test_a_flag_is_set_and_taken_away(attempt):
    for is_flagged in (True, False):
        actions.save_flag(
            attempt_reference=attempt.reference,
            person=attempt.person,
            slot=1,
            is_flagged=is_flagged,
        )
        assert attempt.items.get(slot=1).is_flagged is is_flagged


# --- Submitting -------------------------------------------------------------------


def test_all_right_is_the_whole_score(learner, quiz):
    attempt = submit(answered(learner, quiz, make.right_responses()))

    assert (attempt.score, attempt.percent, attempt.outcome) == (5, 100, "passed")
    assert (attempt.state, attempt.closed_by) == ("graded", "learner")


def test_nothing_given_is_failed_without_an_error(attempt):
    graded = submit(attempt)

    assert (graded.score, graded.outcome) == (0, "failed")


def test_a_part_is_counted_item_by_item(learner, quiz):
    attempt = answered(learner, quiz, {1: [uid("q1/egov.kz")], 2: [uid("q2/A")]})

    graded = submit(attempt)

    scores = [item.score for item in queries.items_of(attempt)]
    assert scores == [1, Decimal("0.3333"), 0, 0, 0]
    assert graded.score == Decimal("1.3333")


def test_passing_completes_the_unit_with_its_evidence(learner, quiz):
    attempt = submit(answered(learner, quiz, make.right_responses()))

    completion = Completion.objects.get()
    assert completion.unit_key == quiz.translation_key
    assert completion.evidence_kind == "quiz"
    assert completion.evidence_reference == str(attempt.reference)


def test_failing_completes_nothing(attempt):
    submit(attempt)

    assert not Completion.objects.exists()


@pytest.fixture
def heard():
    received = []

    def listener(attempt, **_kwargs):
        received.append(attempt)

    result_changed.connect(listener)
    yield received
    result_changed.disconnect(listener)


def test_submitting_thrice_grades_once(
    attempt, heard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        results = [submit(attempt) for _time in range(3)]

    assert {result.submitted_at for result in results} == {NOW + timedelta(minutes=10)}
    assert heard == [attempt]


def test_the_best_result_counts(learner, quiz):
    good = submit(answered(learner, quiz, make.right_responses()))
    submit(answered(learner, quiz, make.wrong_responses()))

    attempts = queries.attempts_of(learner, quiz.translation_key)
    assert queries.best_of(attempts) == good
    assert queries.results_of(learner) == {str(quiz.translation_key): good}


def test_somebody_else_cannot_submit(attempt):
    with pytest.raises(AttemptNotFound):
        submit(attempt, person=make.make_person())


# --- Trials -----------------------------------------------------------------------


def test_a_trial_counts_nowhere(learner, db, heard, django_capture_on_commit_callbacks):
    quiz = make.make_quiz(attempt_limit=1)

    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            trial = answered(learner, quiz, make.right_responses(), is_trial=True)
            assert submit(trial).is_passed

    assert heard == []
    assert not Completion.objects.exists()
    assert queries.attempts_of(learner, quiz.translation_key) == []
    assert queries.results_of(learner) == {}


def test_a_trial_beside_an_open_attempt(learner, quiz, attempt):
    trial = make.make_attempt(learner, quiz, is_trial=True)

    assert trial != attempt
    assert (trial.enrolment, trial.number) == (None, 1)
