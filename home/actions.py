"""Verbs of the site's front: counting views without a write for each reader."""

import threading
import time
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from home.models import ViewCount

BATCH = 25
SECONDS = 60
PENDING_KEY = "home.views.pending"
FLUSHED_KEY = "home.views.flushed_at"

_lock = threading.Lock()


def count_view(page_key: UUID) -> int:
    """Count one view in the cache; write all that wait when a batch is due.

    A batch is due after 25 views or a minute. Returns the views of this page that
    are not in the database yet. A killed server may lose one batch, never more.
    """
    with _lock:
        pending = cache.get(PENDING_KEY) or {}
        pending[str(page_key)] = pending.get(str(page_key), 0) + 1
        cache.set(PENDING_KEY, pending, None)
        flushed_at = cache.get_or_set(FLUSHED_KEY, time.time(), None)
        is_due = sum(pending.values()) >= BATCH or time.time() - flushed_at >= SECONDS
    if is_due:
        write_views()
        return 0
    return pending[str(page_key)]


def write_views() -> int:
    """Add the counted views to the database in one transaction; return how many."""
    with _lock:
        pending = cache.get(PENDING_KEY) or {}
        cache.delete(PENDING_KEY)
        cache.set(FLUSHED_KEY, time.time(), None)
    with transaction.atomic():
        for page_key, count in pending.items():
            changed = ViewCount.objects.filter(page_key=page_key).update(
                count=F("count") + count
            )
            if not changed:
                ViewCount.objects.create(page_key=page_key, count=count)
    return sum(pending.values())
