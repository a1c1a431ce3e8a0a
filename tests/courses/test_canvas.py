"""What a canvas lacks, and what its money comes to, worked out by hand."""

from decimal import Decimal

import pytest

from courses import canvas as rules
from courses.canvas import BY_KEY, Missing

WHOLE = {
    "problem": {
        "place": "Abai Street",
        "core": "60 children play on the road",
        "proof": "Two accidents since 2025, police",
        "causes": [{"cause": "No yard"}, {"cause": "No pavement", "deeper": "No plan"}],
        "effects": [{"effect": "Accidents"}],
    },
    "goals": {
        "goal": "Safe streets",
        "purpose": "No accident by 2027-12",
        "objectives": [{"objective": "A place to play", "result": "One yard"}],
    },
    "people": {
        "group": "Children",
        "beneficiaries": 60,
        "access": "A ramp",
        "stakeholders": [
            {"party": "School", "influence": "high", "interest": "high"},
            {"party": "Shop", "influence": "low", "interest": "low"},
        ],
        "team": [{"member": "Akim's office", "duty": "Leads"}],
    },
    "plan": {
        "begins": "May 2027",
        "tasks": [
            {"task": "Buy", "responsible": "Office", "first": 1, "last": 1},
            {"task": "Build", "responsible": "Group", "first": 2, "last": 3},
            {"task": "Report", "responsible": "Office", "first": 4, "last": 4},
        ],
        "risks": "Rain: one spare week",
    },
    "budget": {
        "items": [{"item": "Bench", "quantity": 10, "price": 35_000, "payer": "grant"}],
        "upkeep": "The school",
    },
    "indicators": {
        "indicators": [
            {
                "indicator": name,
                "baseline": "2",
                "target": "0",
                "due": "2027",
                "method": "Police",
            }
            for name in ("Accidents", "Complaints")
        ]
    },
}


def cost(quantity, price, payer="grant"):
    return {"item": "x", "quantity": quantity, "price": price, "payer": payer}


# --- What is missing ---------------------------------------------------------------


def test_there_are_six_steps_in_order():
    assert rules.KEYS == (
        "problem",
        "goals",
        "people",
        "plan",
        "budget",
        "indicators",
    )


@pytest.mark.parametrize("key", rules.KEYS)
def test_a_whole_section_lacks_nothing(key):
    assert rules.missing_in(BY_KEY[key], WHOLE[key]) == ()
    assert rules.state_of(BY_KEY[key], WHOLE[key]) == "done"


@pytest.mark.parametrize("key", rules.KEYS)
def test_an_empty_section_is_open_and_lacks_everything(key):
    section = BY_KEY[key]

    found = rules.missing_in(section, {})

    assert rules.state_of(section, {}) == "open"
    assert {lack.entry or lack.table for lack in found} == {
        p.name for p in section.parts
    }


@pytest.mark.parametrize("key", rules.KEYS)
def test_a_section_without_one_of_its_parts_is_begun(key):
    for part in BY_KEY[key].parts:
        left = {name: v for name, v in WHOLE[key].items() if name != part.name}
        if left:
            assert rules.state_of(BY_KEY[key], left) == "begun"


def test_too_few_rows_are_told_with_the_number_that_is_needed():
    values = WHOLE["problem"] | {"causes": WHOLE["problem"]["causes"][:1]}

    assert rules.missing_in(BY_KEY["problem"], values) == (
        Missing("rows", table="causes", count=2),
    )


def test_an_empty_cell_is_told_with_its_row():
    tasks = [dict(task) for task in WHOLE["plan"]["tasks"]]
    del tasks[1]["responsible"]
    values = WHOLE["plan"] | {"tasks": tasks}

    assert rules.missing_in(BY_KEY["plan"], values) == (
        Missing("empty", "responsible", "tasks", 2),
    )


@pytest.mark.parametrize("typed", ["a lot", "1,5", "-3"])
def test_a_number_that_could_not_be_read_is_told(typed):
    values = WHOLE["people"] | {"beneficiaries": typed}

    assert rules.missing_in(BY_KEY["people"], values) == (
        Missing("number", "beneficiaries"),
    )


def test_nought_is_a_price_and_not_nothing():
    values = WHOLE["budget"] | {"items": [cost(1, 0, "own")]}

    assert rules.missing_in(BY_KEY["budget"], values) == ()


