"""How far a learner has come: computed from facts, never stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Units done of units asked for; ``percent`` is a whole number from 0 to 100."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def required_units(frozen: Sequence[str], live: Iterable[str]) -> list[str]:
    """Decide which units a learner must complete.

    Those of the curriculum version that the learner started with, less those that
    editors have taken away since: what cannot be opened cannot be asked for. A
    lesson added later is not in the version, so it never takes back a completion.
    When nothing of the version is left, the version itself stands.
    """
    still_there = set(live)
    return [key for key in frozen if key in still_there] or list(frozen)


def progress_of(required: Iterable[str], completed: Iterable[str]) -> Progress:
    """Count the completed units among the required ones."""
    asked = set(required)
    return Progress(done=len(asked & set(completed)), total=len(asked))


def next_unit(order: Sequence[str], completed: Iterable[str]) -> str | None:
    """Return the first unit not completed, in the order of the course.

    When every unit before the last completed one is done this is simply the one
    after it; a unit that was skipped comes first. ``None`` when all are done.
    """
    done = set(completed)
    return next((key for key in order if key not in done), None)
