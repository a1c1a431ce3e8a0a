"""What is read from the form a learner sent."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from quizzes.forms import moved, read_sent, wants_json


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("b:up", "bac"),
        ("b:down", "acb"),
        ("a:up", "abc"),
        ("c:down", "abc"),
        ("x:up", "abc"),
        ("b:left", "abc"),
        ("", "abc"),
        ("b", "abc"),
    ],
)
def test_moved_swaps_neighbours_and_nothing_else(move, order):
    assert moved(list("abc"), move) == list(order)


def test_a_move_is_made_before_the_order_is_saved():
    sent = read_sent(QueryDict("response=a&response=b&revision=4&move=b:up"))

    assert (sent.value, sent.revision, sent.moved_item) == (["b", "a"], 4, "b")


@pytest.mark.parametrize(
    ("query", "flag"),
    [("flag=1", True), ("flag=0", False), ("", None), ("flag=x", None)],
)
def test_the_flag_is_yes_no_or_untouched(query, flag):
    assert read_sent(QueryDict(query)).wants_flag is flag


def test_a_flood_of_values_is_cut():
    assert len(read_sent(QueryDict("&".join(["response=a"] * 500))).value) == 20


@pytest.mark.parametrize(
    ("accept", "is_json"), [("application/json", True), ("text/html,*/*", False)]
)
def test_the_script_says_what_it_accepts(accept, is_json):
    request = RequestFactory().post("/", headers={"accept": accept})

    assert wants_json(request) is is_json