def test_months_the_wrong_way_round_are_told():
    tasks = [*WHOLE["plan"]["tasks"][:2], WHOLE["plan"]["tasks"][2] | {"first": 5}]
    values = WHOLE["plan"] | {"tasks": tasks}

    assert rules.missing_in(BY_KEY["plan"], values) == (
        Missing("months", "last", "tasks", 3),
    )


@pytest.mark.parametrize(
    ("value", "number"),
    [(0, 0), (7, 7), ("7", None), (True, None), (None, None), (1.5, None)],
)
def test_only_a_whole_number_is_one(value, number):
    assert rules.whole(value) == number


def test_rows_that_are_none_are_an_empty_list():
    assert rules.rows_of({"causes": "x"}, "causes") == []
    assert rules.rows_of({}, "causes") == []


def test_each_step_leads_to_the_next():
    assert [rules.following(key) for key in rules.KEYS] == [*rules.KEYS[1:], None]


# --- Money ------------------------------------------------------------


def test_the_ten_benches_of_the_lesson_come_to_what_it_says():
    rows = [
        cost(10, 35_000),
        cost(1, 40_000),
        cost(10, 3_500),
        cost(10, 7_500, "own"),
    ]

    budget = rules.budget_of(rows)

    assert budget.sums == (350_000, 40_000, 35_000, 75_000)
    assert (budget.requested, budget.own) == (425_000, 75_000)
    assert (budget.unassigned, budget.total) == (0, 500_000)
    assert budget.own_percent == Decimal("15.0")


def test_what_cannot_be_worked_out_counts_nought():
    budget = rules.budget_of([cost("ten", 100), cost(2, None), cost(1, 5, "")])

    assert budget.sums == (None, None, 5)
    assert (budget.requested, budget.own, budget.unassigned) == (0, 0, 5)


def test_a_payer_that_nobody_knows_is_undecided():
    assert rules.budget_of([cost(1, 5, "sponsor"), {}]).unassigned == 5


def test_no_rows_come_to_nothing():
    budget = rules.budget_of([])

    assert (budget.sums, budget.total, budget.own_percent) == ((), 0, 0)
    assert rules.advice_on(budget) == ()


@pytest.mark.parametrize(
    ("own", "percent"),
    [
        (0, "0.0"),
        (4, "0.0"),
        (5, "0.1"),
        (1667, "16.7"),
        (1664, "16.6"),
        (9999, "100.0"),
    ],
)
def test_the_own_share_is_rounded_to_a_tenth(own, percent):
    rows = [cost(1, own, "own"), cost(1, 10_000 - own)]

    assert rules.budget_of(rows).own_percent == Decimal(percent)


def test_just_below_a_tenth_is_not_called_a_tenth():
    budget = rules.budget_of([cost(1, 9_996, "own"), cost(1, 90_004)])

    assert budget.own_percent == Decimal("9.9")
    assert rules.advice_on(budget) == ("own",)


@pytest.mark.parametrize(
    ("asked", "own", "advice"),
    [
        (1_000_000, 200_000, ("offers",)),
        (1_000_001, 200_000, ("limit", "offers")),
        (90_000, 10_000, ()),
        (90_001, 10_000, ("own",)),
        (100_000, 100_000, ()),
        (100_001, 100_000, ("offers",)),
        (2_000_000, 0, ("limit", "own", "offers")),
    ],
)
def test_advice_begins_just_beyond_each_limit(asked, own, advice):
    budget = rules.budget_of([cost(1, asked), cost(1, own, "own")])

    assert rules.advice_on(budget) == advice


# --- People and months ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("influence", "interest", "approach"),
    [
        ("high", "high", "closely"),
        ("high", "low", "satisfy"),
        ("low", "high", "involve"),
        ("low", "low", "observe"),
        ("low", "", ""),
        ("", "", ""),
    ],
)
def test_the_square_of_the_matrix_says_how_to_work(influence, interest, approach):
    row = {"influence": influence, "interest": interest}

    assert rules.approach_to(row) == approach


def test_a_party_without_a_judgement_has_no_approach():
    assert rules.approach_to({"party": "School"}) == ""


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [(1, 3, (1, 3)), (2, 2, (2, 2)), (3, 1, None), ("May", 3, None), (1, None, None)],
)
def test_a_span_needs_both_months_in_order(first, last, span):
    assert rules.span_of({"first": first, "last": last}) == span


def test_a_plan_is_as_long_as_its_last_month():
    assert rules.length_of(WHOLE["plan"]["tasks"]) == 4
    assert rules.length_of([{"task": "Buy"}]) == 0
    assert rules.length_of([]) == 0
