"""What a learner sent for one question, read from the form or from the script."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from quizzes.enums import ResponseSource
from quizzes.validators import validated_revision

MOST_VALUES = 20
UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Sent:
    """The value, its revision, and the button that was pressed (`flag`, `move`)."""

    value: list[str]
    revision_text: str
    flag: str = ""
    move: str = ""

    @property
    def revision(self) -> int:
        """Raises BadResponse when it is no revision number."""
        return validated_revision(self.revision_text)

    @property
    def wants_flag(self) -> bool | None:
        return {"1": True, "0": False}.get(self.flag)

    @property
    def has_value(self) -> bool:
        return any(value.strip() for value in self.value)

    @property
    def moved_item(self) -> str:
        """The item that a move named; safe for an address after it was accepted."""
        return self.move.rpartition(":")[0]


def moved(order: list[str], move: str) -> list[str]:
    """Return the order with one item a place up or down; else as it was."""
    item, _colon, direction = move.rpartition(":")
    if item not in order or direction not in (UP, DOWN):
        return order
    at = order.index(item)
    to = at - 1 if direction == UP else at + 1
    if not 0 <= to < len(order):
        return order
    order = list(order)
    order[at], order[to] = order[to], order[at]
    return order


def read_sent(data: QueryDict) -> Sent:
    sent = Sent(
        value=data.getlist("response")[:MOST_VALUES],
        revision_text=data.get("revision", ""),
        flag=data.get("flag", ""),
        move=data.get("move", ""),
    )
    if sent.move:
        sent = replace(sent, value=moved(sent.value, sent.move))
    return sent


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the script asks, rather than a browser that shows pages."""
    return request.headers.get("Accept", "").startswith("application/json")


def source_of(request: HttpRequest) -> str:
    return ResponseSource.SCRIPT if wants_json(request) else ResponseSource.FORM
