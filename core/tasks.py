"""Background work of core: what editors have scheduled is published in its minute."""

from datetime import datetime, timedelta

from django.core.management import call_command

from core.ticks import every


@every(timedelta(minutes=1))
def publish_scheduled(_now: datetime) -> None:
    """Publish pages whose time has come, and take down those whose time is over."""
    call_command("publish_scheduled")
