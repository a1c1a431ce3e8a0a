"""How long background work that failed waits for its next try, and when it gives up."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Patience:
    """Waits that grow fourfold up to the longest, and how many tries there are."""

    most_tries: int = 5
    first_wait: timedelta = timedelta(seconds=10)
    longest_wait: timedelta = timedelta(hours=3)


BRIEF = Patience()
"""Five tries in a quarter of an hour: what fails then will not mend itself."""

A_DAY = Patience(most_tries=14)
"""Fourteen tries in 24 to 28 hours: what hangs on somebody else's server."""

GROWTH = 4
SPREAD = 0.1


def wait_after(tries: int, patience: Patience, luck: float) -> timedelta | None:
    """Return how long to wait after so many failed tries, or None to give up.

    `luck`, from 0 to 1, adds up to a tenth: what failed together comes back apart.
    """
    if tries >= patience.most_tries:
        return None
    wait = min(patience.first_wait * GROWTH ** (tries - 1), patience.longest_wait)
    return wait * (1 + SPREAD * luck)
