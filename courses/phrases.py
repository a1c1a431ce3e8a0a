"""Labels that courses use in three places or more."""

import re

from django.conf import settings
from django.utils.translation import gettext_lazy as _, ngettext

LANGUAGES = ("kk", "ru", "en")
"""Language codes in the order of the product; the first is the source of content."""

QUOTED_VALUE = re.compile(r"\{value:([\w-]+)\}")
"""How a text quotes a figure that changes: {value:mci}."""


def lessons_done(done: int, total: int) -> str:
    """Return "3 of 8 parts done" in the active language."""
    return ngettext(
        "%(done)d of %(total)d part done", "%(done)d of %(total)d parts done", total
    ) % {"done": done, "total": total}


def language_choices() -> list[tuple[str, str]]:
    """Return the languages of the site with their own names, for a choice."""
    return list(settings.LANGUAGES)


# --- Project canvases: what its places to write in are called ------------------------

CANVAS_LEADS = {
    "problem": _("Who suffers from what, why, and what comes of it."),
    "goals": _("What will be better, and what the project itself changes."),
    "people": _("For whom you do it, who decides and who does the work."),
    "plan": _("What is done, by whom and when; what may go wrong."),
    "budget": _("What each thing costs and who pays for it."),
    "indicators": _("How you will prove that something has changed."),
}
CANVAS_TABLES = {
    "causes": (
        _("Causes: the roots of the tree"),
        _("Cause"),
        _("Ask “why?” several times until you reach something you can change."),
    ),
    "effects": (
        _("Effects: the crown of the tree"),
        _("Effect"),
        _("Ask “what comes of it?”"),
    ),
    "objectives": (
        _("Objectives"),
        _("Objective"),
        _("Turn a cause into its opposite: not “the street is dark” but “it is lit”."),
    ),
    "stakeholders": (
        _("Stakeholders"),
        _("Party"),
        _("Who is affected, who decides, who can stop it? Ask the silent ones too."),
    ),
    "team": (
        _("Team"),
        _("Member"),
        _("A position will do. Write somebody's name only if that person agrees."),
    ),
    "tasks": (
        _("Schedule"),
        _("Task"),
        _("Begin with the report and count back. Keep one month spare."),
    ),
    "items": (
        _("Costs"),
        _("Cost"),
        _("Residents' labour, transport and materials are own contribution."),
    ),
    "indicators": (
        _("Indicators"),
        _("Indicator"),
        _("Two or three are enough. Measure the first value before the project."),
    ),
}
"""Of each table: its title, what one row is called, a hint."""

CANVAS_ENTRIES = {
    "place": (_("Where it happens"), _("District, rural district, village, street.")),
    "core": (
        _("Core problem: the trunk of the tree"),
        _("Describe what is bad for people now, not the solution that is missing."),
    ),
    "proof": (
        _("Facts"),
        _("How many people, how often, since when? Name the source of each figure."),
    ),
    "cause": (_("What causes it"), ""),
    "deeper": (_("And why is that so"), ""),
    "effect": (_("What comes of it"), ""),
    "further": (_("And what comes of that"), ""),
    "goal": (
        _("Goal"),
        _("What gets better in the long run; your project adds to it."),
    ),
    "purpose": (
        _("Purpose"),
        _(
            "What will have changed for people when the project ends. Specific, "
            "measurable, achievable, relevant, with a date."
        ),
    ),
    "objective": (_("What you will achieve"), ""),
    "result": (_("What will then exist"), _("Something one can count or see.")),
    "group": (_("Target group"), _("Whose life will change?")),
    "beneficiaries": (_("How many people benefit"), _("A whole number.")),
    "access": (
        _("People with disabilities"),
        _("How did you ask them, and how will they be able to use the result?"),
    ),
    "party": (_("Who"), ""),
    "influence": (_("Influence"), ""),
    "interest": (_("Interest"), ""),
    "member": (_("Position or name"), ""),
    "duty": (_("What they do in the project"), ""),
    "begins": (_("When the project begins"), _("Month and year. This is month 1.")),
    "task": (_("What is done"), ""),
    "responsible": (_("Who is responsible"), ""),
    "first": (_("First month"), _("Counted from the beginning: 1, 2, 3 …")),
    "last": (_("Last month"), ""),
    "risks": (_("Risks"), _("What may go wrong, and what will you do then?")),
    "item": (_("What is paid for"), ""),
    "unit": (_("Unit"), _("Piece, day, trip.")),
    "quantity": (_("Quantity"), _("A whole number.")),
    "price": (_("Price of one, tenge"), _("Whole tenge.")),
    "payer": (_("Paid from"), ""),
    "upkeep": (
        _("After the project"),
        _("Who pays for upkeep and repairs when the grant is spent?"),
    ),
    "indicator": (_("What is measured"), ""),
    "baseline": (_("Value now"), ""),
    "target": (_("Value to reach"), ""),
    "due": (_("By when"), ""),
    "method": (_("How it is measured"), _("By whom, when, from what document?")),
}
"""Of each entry of a canvas: its label and a hint."""
