"""What every test of quizzes may ask for."""

import pytest

from tests.factories import quizzes as make


@pytest.fixture
def learner(db):
    return make.make_person()


@pytest.fixture
def school(db):
    return make.make_school()


@pytest.fixture
def quiz(school):
    return school.quiz


@pytest.fixture
def attempt(learner, quiz):
    return make.make_attempt(learner, quiz)
