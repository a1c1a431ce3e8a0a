"""Turn responses into scores: one rule for each kind of answer key, and the pass mark.

A key and a response are plain values; shares are exact fractions, so a third is a
third and 70 % of three is not 69.999.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import singledispatch
from math import comb

RIGHT, PARTLY, WRONG, UNANSWERED = "right", "partly", "wrong", "unanswered"
LONGEST_NUMBER = 30
DECIMALS = Decimal("0.0001")


@dataclass(frozen=True)
class Score:
    """What one response earned: a share of the whole, and which remarks apply.

    ``remarks`` names feedback: ids of choices or near misses, "right" or "other".
    """

    share: Fraction
    verdict: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class SingleChoiceKey:
    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class MultipleChoiceKey:
    right: frozenset[str]
    wrong: frozenset[str]


@dataclass(frozen=True)
class TrueFalseKey:
    answer: bool


@dataclass(frozen=True)
class NearMiss:
    """A wrong number that has a feedback of its own, such as a slip of the point."""

    ref: str
    value: Decimal
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True)
class NumericKey:
    answer: Decimal
    tolerance: Decimal = Decimal(0)
    near_misses: tuple[NearMiss, ...] = ()


@dataclass(frozen=True)
class OrderingKey:
    order: tuple[str, ...]


Key = SingleChoiceKey | MultipleChoiceKey | TrueFalseKey | NumericKey | OrderingKey


@dataclass(frozen=True)
class Guess:
    """What can be earned without knowing anything; ``None`` where it cannot be done."""

    nothing: Fraction
    everything: Fraction | None
    random: Fraction


class NotANumber(ValueError):
    """The text is no number that we accept; ``reason`` says why, as a word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_SPACES = " \u00a0\u2009\u202f"
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:,[0-9]{3})+\.[0-9]+)")


def parse_number(text: str) -> Decimal:
    """Read a number as people here write it.

    A comma or a point before the decimals, spaces between thousands; commas between
    thousands where they cannot be taken for decimals (1,000,000 or 1,000.50). Raises
    ``NotANumber``: "empty", "long", or "shape" for words, NaN, Infinity, 1e3, 0x1F
    and digits of other scripts.
    """
    text = text.strip().strip(_SPACES)
    if not text:
        raise NotANumber("empty")
    if len(text) > LONGEST_NUMBER:
        raise NotANumber("long")
    is_negative = text[0] in "-\u2212\u2013"
    digits = text[1:].lstrip(_SPACES) if text[0] in "-\u2212\u2013+" else text
    if _COMMA_GROUPS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif not (_PLAIN.fullmatch(digits) or _SPACED.fullmatch(digits)):
        raise NotANumber("shape")
    for space in _SPACES:
        digits = digits.replace(space, "")
    number = Decimal(digits.replace(",", "."))
    return -number if is_negative and number else number


def share_of_choices(
    chosen: Iterable[str], right: frozenset[str], wrong: frozenset[str]
) -> Fraction:
    """Right choices count up, wrong ones count down, never below zero.

    One wrong choice costs 1/min(right, wrong), so ticking everything earns nothing.
    """
    picked = set(chosen)
    up = Fraction(len(picked & right), len(right))
    down = Fraction(len(picked & wrong), min(len(right), len(wrong)))
    return max(Fraction(0), up - down)


def _verdict(share: Fraction) -> str:
    if share == 1:
        return RIGHT
    return PARTLY if share > 0 else WRONG


@singledispatch
def grade(key: object, response: object) -> Score:
    """Score a response against a key; ``None`` is unanswered, which is not wrong."""
    raise TypeError(f"No grading rule for {type(key).__name__}.")


def _unanswered(*remarks: str) -> Score:
    return Score(Fraction(0), UNANSWERED, remarks)


@grade.register
def _(key: SingleChoiceKey, response: object) -> Score:
    """All or nothing. A response is a list with the id of one choice."""
    if not isinstance(response, list) or not response:
        return _unanswered()
    share = Fraction(int(response == [key.right]))
    return Score(share, _verdict(share), tuple(response))


