"""What a project canvas asks for, what is missing in it, what its money comes to.

A canvas is a draft: any value may be absent, and a number that could not be read stays
the text that was typed. Money is whole tenge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

MOST_CANVASES = 20
MOST_ROWS = 40
MOST_MONTHS = 36
MOST_MONEY = 10**12
GRANT_LIMIT = 1_000_000
"""Tenge: what the contest of small grants has for one region."""
LEAST_OWN_PERCENT = 10
OFFERS_ABOVE = 100_000
"""Tenge: a row above it needs three price offers."""
NUMBERS = {"count": 10**7, "money": MOST_MONEY, "month": MOST_MONTHS}
"""Kinds of entries that hold a whole number, with the highest one."""
HIGH, LOW = "high", "low"
GRANT, OWN = "grant", "own"

Row = Mapping[str, object]
Values = Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """One place to write in: a line, a longer text, a number or a choice."""

    name: str
    kind: str = "line"
    most: int = 200
    is_needed: bool = True


@dataclass(frozen=True)
class Table:
    """Rows of the same entries; the section is not whole with fewer than `least`."""

    name: str
    entries: tuple[Entry, ...]
    least: int = 1


@dataclass(frozen=True)
class Section:
    """A step of the canvas and the lessons (by key) that teach it."""

    key: str
    parts: tuple[Entry | Table, ...]
    lessons: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(part for part in self.parts if isinstance(part, Entry))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))


SECTIONS = (
    Section(
        "problem",
        (
            Entry("place"),
            Entry("core", "text", 1500),
            Entry("proof", "text", 1000),
            Table(
                "causes",
                (
                    Entry("cause", "text", 300),
                    Entry("deeper", "text", 300, is_needed=False),
                ),
                least=2,
            ),
            Table(
                "effects",
                (
                    Entry("effect", "text", 300),
                    Entry("further", "text", 300, is_needed=False),
                ),
            ),
        ),
        ("D1.1", "D1.2"),
    ),
    Section(
        "goals",
        (
            Entry("goal", "text", 500),
            Entry("purpose", "text", 500),
            Table(
                "objectives",
                (Entry("objective", "text", 300), Entry("result", "text", 300)),
            ),
        ),
        ("D1.2",),
    ),
    Section(
        "people",
        (
            Entry("group", "text", 500),
            Entry("beneficiaries", "count"),
            Entry("access", "text", 500),
            Table(
                "stakeholders",
                (
                    Entry("party", most=120),
                    Entry("influence", "level"),
                    Entry("interest", "level"),
                ),
                least=2,
            ),
            Table("team", (Entry("member", most=120), Entry("duty"))),
        ),
        ("D1.1",),
    ),
    Section(
        "plan",
        (
            Entry("begins", most=60),
            Table(
                "tasks",
                (
                    Entry("task"),
                    Entry("responsible", most=120),
                    Entry("first", "month"),
                    Entry("last", "month"),
                ),
                least=3,
            ),
            Entry("risks", "text", 500),
        ),
        ("D1.3",),
    ),
    Section(
        "budget",
        (
            Table(
                "items",
                (
                    Entry("item"),
                    Entry("unit", most=30, is_needed=False),
                    Entry("quantity", "count"),
                    Entry("price", "money"),
                    Entry("payer", "payer"),
                ),
            ),
            Entry("upkeep", "text", 700),
        ),
        ("D1.3",),
    ),
    Section(
        "indicators",
        (
            Table(
                "indicators",
                (
                    Entry("indicator"),
                    Entry("baseline", most=100),
                    Entry("target", most=100),
                    Entry("due", most=60),
                    Entry("method"),
                ),
                least=2,
            ),
        ),
        ("D1.2", "D1.4"),
    ),
)
KEYS = tuple(section.key for section in SECTIONS)
BY_KEY = {section.key: section for section in SECTIONS}


def whole(value: object) -> int | None:
    """Return a number that could be read, else nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def rows_of(values: Values, table: str) -> list[Row]:
    rows = values.get(table)
    return list(rows) if isinstance(rows, list) else []


def following(key: str) -> str | None:
    """Return the section after one, none after the last."""
    at = KEYS.index(key) + 1
    return KEYS[at] if at < len(KEYS) else None


# --- What is missing --------------------------------------------------------------


@dataclass(frozen=True)
class Missing:
    """What a section lacks.

    `reason` is "empty", "number" (it cannot be read), "rows" (fewer than `count`) or
    "months" (the last is before the first); `row` counts from 1.
    """

    reason: str
    entry: str = ""
    table: str = ""
    row: int = 0
    count: int = 0


