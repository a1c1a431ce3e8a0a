"""Background work: rows are the queue, a lease says who works, some tries, parked."""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone

from core import audit
from core.models import Job, JobState
from core.patience import BRIEF, Patience, wait_after

LEASE = timedelta(minutes=5)
URGENT_TRIES = 3
"""What has failed so often waits with the rest: a dead server must not hold them up."""

KILLED = "The worker ended in the middle of this job, each time."

Handler = Callable[[dict], None]
logger = logging.getLogger(__name__)
_handlers: dict[str, Handler] = {}
_patience: dict[str, Patience] = {}
_names: dict[str, str] = {}
_urgent: set[str] = set()


def job(
    kind: str,
    *,
    name: str = "",
    is_urgent: bool = False,
    patience: Patience = BRIEF,
) -> Callable[[Handler], Handler]:
    """Register the function that carries out a kind of job; it must be idempotent.

    The desk calls the kind by its name. Somebody waits for what is urgent: it goes
    before all that is not.
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        _patience[kind] = patience
        _names[kind] = name or kind
        if is_urgent:
            _urgent.add(kind)
        return handler

    return register


def names() -> list[tuple[str, str]]:
    """Return each kind of job with what people call it."""
    return sorted(_names.items())


def name_of(kind: str) -> str:
    """Return what people call a kind of job; one of an older version keeps its own."""
    return str(_names.get(kind, kind))


def enqueue(
    kind: str, payload: dict, *, key: str, run_after: datetime | None = None
) -> Job:
    """Ask for a job inside the caller's transaction; the same key asks only once."""
    found, _is_new = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": payload,
            "run_after": run_after or timezone.now(),
        },
    )
    return found


def state_of(key: str) -> str:
    """Return how far the job of a key has come; nothing when nobody asked for it."""
    return Job.objects.filter(key=key).values_list("state", flat=True).first() or ""


def _due(now: datetime) -> Q:
    lapsed = Q(state=JobState.RUNNING, lease_until__lt=now)
    return Q(state=JobState.QUEUED, run_after__lte=now) | lapsed


def _patience_with(found: Job) -> Patience:
    return _patience.get(found.kind, BRIEF)


def claim(now: datetime) -> Job | None:
    """Take one due job by a conditional update: of two workers one gets it.

    A job that has killed its worker in each of its tries is parked instead.
    """
    waits = Case(When(kind__in=_urgent, tries__lt=URGENT_TRIES, then=0), default=1)
    due = Job.objects.filter(_due(now)).order_by(waits, "run_after", "pk")
    for candidate in due[:10]:
        won = Job.objects.filter(_due(now), pk=candidate.pk, tries=candidate.tries)
        if candidate.tries >= _patience_with(candidate).most_tries:
            won.update(state=JobState.PARKED, lease_until=None, last_error=KILLED)
        elif won.update(
            state=JobState.RUNNING, lease_until=now + LEASE, tries=F("tries") + 1
        ):
            candidate.refresh_from_db()
            return candidate
    return None


def run(claimed: Job) -> None:
    """Carry out a claimed job and note how it ended; each failure waits longer."""
    try:
        _handlers[claimed.kind](claimed.payload)
    except Exception as failure:
        logger.exception("Job %s failed", claimed)
        luck = random.random()  # noqa: S311 - spreads the load, guards nothing
        wait = wait_after(claimed.tries, _patience_with(claimed), luck)
        _close(
            claimed,
            state=JobState.PARKED if wait is None else JobState.QUEUED,
            run_after=timezone.now() + (wait or timedelta()),
            last_error=f"{type(failure).__name__}: {failure}"[:2000],
        )
    else:
        _close(claimed, state=JobState.DONE, done_at=timezone.now(), last_error="")


def _close(claimed: Job, **values) -> None:
    """Write the outcome unless another worker has taken the job over."""
    with transaction.atomic():
        Job.objects.filter(
            pk=claimed.pk, state=JobState.RUNNING, tries=claimed.tries
        ).update(lease_until=None, **values)


def run_due_jobs(limit: int = 1000) -> int:
    """Carry out what is due now, in this process; return how many ran."""
    for count in range(limit):
        claimed = claim(timezone.now())
        if claimed is None:
            return count
        run(claimed)
    return limit


@transaction.atomic
def try_again(*, job: Job, actor) -> bool:
    """Let a parked job run as if it were new; return whether it was parked."""
    revived = Job.objects.filter(pk=job.pk, state=JobState.PARKED).update(
        state=JobState.QUEUED, tries=0, run_after=timezone.now(), last_error=""
    )
    if revived:
        audit.record(actor, "try_again", job, error=job.last_error)
    return bool(revived)
