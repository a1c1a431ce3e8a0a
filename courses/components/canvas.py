"""A project canvas as pages show it: its steps, what is missing, the finished sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import (
    get_language,
    gettext as _,
    gettext_lazy,
    ngettext,
)

from core import routing
from courses import canvas as rules, phrases
from courses.calculators import shares
from courses.components.values import NOTHING, shown_number
from courses.enums import CanvasSection, Level, Payer, ValueUnit
from courses.models import LessonPage, ProjectCanvas

STATES = {
    "open": gettext_lazy("Not started"),
    "begun": gettext_lazy("Started"),
    "done": gettext_lazy("Complete"),
}
APPROACHES = {
    "closely": gettext_lazy("Work closely together"),
    "satisfy": gettext_lazy("Meet its requirements"),
    "involve": gettext_lazy("Inform and involve"),
    "observe": gettext_lazy("Observe"),
    "": NOTHING,
}
CHOSEN = {"level": dict(Level.choices), "payer": dict(Payer.choices)}


@dataclass(frozen=True)
class Hint:
    """One thing that is missing, in words, and the place of the form where it goes."""

    words: str
    anchor: str


@dataclass(frozen=True)
class Step:
    """A section of somebody's canvas, with how far it is."""

    key: str
    number: int
    title: str
    lead: str
    state: str
    hints: tuple[Hint, ...]

    @property
    def state_words(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True)
class Progress:
    """All steps of a canvas; `next_step` is the first that is not complete."""

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.state != "done"), None)

    @property
    def words(self) -> str:
        return ngettext(
            "%(done)d of %(total)d step complete",
            "%(done)d of %(total)d steps complete",
            len(self.steps),
        ) % {"done": self.done, "total": len(self.steps)}

    def step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)


# --- What is missing --------------------------------------------------------------


def _hint(lack: rules.Missing) -> Hint:
    if lack.reason == "rows":
        said = ngettext(
            "%(title)s: at least %(count)d row is needed",
            "%(title)s: at least %(count)d rows are needed",
            lack.count,
        )
        title = phrases.CANVAS_TABLES[lack.table][0]
        words = said % {"title": title, "count": lack.count}
        return Hint(words, f"canvas-{lack.table}")
    reason = {
        "empty": _("still empty"),
        "number": _("not a whole number"),
        "months": _("it is before the first month"),
    }[lack.reason]
    place = str(phrases.CANVAS_ENTRIES[lack.entry][0])
    anchor = f"id_{lack.entry}"
    if lack.table:
        place = f"{phrases.CANVAS_TABLES[lack.table][1]} {lack.row}, {place}"
        anchor = f"id_{lack.table}-{lack.row - 1}-{lack.entry}"
    return Hint(f"{place}: {reason}", anchor)


def progress_in(canvas: ProjectCanvas) -> Progress:
    """Return every step of a canvas with its state and what it lacks."""
    return Progress(
        tuple(
            Step(
                key=section.key,
                number=number,
                title=CanvasSection(section.key).label,
                lead=phrases.CANVAS_LEADS[section.key],
                state=rules.state_of(section, canvas.values_of(section.key)),
                hints=tuple(
                    _hint(lack)
                    for lack in rules.missing_in(section, canvas.values_of(section.key))
                ),
            )
            for number, section in enumerate(rules.SECTIONS, start=1)
        )
    )


def lessons_about(section: rules.Section) -> list[dict]:
    """Return title and address of the published lessons that teach a section."""
    language = get_language() or "kk"
    keys = {key for one in rules.SECTIONS for key in one.lessons}
    rows = routing.remembered(
        f"canvas-lessons:{language}",
        lambda: list(
            LessonPage.objects.live()
            .filter(key__in=keys, locale__language_code=language)
            .order_by("path")
            .values("key", "title", "url_path", "alias_of__locale__language_code")
        ),
    )
    return [
        {
            "title": row["title"],
            "url": routing.address_of(row["url_path"], language),
            "language": row["alias_of__locale__language_code"] or language,
        }
        for row in rows
        if row["key"] in section.lessons
    ]


# --- Money ------------------------------------------------------------------------


@dataclass(frozen=True)
class Money:
    """What a budget comes to: lines of a label and a sum, shares, advice in words."""

    lines: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, int], ...]
    advice: tuple[str, ...]


def _tenge(amount: int) -> str:
    return shown_number(Decimal(amount), ValueUnit.TENGE, get_language() or "kk")


def _percent(rate: Decimal) -> str:
    return shown_number(rate, ValueUnit.PERCENT, get_language() or "kk")


