"""How many questions the home page asks of the database, however much there is."""

import pytest

from tests.counting import Counted
from tests.factories import courses as make


@pytest.fixture
def learner(db):
    return make.make_person()


def test_home_asks_ten_queries_at_most_however_much_there_is(client, learner):
    client.force_login(learner)
    counts = []
    for size in (1, 3):
        for _number in range(size):
            course = make.make_course_with(2)
            unit = make.units_of(course)[0]
            make.finish(make.make_enrolment(learner, course), unit)
            make.finish(make.make_enrolment(course=course), unit)
        client.get("/kk/")
        with Counted() as counted:
            response = client.get("/kk/")
        assert response.status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 10, counted.told()
