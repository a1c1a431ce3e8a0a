"""What every test of courses may ask for."""

import pytest

from courses.signals import course_completed, enrolled
from tests.factories import courses as make


@pytest.fixture
def learner(db):
    return make.make_person()


@pytest.fixture
def course(db):
    """A course of three lessons."""
    return make.make_course_with(3)


@pytest.fixture
def enrolment(learner, course):
    return make.make_enrolment(learner, course)


def _hear(signal):
    enrolments = []

    def listen(sender, enrolment, **kwargs):
        enrolments.append(enrolment)

    signal.connect(listen)
    yield enrolments
    signal.disconnect(listen)


@pytest.fixture
def heard_completed():
    """The enrolments of which `course_completed` told."""
    yield from _hear(course_completed)


@pytest.fixture
def heard_enrolled():
    """The enrolments of which `enrolled` told."""
    yield from _hear(enrolled)
