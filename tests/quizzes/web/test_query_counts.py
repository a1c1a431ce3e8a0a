"""How many questions each page asks of the database, however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from tests.factories import quizzes as make
from tests.factories.quizzes import uid

FREE = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


class Counted(CaptureQueriesContext):
    """Counts queries, transactions' own statements left out."""

    def __len__(self):
        return sum(not q["sql"].startswith(FREE) for q in self.captured_queries)

    def told(self):
        return "\n".join(q["sql"][:200] for q in self.captured_queries)


def url(name, *args):
    with override("kk"):
        return reverse(name, args=args)


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


def populate(quiz, learner, attempts):
    """Other learners' and own attempts at the quiz, and another course."""
    for _number in range(attempts):
        other = make.make_attempt(make.make_person(), quiz, make.right_responses())
        make.make_attempt(learner, quiz)
        submit(other)
        submit(learner.attempts.get(state="in_progress"))
        make.make_quiz()


def submit(attempt):
    from quizzes.actions import submit_attempt

    submit_attempt(
        attempt_reference=attempt.reference,
        person=attempt.person,
        language="kk",
        now=make.NOW,
    )


@pytest.mark.parametrize("attempts", [1, 3])
def test_the_quiz_page_asks_at_most_ten(signed_in, learner, school, attempts):
    populate(school.quiz, learner, attempts)
    address = f"/kk/courses/{school.course.slug}/{school.quiz.slug}/"
    signed_in.get(address)

    with Counted(connection) as counted:
        response = signed_in.get(address)

    assert response.status_code == 200
    assert len(counted) <= 10, counted.told()


@pytest.mark.parametrize("attempts", [1, 3])
def test_a_question_asks_at_most_ten(signed_in, learner, school, attempts):
    populate(school.quiz, learner, attempts)
    attempt = make.make_attempt(learner, school.quiz)
    address = url("attempt_question", attempt.reference, 2)
    signed_in.get(address)

    with Counted(connection) as counted:
        signed_in.get(address)

    assert len(counted) <= 10, counted.told()


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_save_asks_five(signed_in, learner, quiz, accept):
    attempt = make.make_attempt(learner, quiz)
    address = url("attempt_question", attempt.reference, 1)

    with Counted(connection) as counted:
        signed_in.post(
            address,
            {"response": uid("q1/egov.kz"), "revision": 1},
            headers={"accept": accept},
        )

    assert len(counted) == 5, counted.told()


def test_submitting_asks_at_most_twelve(signed_in, learner, quiz):
    attempt = make.make_attempt(learner, quiz, make.right_responses())

    with Counted(connection) as counted:
        signed_in.post(url("submit_attempt", attempt.reference))

    assert len(counted) <= 12, counted.told()


def test_submitting_more_questions_asks_no_more(signed_in, learner, db):
    counts = []
    for number in (2, 12):
        questions = [
            make.true_false_question(f"n{number}-{at}") for at in range(number)
        ]
        quiz = make.make_quiz(questions=questions)
        attempt = make.make_attempt(learner, quiz)
        with Counted(connection) as counted:
            signed_in.post(url("submit_attempt", attempt.reference))
        counts.append(len(counted))

    assert counts[0] == counts[1]
