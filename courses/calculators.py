"""What the calculators of lessons work out: money and shares, as pure functions.

Money is whole tenge, rounded half up only at the end. Rates are yearly, in per cent.
The formulas are those of any textbook of finance: an annuity, compound interest, and
the rate at which the payments of a loan are worth what was received (the annual
effective rate; Kazakhstan's rule counts days, we count months of a twelfth of a year).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MONTHS = 12
HIGHEST_RATE = Decimal(100_000)
"""Per cent a year; above it an effective rate is no longer told as a number."""
MOST_MONEY = 10**18
"""Whole tenge; no deposit grows beyond it."""
_EXACT = Decimal("0.000000001")


class NoSuchRate(ValueError):
    """No rate makes the payments worth what was received: less is paid back."""


class RateTooHigh(NoSuchRate):
    """The rate is above HIGHEST_RATE."""


class SumTooLarge(ValueError):
    """More would come of it than there is money: above MOST_MONEY."""


@dataclass(frozen=True)
class Loan:
    """What a loan costs."""

    monthly: int
    total: int
    overpaid: int
    effective: Decimal


@dataclass(frozen=True)
class Deposit:
    """What a deposit grows to."""

    paid_in: int
    interest: int
    total: int
    effective: Decimal


@dataclass(frozen=True)
class Budget:
    """Where a family's money goes in a month; `left` may be below nought."""

    spent: int
    left: int
    shares: dict[str, int]
    months_of_reserve: Decimal


def whole(amount: Decimal) -> int:
    """Round to whole tenge, half up."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def shares(parts: Sequence[int]) -> list[int]:
    """Return whole per cents of the sum that add up to 100 (largest remainders).

    Nought everywhere when the sum is nought. Raises ValueError for a negative part.
    """
    if any(part < 0 for part in parts):
        raise ValueError("a part below nought")
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    floors = [part * 100 // total for part in parts]
    rests = [part * 100 % total for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda at: (-rests[at], at))
    for at in by_rest[: 100 - sum(floors)]:
        floors[at] += 1
    return floors


def monthly_payment(amount: int, rate: Decimal, months: int) -> Decimal:
    """Return the equal monthly payment that repays a loan (an annuity)."""
    if not rate:
        return Decimal(amount) / months
    monthly = rate / 100 / MONTHS
    return amount * monthly / (1 - (1 + monthly) ** -months)


def effective_rate(received: int, payments: Sequence[Decimal]) -> Decimal:
    """Return the yearly rate at which monthly payments are worth what was received.

    Per cent, to a hundredth; the first payment is due after a month. Raises
    NoSuchRate when less is paid back than was received, RateTooHigh above
    HIGHEST_RATE.
    """

    def worth(rate: Decimal) -> Decimal:
        month = (1 + rate / 100) ** (Decimal(1) / MONTHS)
        return sum(
            (paid / month**at for at, paid in enumerate(payments, start=1)),
            Decimal(),
        )

    low, high = Decimal(), HIGHEST_RATE
    if received <= 0 or worth(low) + _EXACT < received:
        raise NoSuchRate
    if worth(high) > received:
        raise RateTooHigh
    while high - low > _EXACT:
        middle = (low + high) / 2
        low, high = (middle, high) if worth(middle) > received else (low, middle)
    return low.quantize(Decimal("0.01"), ROUND_HALF_UP)


def loan(amount: int, rate: Decimal, months: int, fee: int = 0) -> Loan:
    """Return the cost of a loan of which a fee is taken at the start.

    Raises NoSuchRate when the fee eats the loan up.
    """
    payment = monthly_payment(amount, rate, months)
    total = whole(payment * months) + fee
    return Loan(
        monthly=whole(payment),
        total=total,
        overpaid=total - amount,
        effective=effective_rate(amount - fee, [payment] * months),
    )


def instalments(cash_price: int, monthly: int, months: int) -> Loan:
    """Return what an instalment plan costs beside paying the cash price at once.

    Raises NoSuchRate when the plan is cheaper than the cash price.
    """
    total = monthly * months
    return Loan(
        monthly=monthly,
        total=total,
        overpaid=total - cash_price,
        effective=effective_rate(cash_price, [Decimal(monthly)] * months),
    )


def deposit(
    amount: int,
    rate: Decimal,
    months: int,
    top_up: int = 0,
    *,
    capitalised: bool = True,
) -> Deposit:
    """Return what a deposit grows to; a top-up comes at the end of each month.

    Without capitalisation the interest is paid out and earns nothing itself. Raises
    SumTooLarge above MOST_MONEY.
    """
    monthly = rate / 100 / MONTHS
    held, interest = Decimal(amount), Decimal()
    for _month in range(months):
        earned = held * monthly
        interest += earned
        held += top_up + (earned if capitalised else 0)
        if held > MOST_MONEY:
            raise SumTooLarge
    paid_in = amount + top_up * months
    effective = ((1 + monthly) ** MONTHS - 1) * 100 if capitalised else rate
    return Deposit(
        paid_in=paid_in,
        interest=whole(interest),
        total=paid_in + whole(interest),
        effective=effective.quantize(Decimal("0.01"), ROUND_HALF_UP),
    )


def family_budget(income: int, expenses: Mapping[str, int], saved: int = 0) -> Budget:
    """Return what a month leaves over, and how long savings would carry the family."""
    spent = sum(expenses.values())
    parts = [*expenses.values(), max(income - spent, 0)]
    months = Decimal(saved) / spent if spent else Decimal()
    return Budget(
        spent=spent,
        left=income - spent,
        shares=dict(zip([*expenses, "left"], shares(parts), strict=True)),
        months_of_reserve=months.quantize(Decimal("0.1"), ROUND_HALF_UP),
    )
