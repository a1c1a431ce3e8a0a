"""Which values a question allows; none of this needs a database or a key."""

import pytest

from quizzes.exceptions import BadResponse
from quizzes.validators import validated_response, validated_revision

SINGLE = {"kind": "single_choice", "choices": ["a", "b"]}
MULTIPLE = {"kind": "multiple_choice", "choices": ["c", "a", "b"]}
TRUE_FALSE = {"kind": "true_false", "choices": ["true", "false"]}
NUMERIC = {"kind": "numeric", "choices": []}
ORDERING = {"kind": "ordering", "choices": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("layout", "sent", "stored"),
    [
        (SINGLE, ["a"], ["a"]),
        (MULTIPLE, ["b", "a"], ["a", "b"]),
        (TRUE_FALSE, ["false"], ["false"]),
        (NUMERIC, [" 3,14 "], "3,14"),
        (NUMERIC, ["-0"], "-0"),
        (ORDERING, ["c", "a", "b"], ["c", "a", "b"]),
    ],
)
def test_an_allowed_value_is_returned_as_it_is_stored(layout, sent, stored):
    assert validated_response(layout, sent) == stored


@pytest.mark.parametrize(
    ("layout", "sent", "code"),
    [
        (SINGLE, [], "no_choice"),
        (SINGLE, ["a", "b"], "one_choice"),
        (SINGLE, ["x"], "unknown_option"),
        (SINGLE, [""], "unknown_option"),
        (TRUE_FALSE, ["1"], "unknown_option"),
        (MULTIPLE, [], "no_choice"),
        (MULTIPLE, ["a", "a"], "repeated_choice"),
        (MULTIPLE, ["a", "x"], "unknown_option"),
        (NUMERIC, [], "one_number"),
        (NUMERIC, ["1", "2"], "one_number"),
        (NUMERIC, [""], "not_a_number"),
        (NUMERIC, ["NaN"], "not_a_number"),
        (NUMERIC, ["1e3"], "not_a_number"),
        (NUMERIC, ["9" * 400], "not_a_number"),
        (NUMERIC, ["\x00"], "not_a_number"),
        (ORDERING, ["a", "b"], "missing_item"),
        (ORDERING, [], "missing_item"),
        (ORDERING, ["a", "b", "b"], "repeated_item"),
        (ORDERING, ["a", "b", "c", "c"], "repeated_item"),
        (ORDERING, ["a", "b", "x"], "unknown_option"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(layout, sent, code):
    with pytest.raises(BadResponse) as refusal:
        validated_response(layout, sent)

    assert refusal.value.code == code
    assert refusal.value.message


def test_a_repeated_item_names_its_place():
    with pytest.raises(BadResponse) as refusal:
        validated_response(ORDERING, ["a", "b", "a"])

    assert "3" in refusal.value.message


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("2147483647", 2147483647)])
def test_a_revision_is_a_whole_number(text, number):
    assert validated_revision(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "1.5", "1e9", "\uff19", "x", "2147483648", str(2**63), "1\n"],
)
def test_a_revision_out_of_range_is_refused(text):
    with pytest.raises(BadResponse):
        validated_revision(text)
