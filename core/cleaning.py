"""What is thrown away in time: expired sessions, spent keys, work long done."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from core.models import IdempotencyKey, Job, JobState

KEEP_DONE_JOBS = timedelta(days=30)
KEEP_KEYS = timedelta(days=30)
"""A form can be sent again for as long as its session lives; see SESSION_COOKIE_AGE."""

BATCH = 500
MOST_BATCHES = 20


def throw_away(rows: QuerySet) -> int:
    """Delete rows, a batch to a transaction; return how many.

    No more than the worker can spare at once: what is left waits for the next time.
    """
    total = 0
    for _batch in range(MOST_BATCHES):
        found = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not found:
            break
        rows.filter(pk__in=found).delete()  # what has changed in between stays
        total += len(found)
    return total


def expired_sessions(now: datetime) -> QuerySet:
    return Session.objects.filter(expire_date__lt=now)


def spent_keys(now: datetime) -> QuerySet:
    return IdempotencyKey.objects.filter(created_at__lt=now - KEEP_KEYS)


def jobs_long_done(now: datetime) -> QuerySet:
    """Return done jobs; one that waits or was parked stays until it is done."""
    return Job.objects.filter(state=JobState.DONE, done_at__lt=now - KEEP_DONE_JOBS)


THROWN_AWAY: tuple[Callable[[datetime], QuerySet], ...] = (
    expired_sessions,
    spent_keys,
    jobs_long_done,
)


def clean_up(now: datetime) -> int:
    """Throw away what nobody needs any more; return how many rows."""
    return sum(throw_away(choose(now)) for choose in THROWN_AWAY)
