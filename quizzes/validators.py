"""Which responses a question allows, judged by the layout that its attempt drew.

The layout holds the kind and the ids that were shown; never the key.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from quizzes import grading
from quizzes.exceptions import BadResponse

HIGHEST_REVISION = 2_147_483_647
_DIGITS = re.compile(r"[0-9]{1,10}")


def validated_revision(text: str) -> int:
    """Read a revision number; raises BadResponse unless it is 1 or more and fits."""
    if _DIGITS.fullmatch(text) and 1 <= int(text) <= HIGHEST_REVISION:
        return int(text)
    raise BadResponse("bad_revision", _("The page is out of date. Reload it."))


def _refuse_unknown(value: list[str], layout: dict) -> None:
    if not set(layout["choices"]).issuperset(value):
        raise BadResponse(
            "unknown_option",
            _("This response does not belong to the question. Reload the page."),
        )


def _one_choice(layout: dict, value: list[str]) -> list[str]:
    _refuse_unknown(value, layout)
    if not value:
        raise BadResponse("no_choice", _("Choose one of the choices."))
    if len(value) > 1:
        raise BadResponse("one_choice", _("Choose only one of the choices."))
    return value


def _some_choices(layout: dict, value: list[str]) -> list[str]:
    _refuse_unknown(value, layout)
    if not value:
        raise BadResponse("no_choice", _("Choose at least one of the choices."))
    if len(set(value)) < len(value):
        raise BadResponse("repeated_choice", _("Choose each choice only once."))
    return sorted(value)


def _number(_layout: dict, value: list[str]) -> str:
    if len(value) != 1:
        raise BadResponse("one_number", _("Enter one number, like 3,14."))
    text = value[0].strip()
    try:
        grading.parse_number(text)
    except grading.NotANumber as refusal:
        if refusal.reason == "long":
            message = _("Enter a number of at most %(most)d characters.")
            message %= {"most": grading.LONGEST_NUMBER}
        else:
            message = _("Enter a number, like 3,14.")
        raise BadResponse("not_a_number", message) from refusal
    return text


def _order(layout: dict, value: list[str]) -> list[str]:
    _refuse_unknown(value, layout)
    for item in value:
        if value.count(item) > 1:
            message = _(
                "Two items have position %(place)d. Give each its own position."
            )
            place = len(value) - value[::-1].index(item)
            raise BadResponse("repeated_item", message % {"place": place})
    if len(value) < len(layout["choices"]):
        raise BadResponse("missing_item", _("Give every item a position."))
    return value


_RULES: dict[str, Callable[[dict, list[str]], list[str] | str]] = {
    "single_choice": _one_choice,
    "multiple_choice": _some_choices,
    "true_false": _one_choice,
    "numeric": _number,
    "ordering": _order,
}


def validated_response(layout: dict, value: list[str]) -> list[str] | str:
    """Return the response as it is stored; raises BadResponse when not allowed."""
    return _RULES[layout["kind"]](layout, value)
