"""Small things that must happen now and then: checks that nothing was left undone."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

Tick = Callable[[datetime], None]
logger = logging.getLogger(__name__)
_ticks: dict[str, tuple[timedelta, Tick]] = {}
_last: dict[str, datetime] = {}


def every(period: timedelta) -> Callable[[Tick], Tick]:
    """Register a function that a worker calls about once in a period."""

    def register(tick: Tick) -> Tick:
        _ticks[f"{tick.__module__}.{tick.__qualname__}"] = (period, tick)
        return tick

    return register


def run_ticks(now: datetime) -> None:
    """Call what is due in this process; each must bear being called twice.

    One that fails is noted and called again after its period; the others still run.
    """
    for name, (period, tick) in _ticks.items():
        if name in _last and now - _last[name] < period:
            continue
        _last[name] = now
        try:
            tick(now)
        except Exception:
            logger.exception("Tick %s failed", name)