def _advice(code: str, budget: rules.Budget) -> str:
    if code == "limit":
        return _(
            "The contest of small grants has %(limit)s for a whole region; you ask for "
            "%(asked)s. Do less at first, or find somebody else who pays a part."
        ) % {"limit": _tenge(rules.GRANT_LIMIT), "asked": _tenge(budget.requested)}
    if code == "own":
        return _(
            "The contest of small grants asks for an own contribution of at least "
            "%(least)s; yours is %(share)s. Labour, transport and materials count."
        ) % {
            "least": _percent(Decimal(rules.LEAST_OWN_PERCENT)),
            "share": _percent(budget.own_percent),
        }
    return _(
        "A cost above %(amount)s needs three price offers. Keep them, with their dates."
    ) % {"amount": _tenge(rules.OFFERS_ABOVE)}


def money_in(values: dict) -> Money:
    """Return what the costs of a canvas come to, in the reader's language."""
    budget = rules.budget_of(rules.rows_of(values, "items"))
    parts = [
        (_("Asked of the grant"), budget.requested),
        (_("Own contribution"), budget.own),
        (_("Not yet decided"), budget.unassigned),
    ]
    shown = parts if budget.unassigned else parts[:2]
    percents = shares([amount for _label, amount in shown])
    labels = [label for label, _amount in shown]
    return Money(
        lines=(
            (_("The whole project"), _tenge(budget.total)),
            *((label, _tenge(amount)) for label, amount in shown),
            (_("Own contribution, share"), _percent(budget.own_percent)),
        ),
        shares=tuple(zip(labels, percents, strict=True)) if budget.total else (),
        advice=tuple(_advice(code, budget) for code in rules.advice_on(budget)),
    )


# --- The sheet --------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """A table as it is read: headings, rows of cells; bars of months beside tasks."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[tuple[int, int] | None, ...] = ()
    months: int = 0

    @property
    def rows_with_bars(self) -> Iterable[tuple]:
        """Each row as cells of a heading and a text, with its bar or none."""
        rows = [
            [
                {"label": label, "text": text}
                for label, text in zip(self.headings, row, strict=True)
            ]
            for row in self.rows
        ]
        return zip(rows, self.bars or [None] * len(rows), strict=True)


def _cell(entry: rules.Entry, value) -> str:
    if entry.kind in CHOSEN:
        return str(CHOSEN[entry.kind].get(value, NOTHING))
    number = rules.whole(value)
    if number is None:
        return value or NOTHING
    if entry.kind == "money":
        return _tenge(number)
    return shown_number(Decimal(number), ValueUnit.NUMBER, get_language() or "kk")


def _more_cells(name: str, rows: list) -> tuple[str, list[str]] | None:
    """Return a last column that is worked out: its heading and its cells."""
    if name == "items":
        sums = rules.budget_of(rows).sums
        cells = [NOTHING if amount is None else _tenge(amount) for amount in sums]
        return _("Sum"), cells
    if name == "stakeholders":
        return _("How to work together"), [
            str(APPROACHES[rules.approach_to(row)]) for row in rows
        ]
    return None


def table_of(table: rules.Table, values: dict) -> Table:
    """Return a table of a canvas in words, with what is worked out from its rows."""
    rows = rules.rows_of(values, table.name)
    headings = [str(phrases.CANVAS_ENTRIES[entry.name][0]) for entry in table.entries]
    cells = [[_cell(one, row.get(one.name)) for one in table.entries] for row in rows]
    more = _more_cells(table.name, rows)
    if more:
        headings.append(more[0])
        cells = [[*row, last] for row, last in zip(cells, more[1], strict=True)]
    is_plan = table.name == "tasks"
    spans = [rules.span_of(row) for row in rows] if is_plan else []
    return Table(
        name=table.name,
        title=str(phrases.CANVAS_TABLES[table.name][0]),
        headings=tuple(headings),
        rows=tuple(map(tuple, cells)),
        bars=tuple(span and (span[0] - 1, span[1] - span[0] + 1) for span in spans),
        months=rules.length_of(rows) if is_plan else 0,
    )


def _sheet_part(part, values: dict) -> dict:
    if isinstance(part, rules.Table):
        return {"table": table_of(part, values)}
    label = phrases.CANVAS_ENTRIES[part.name][0]
    return {"label": label, "text": _cell(part, values.get(part.name))}


def sheet_of(section: rules.Section, values: dict) -> dict:
    """Return a section as it is read: the problem as a tree, the rest as it stands."""
    in_tree = {"core", "causes", "effects"} if section.key == "problem" else set()
    return {
        "key": section.key,
        "title": CanvasSection(section.key).label,
        "tree": {name: values.get(name, "") for name in in_tree},
        "parts": [
            _sheet_part(part, values)
            for part in section.parts
            if part.name not in in_tree
        ],
        "money": money_in(values) if section.key == "budget" else None,
    }
