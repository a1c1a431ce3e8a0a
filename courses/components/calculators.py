"""The result of a calculator in words and as parts of a strip."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext as _

from courses.calculators import Budget, Deposit, Loan
from courses.components.values import shown_number
from courses.enums import CalculatorKind, ValueUnit


@dataclass(frozen=True)
class Result:
    """Lines of a label and what it comes to; shares are whole per cents.

    `of` says what they are shares of.
    """

    lines: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, int], ...] = ()
    of: str = ""
    advice: str = ""
    is_of_a_contract: bool = False


def _tenge(amount: int) -> str:
    return shown_number(Decimal(amount), ValueUnit.TENGE, get_language() or "kk")


def _percent(rate: Decimal) -> str:
    return shown_number(rate, ValueUnit.PERCENT, get_language() or "kk")


def _budget(found: Budget) -> Result:
    names = {
        "housing": _("Housing"),
        "food": _("Food"),
        "transport": _("Transport and phone"),
        "loans": _("Loans"),
        "other": _("The rest"),
        "left": _("Left over"),
    }
    months = shown_number(
        found.months_of_reserve, ValueUnit.NUMBER, get_language() or "kk"
    )
    is_short = found.left < 0
    rest = _("Missing in a month") if is_short else _("Left in a month")
    return Result(
        lines=(
            (_("Spent in a month"), _tenge(found.spent)),
            (rest, _tenge(abs(found.left))),
            (_("Months your savings would last"), months),
        ),
        shares=tuple(
            (names[name], share) for name, share in found.shares.items() if share
        ),
        of=_("Shares of what is spent; it is more than the income:")
        if is_short
        else _("Shares of the income:"),
        advice=_("More goes out than comes in: find the line to cut first.")
        if is_short
        else "",
    )


def _loan(found: Loan) -> Result:
    return Result(
        lines=(
            (_("Payment in a month"), _tenge(found.monthly)),
            (_("You pay in all"), _tenge(found.total)),
            (_("Overpaid"), _tenge(found.overpaid)),
            (_("Annual effective rate, about"), _percent(found.effective)),
        ),
        is_of_a_contract=True,
    )


def _deposit(found: Deposit) -> Result:
    return Result(
        lines=(
            (_("You put in"), _tenge(found.paid_in)),
            (_("Interest before tax"), _tenge(found.interest)),
            (_("You get in all"), _tenge(found.total)),
            (_("Annual effective rate, about"), _percent(found.effective)),
        ),
        is_of_a_contract=True,
    )


def _village(shares: list[int]) -> Result:
    names = (_("Taxes"), _("Other revenue"), _("Transfers"))
    return Result(lines=(), shares=tuple(zip(names, shares, strict=True)))


_WORDS = {
    CalculatorKind.BUDGET: _budget,
    CalculatorKind.LOAN: _loan,
    CalculatorKind.INSTALMENTS: _loan,
    CalculatorKind.DEPOSIT: _deposit,
    CalculatorKind.VILLAGE: _village,
}


def calculator_result(kind: str, found) -> Result:
    """Return what a calculator worked out, in the reader's language."""
    return _WORDS[CalculatorKind(kind)](found)
