"""Background work of core: publishing what is scheduled, throwing old rows away."""

from datetime import datetime, timedelta

from django.core.management import call_command

from core import cleaning
from core.ticks import every


@every(timedelta(minutes=1))
def publish_scheduled(_now: datetime) -> None:
    """Publish pages whose time has come, and take down those whose time is over."""
    call_command("publish_scheduled")


@every(timedelta(hours=1))
def clean_up(now: datetime) -> None:
    cleaning.clean_up(now)
