"""The result page says in words what was chosen and what is right."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from tests.factories import quizzes as make
from tests.factories.quizzes import uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(client, learner, quiz):
    """Submit these responses; return the folds of the result page."""

    def submitted(given: dict) -> list:
        attempt = make.make_attempt(learner, quiz, given)
        with override("en"):
            address = reverse("submit_attempt", args=[attempt.reference])
        client.force_login(learner)
        page = client.post(address, follow=True)
        return BeautifulSoup(page.content, "html.parser").select("details.fold")

    return submitted


def told(fold) -> dict:
    """What stands beside each choice of a question."""
    return {
        row.select_one("span").text: row.select("span")[-1].text.strip()
        for row in fold.select("ul.list > li")
    }


def test_each_choice_says_whether_it_was_chosen_and_is_right(result):
    folds = result({**make.right_responses(), 2: [uid("q2/A"), uid("q2/D")]})

    assert told(folds[1]) == {
        "A": "You chose it: right",
        "B": "Right, but you did not choose it",
        "C": "Right, but you did not choose it",
        "D": "You chose it: wrong",
        "E": "You did not choose it",
    }


def test_a_question_of_one_choice_has_no_list(result):
    folds = result(make.wrong_responses())

    assert [bool(told(fold)) for fold in folds] == [False, True, False, False, False]


def test_an_order_stands_beside_the_right_one(result):
    order = [uid("q5/three"), uid("q5/one"), uid("q5/two")]
    fold = result({**make.right_responses(), 5: order})[4]

    lists = [[item.text for item in one.select("li")] for one in fold.select("ol")]
    assert lists == [["three", "one", "two"], ["one", "two", "three"]]
    assert [p.text for p in fold.select("p.muted")] == [
        "Your order:",
        "The right order:",
    ]


def test_a_right_order_stands_alone(result):
    fold = result(make.right_responses())[4]

    assert [p.text for p in fold.select("p.muted")] == ["Your order:"]
