"""Background work: writing down the views that the cache has counted."""

from datetime import datetime, timedelta

from core.ticks import every
from home.actions import write_views


@every(timedelta(minutes=1))
def write_counted_views(_now: datetime) -> None:
    write_views()
