"""The grading rules, case by case; no database."""

from decimal import Decimal
from fractions import Fraction

import pytest

from quizzes import grading
from quizzes.grading import (
    MultipleChoiceKey,
    NearMiss,
    NotANumber,
    NumericKey,
    OrderingKey,
    SingleChoiceKey,
    TrueFalseKey,
    grade,
    guess,
    parse_number,
    passes,
)

MULTIPLE = MultipleChoiceKey(frozenset("ABC"), frozenset("DE"))


@pytest.mark.parametrize(
    ("chosen", "share"),
    [
        ("", Fraction(0)),
        ("A", Fraction(1, 3)),
        ("AB", Fraction(2, 3)),
        ("ABC", Fraction(1)),
        ("ABD", Fraction(1, 6)),
        ("ABCD", Fraction(1, 2)),
        ("ABCDE", Fraction(0)),
        ("DE", Fraction(0)),
    ],
)
def test_grade_multiple_never_rewards_guessing(chosen, share):
    assert grade(MULTIPLE, list(chosen)).share == share


def test_grade_multiple_with_one_wrong_choice_gives_everything_nothing():
    key = MultipleChoiceKey(frozenset("ABCD"), frozenset("E"))

    assert grade(key, list("ABCDE")).share == 0


@pytest.mark.parametrize(
    ("right", "wrong", "average"), [("ABC", "DE", 0.19), ("ABCD", "E", 0.25)]
)
def test_guess_of_multiple_is_the_average_of_coin_tosses(right, wrong, average):
    key = MultipleChoiceKey(frozenset(right), frozenset(wrong))

    assert round(float(guess(key).random), 2) == average
    assert guess(key).everything == 0


@pytest.mark.parametrize(
    ("key", "random"),
    [
        (SingleChoiceKey("a", ("b", "c", "d")), Fraction(1, 4)),
        (TrueFalseKey(answer=True), Fraction(1, 2)),
        (NumericKey(Decimal(5)), Fraction(0)),
        (OrderingKey(("a", "b", "c")), Fraction(1, 3)),
    ],
)
def test_guess_of_other_kinds(key, random):
    assert guess(key) == grading.Guess(Fraction(0), None, random)


@pytest.mark.parametrize(
    ("response", "share", "verdict", "remarks"),
    [
        (["a"], 1, "right", ("a",)),
        (["b"], 0, "wrong", ("b",)),
        ([], 0, "unanswered", ()),
        (None, 0, "unanswered", ()),
    ],
)
def test_grade_single(response, share, verdict, remarks):
    score = grade(SingleChoiceKey("a", ("b",)), response)

    assert score == grading.Score(Fraction(share), verdict, remarks)


@pytest.mark.parametrize("response", [None, [], ""])
def test_grade_multiple_unanswered_is_not_wrong(response):
    assert grade(MULTIPLE, response).verdict == "unanswered"


@pytest.mark.parametrize(
    ("chosen", "verdict"), [("ABC", "right"), ("A", "partly"), ("D", "wrong")]
)
def test_grade_multiple_verdict(chosen, verdict):
    assert grade(MULTIPLE, list(chosen)).verdict == verdict


@pytest.mark.parametrize(
    ("answer", "response", "verdict"),
    [
        (True, ["true"], "right"),
        (True, ["false"], "wrong"),
        (False, ["false"], "right"),
        (False, None, "unanswered"),
    ],
)
def test_grade_true_false(answer, response, verdict):
    assert grade(TrueFalseKey(answer), response).verdict == verdict


NUMERIC = NumericKey(
    Decimal(13500), Decimal(50), (NearMiss("n1", Decimal(31500), Decimal(0)),)
)


@pytest.mark.parametrize(
    ("typed", "verdict", "remarks"),
    [
        ("13500", "right", ("right",)),
        ("13 500", "right", ("right",)),
        ("13450", "right", ("right",)),
        ("13550,0", "right", ("right",)),
        ("13550,1", "wrong", ("other",)),
        ("31500", "wrong", ("n1",)),
        ("-13500", "wrong", ("other",)),
        ("many", "wrong", ("other",)),
        ("  ", "unanswered", ("other",)),
        (None, "unanswered", ("other",)),
    ],
)
def test_grade_numeric(typed, verdict, remarks):
    score = grade(NUMERIC, typed)

    assert (score.verdict, score.remarks) == (verdict, remarks)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,14", "3.14"),
        ("3.14", "3.14"),
        ("3 140", "3140"),
        ("3\u00a0140,5", "3140.5"),
        ("1\u202f000\u202f000", "1000000"),
        ("1,000,000", "1000000"),
        ("1,000.50", "1000.50"),
        ("1,000", "1.000"),
        ("-7", "-7"),
        ("\u22127", "-7"),
        ("- 7", "-7"),
        ("+7", "7"),
        ("-0", "0"),
        ("007", "7"),
        (" 42 ", "42"),
    ],
)
def test_parse_number_accepts_what_people_write(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\u00a0", "empty"),
        ("1" * 400, "long"),
        ("NaN", "shape"),
        ("Infinity", "shape"),
        ("-inf", "shape"),
        ("1e3", "shape"),
        ("0x1F", "shape"),
        ("\uff19", "shape"),
        ("\u0663", "shape"),
        ("1.000.000", "shape"),
        ("3 14", "shape"),
        ("3,", "shape"),
        (",5", "shape"),
        ("1_000", "shape"),
        ("--7", "shape"),
        ("-", "shape"),
    ],
)
def test_parse_number_refuses_with_a_reason(text, reason):
    with pytest.raises(NotANumber) as refusal:
        parse_number(text)

    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("response", "share", "verdict"),
    [
        (list("abcd"), Fraction(1), "right"),
        (list("abdc"), Fraction(1, 2), "partly"),
        (list("bcda"), Fraction(0), "wrong"),
        (None, Fraction(0), "unanswered"),
    ],
)
def test_grade_ordering_counts_items_in_their_place(response, share, verdict):
    score = grade(OrderingKey(tuple("abcd")), response)

    assert (score.share, score.verdict) == (share, verdict)


@pytest.mark.parametrize(
    ("earned", "possible", "pass_mark", "is_passed"),
    [
        (Fraction(7), Fraction(10), 70, True),
        (Fraction(699, 100), Fraction(10), 70, False),
        (Fraction(1, 3) + Fraction(1, 3) + Fraction(1, 3), Fraction(1), 100, True),
        (Fraction(7, 10) * 3, Fraction(3), 70, True),
        (Fraction(0), Fraction(10), 1, False),
        (Fraction(0), Fraction(0), 70, False),
    ],
)
def test_passes_compares_without_rounding(earned, possible, pass_mark, is_passed):
    assert passes(earned, possible, pass_mark) is is_passed


def test_total_adds_weighted_shares():
    scores = [
        (grade(MULTIPLE, ["A"]), Decimal(3)),
        (grade(SingleChoiceKey("a", ("b",)), ["a"]), Decimal("1.5")),
    ]

    total = grading.total(scores)

    assert total == grading.Total(Fraction(5, 2), Fraction(9, 2))
    assert total.percent == 55


def test_total_of_nothing_is_no_percent():
    assert grading.total([]).percent == 0


def test_as_decimal_keeps_four_places_and_never_rounds_up():
    assert grading.as_decimal(Fraction(2, 3)) == Decimal("0.6666")


@pytest.mark.parametrize("rule", [grade, guess])
def test_a_key_of_unknown_kind_is_an_error(rule):
    with pytest.raises(TypeError):
        rule(object(), None) if rule is grade else rule(object())
