"""What the calculators work out, against figures worked out by hand or by others."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from courses import calculators
from courses.calculators import NoSuchRate

MONEY = st.integers(min_value=0, max_value=10**10)


@pytest.mark.parametrize(
    ("amount", "rate", "months", "payment"),
    [
        (100_000, "12", 12, "8884.88"),
        (1_000_000, "24", 36, "39232.85"),
        (120_000, "0", 12, "10000.00"),
        (50_000, "30", 1, "51250.00"),
    ],
)
def test_the_monthly_payment_is_an_annuity(amount, rate, months, payment):
    got = calculators.monthly_payment(amount, Decimal(rate), months)

    assert got.quantize(Decimal("0.01")) == Decimal(payment)


def test_a_loan_without_a_fee_costs_its_compounded_rate():
    found = calculators.loan(100_000, Decimal(12), 12)

    assert (found.monthly, found.total, found.overpaid) == (8_885, 106_619, 6_619)
    assert found.effective == Decimal("12.68")  # (1 + 0.12 / 12) ** 12 - 1


def test_a_fee_makes_a_loan_dearer_than_its_rate_says():
    found = calculators.loan(100_000, Decimal(12), 12, fee=5_000)

    assert found.overpaid == 11_619
    assert found.effective > Decimal(23)


def test_a_loan_free_of_interest_and_fee_costs_nothing():
    found = calculators.loan(120_000, Decimal(0), 12)

    assert (found.overpaid, found.effective) == (0, Decimal("0.00"))


@pytest.mark.parametrize("fee", [100_000, 150_000])
def test_a_fee_that_eats_the_loan_up_has_no_rate(fee):
    with pytest.raises(NoSuchRate):
        calculators.loan(100_000, Decimal(12), 12, fee=fee)


def test_instalments_show_the_rate_hidden_in_the_price():
    found = calculators.instalments(cash_price=240_000, monthly=25_000, months=12)

    assert (found.total, found.overpaid) == (300_000, 60_000)
    assert Decimal(50) < found.effective < Decimal(60)


def test_instalments_at_the_cash_price_cost_nothing():
    found = calculators.instalments(cash_price=240_000, monthly=20_000, months=12)

    assert (found.overpaid, found.effective) == (0, Decimal("0.00"))


def test_a_plan_cheaper_than_cash_has_no_rate():
    with pytest.raises(NoSuchRate):
        calculators.instalments(cash_price=240_000, monthly=10_000, months=12)


@pytest.mark.parametrize(
    ("rate", "capitalised", "interest", "effective"),
    [
        ("12", True, 126_825, "12.68"),
        ("12", False, 120_000, "12.00"),
        ("0", True, 0, "0.00"),
    ],
)
def test_a_deposit_of_a_million_for_a_year(rate, capitalised, interest, effective):
    found = calculators.deposit(1_000_000, Decimal(rate), 12, capitalised=capitalised)

    assert found.interest == interest
    assert found.total == 1_000_000 + interest
    assert found.effective == Decimal(effective)


def test_top_ups_earn_from_the_month_after():
    found = calculators.deposit(0, Decimal(12), 2, top_up=10_000)

    assert (found.paid_in, found.interest, found.total) == (20_000, 100, 20_100)


def test_a_family_budget_says_what_is_left_and_how_long_savings_last():
    found = calculators.family_budget(
        300_000, {"housing": 60_000, "food": 120_000, "loans": 30_000}, saved=420_000
    )

    assert (found.spent, found.left) == (210_000, 90_000)
    assert found.shares == {"housing": 20, "food": 40, "loans": 10, "left": 30}
    assert found.months_of_reserve == Decimal("2.0")


def test_a_family_may_spend_more_than_it_has():
    found = calculators.family_budget(100_000, {"food": 150_000})

    assert found.left == -50_000
    assert found.shares == {"food": 100, "left": 0}


def test_a_family_that_spends_nothing_needs_no_reserve():
    found = calculators.family_budget(0, {"food": 0}, saved=10)

    assert (found.shares, found.months_of_reserve) == ({"food": 0, "left": 0}, 0)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([15_354, 1_620, 24_339], [37, 4, 59]),  # the village of the lesson C2.2
        ([1, 1, 1], [34, 33, 33]),
        ([0, 0], [0, 0]),
        ([5], [100]),
    ],
)
def test_shares_are_whole_and_add_up(parts, expected):
    assert calculators.shares(parts) == expected


@given(st.lists(MONEY, min_size=1, max_size=10))
def test_shares_always_add_up_and_never_stray_by_one(parts):
    found = calculators.shares(parts)

    total = sum(parts)
    assert sum(found) == (100 if total else 0)
    if total:
        assert all(
            abs(share - part * 100 / total) < 1
            for share, part in zip(found, parts, strict=True)
        )


def test_a_part_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        calculators.shares([1, -1])


@given(
    amount=st.integers(1_000, 10**8),
    rate=st.decimals(0, 300, places=1),
    months=st.integers(1, 120),
)
def test_the_effective_rate_is_never_below_the_nominal_one(amount, rate, months):
    found = calculators.loan(amount, rate, months)

    assert found.effective >= rate - Decimal("0.01")
    assert found.total >= amount - 1


@given(
    amount=st.integers(0, 10**12),
    rate=st.decimals(0, 500, places=2),
    months=st.integers(1, 480),
    top_up=st.integers(0, 10**12),
    capitalised=st.booleans(),
)
def test_a_deposit_is_worked_out_or_said_to_be_too_large(
    amount, rate, months, top_up, capitalised
):
    try:
        found = calculators.deposit(
            amount, rate, months, top_up, capitalised=capitalised
        )
    except calculators.SumTooLarge:
        assert amount + top_up
    else:
        assert found.total == found.paid_in + found.interest


def test_the_dearest_loan_is_not_said_to_be_a_cheap_one():
    with pytest.raises(calculators.RateTooHigh):
        calculators.loan(100_000, Decimal(365), 1, fee=30_000)


@pytest.mark.parametrize(
    ("rate", "effective"), [("37.67", "44.91"), ("53.07", "68.09")]
)
def test_the_effective_rate_is_rounded_once(rate, effective):
    assert calculators.loan(100_000, Decimal(rate), 12).effective == Decimal(effective)