def _fault(entry: Entry, values: Row) -> str:
    value = values.get(entry.name)
    if value in (None, ""):
        return "empty" if entry.is_needed else ""
    return "number" if entry.kind in NUMBERS and whole(value) is None else ""


def _is_backwards(row: Row) -> bool:
    first, last = whole(row.get("first")), whole(row.get("last"))
    return first is not None and last is not None and last < first


def _missing_rows(table: Table, rows: list[Row]) -> list[Missing]:
    found = []
    if len(rows) < table.least:
        found.append(Missing("rows", table=table.name, count=table.least))
    for number, row in enumerate(rows, start=1):
        faults = [(entry.name, _fault(entry, row)) for entry in table.entries]
        if _is_backwards(row):
            faults.append(("last", "months"))
        found += [
            Missing(reason, name, table.name, number)
            for name, reason in faults
            if reason
        ]
    return found


def missing_in(section: Section, values: Values) -> tuple[Missing, ...]:
    """Return what a section lacks, in the order of the page."""
    found = []
    for part in section.parts:
        if isinstance(part, Table):
            found += _missing_rows(part, rows_of(values, part.name))
        elif reason := _fault(part, values):
            found.append(Missing(reason, part.name))
    return tuple(found)


def state_of(section: Section, values: Values) -> str:
    """Return "open" (nothing written), "begun" or "done" (nothing is missing)."""
    if not any(values.values()):
        return "open"
    return "begun" if missing_in(section, values) else "done"


# --- Money ------------------------------------------------------------------------


@dataclass(frozen=True)
class Budget:
    """What the rows come to; a row that cannot be worked out has no sum."""

    sums: tuple[int | None, ...]
    requested: int
    own: int
    unassigned: int

    @property
    def total(self) -> int:
        return self.requested + self.own + self.unassigned

    @property
    def own_percent(self) -> Decimal:
        """The own share to a tenth; 9.96 % is not yet the 10 % that are asked for."""
        if not self.total:
            return Decimal(0)
        exact = Decimal(self.own * 100) / self.total
        rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if exact < LEAST_OWN_PERCENT <= rounded:
            return exact.quantize(Decimal("0.1"), ROUND_FLOOR)
        return rounded


def _sum_of(row: Row) -> int | None:
    quantity, price = whole(row.get("quantity")), whole(row.get("price"))
    return None if quantity is None or price is None else quantity * price


def budget_of(rows: Sequence[Row]) -> Budget:
    """Work out quantity × price of each row, and the sums by who pays."""
    sums = tuple(_sum_of(row) for row in rows)
    by_payer = {GRANT: 0, OWN: 0, "": 0}
    for row, amount in zip(rows, sums, strict=True):
        payer = str(row.get("payer", ""))
        by_payer[payer if payer in by_payer else ""] += amount or 0
    return Budget(sums, by_payer[GRANT], by_payer[OWN], by_payer[""])


def advice_on(budget: Budget) -> tuple[str, ...]:
    """Return what a reviewer would say: "limit", "own", "offers"; nothing is forbidden.

    The limit is that of one region in the contest of small grants.
    """
    found = []
    if budget.requested > GRANT_LIMIT:
        found.append("limit")
    if budget.own * 100 < budget.total * LEAST_OWN_PERCENT:
        found.append("own")
    if any((amount or 0) > OFFERS_ABOVE for amount in budget.sums):
        found.append("offers")
    return tuple(found)


# --- People and months ------------------------------------------------------------


_APPROACHES = {
    (HIGH, HIGH): "closely",
    (HIGH, LOW): "satisfy",
    (LOW, HIGH): "involve",
    (LOW, LOW): "observe",
}


def approach_to(row: Row) -> str:
    """Return how to work with a stakeholder, by its square of the matrix."""
    square = (str(row.get("influence", "")), str(row.get("interest", "")))
    return _APPROACHES.get(square, "")


def span_of(row: Row) -> tuple[int, int] | None:
    """Return the first and the last month of a task when both stand, in order."""
    first, last = whole(row.get("first")), whole(row.get("last"))
    if first is None or last is None or last < first:
        return None
    return first, last


def length_of(rows: Sequence[Row]) -> int:
    """Return the number of months that a plan takes; nought without any."""
    return max((span[1] for row in rows if (span := span_of(row))), default=0)