@grade.register
def _(key: MultipleChoiceKey, response: object) -> Score:
    """A share, by `share_of_choices`. A response is a list of ids of choices.

    Remarked upon are the choices made and the right ones that were missed.
    """
    if not isinstance(response, list) or not response:
        return _unanswered(*sorted(key.right))
    share = share_of_choices(response, key.right, key.wrong)
    missed = sorted(key.right - set(response))
    return Score(share, _verdict(share), (*response, *missed))


@grade.register
def _(key: TrueFalseKey, response: object) -> Score:
    """All or nothing. A response is ["true"] or ["false"]."""
    if not isinstance(response, list) or not response:
        return _unanswered("other")
    is_right = response == ["true" if key.answer else "false"]
    share = Fraction(int(is_right))
    return Score(share, _verdict(share), ("right" if is_right else "other",))


@grade.register
def _(key: NumericKey, response: object) -> Score:
    """Right within the tolerance, ends included. A response is the text as typed."""
    if not isinstance(response, str) or not response.strip():
        return _unanswered("other")
    try:
        number = parse_number(response)
    except NotANumber:
        return Score(Fraction(0), WRONG, ("other",))
    if abs(number - key.answer) <= key.tolerance:
        return Score(Fraction(1), RIGHT, ("right",))
    for miss in key.near_misses:
        if abs(number - miss.value) <= miss.tolerance:
            return Score(Fraction(0), WRONG, (miss.ref,))
    return Score(Fraction(0), WRONG, ("other",))


@grade.register
def _(key: OrderingKey, response: object) -> Score:
    """The share of items that stand exactly in their place; all in place is 1.

    Exact places and not neighbouring pairs: a learner can check the sum by eye. A
    response is the list of all ids, first to last.
    """
    if not isinstance(response, list) or not response:
        return _unanswered("other")
    in_place = sum(
        given == due for given, due in zip(response, key.order, strict=False)
    )
    share = Fraction(in_place, len(key.order))
    return Score(share, _verdict(share), ("right" if share == 1 else "other",))


@singledispatch
def guess(key: object) -> Guess:
    """Return what nothing, everything and a random guess earn, for the author."""
    raise TypeError(f"No guess for {type(key).__name__}.")


@guess.register
def _(key: SingleChoiceKey) -> Guess:
    return Guess(Fraction(0), None, Fraction(1, 1 + len(key.wrong)))


@guess.register
def _(key: MultipleChoiceKey) -> Guess:
    """Random means that each box is a coin toss."""
    right, wrong = sorted(key.right), sorted(key.wrong)
    total = Fraction(0)
    for up in range(len(right) + 1):
        for down in range(len(wrong) + 1):
            share = share_of_choices(right[:up] + wrong[:down], key.right, key.wrong)
            total += comb(len(right), up) * comb(len(wrong), down) * share
    everything = share_of_choices(right + wrong, key.right, key.wrong)
    return Guess(Fraction(0), everything, total / 2 ** (len(right) + len(wrong)))


@guess.register
def _(_key: TrueFalseKey) -> Guess:
    return Guess(Fraction(0), None, Fraction(1, 2))


@guess.register
def _(_key: NumericKey) -> Guess:
    return Guess(Fraction(0), None, Fraction(0))


@guess.register
def _(key: OrderingKey) -> Guess:
    """A random order puts one item in its place on average."""
    return Guess(Fraction(0), None, Fraction(1, len(key.order)))


@dataclass(frozen=True)
class Total:
    """The sum of an attempt, exact until it is written down."""

    earned: Fraction
    possible: Fraction

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 69.9 is not 70."""
        return int(100 * self.earned / self.possible) if self.possible else 0


def total(scores: Sequence[tuple[Score, Decimal]]) -> Total:
    """Add up scores with the most that each could earn."""
    earned = sum((score.share * Fraction(most) for score, most in scores), Fraction(0))
    possible = sum((Fraction(most) for _score, most in scores), Fraction(0))
    return Total(earned, possible)


def passes(earned: Fraction, possible: Fraction, pass_mark: int) -> bool:
    """Decide whether a sum reaches the pass mark, which is in per cent."""
    return possible > 0 and 100 * earned >= pass_mark * possible


def as_decimal(value: Fraction) -> Decimal:
    """Write a fraction down with four decimals, never more than it is.

    Rounded down, so that what is stored reaches a pass mark only if the exact sum does.
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(DECIMALS, rounding=ROUND_DOWN)
