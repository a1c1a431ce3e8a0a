"""Small things that must happen now and then: checks that nothing was left undone."""

from collections.abc import Callable
from datetime import datetime, timedelta

Tick = Callable[[datetime], None]
_ticks: dict[str, tuple[timedelta, Tick]] = {}
_last: dict[str, datetime] = {}


def every(period: timedelta) -> Callable[[Tick], Tick]:
    """Register a function that a worker calls about once in a period."""

    def register(tick: Tick) -> Tick:
        _ticks[f"{tick.__module__}.{tick.__qualname__}"] = (period, tick)
        return tick

    return register


def run_ticks(now: datetime) -> None:
    """Call what is due in this process; each must bear being called twice."""
    for name, (period, tick) in _ticks.items():
        if name not in _last or now - _last[name] >= period:
            _last[name] = now
            tick(now)
