"""Verbs of the site's front: counting views without a write for each reader."""

from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from home.models import NewsPage, ViewCount

PENDING_KEY = "home.views.{}"
WRITING_KEY = "home.views.writing"
MOST_SECONDS_TO_WRITE = 60


def count_view(page_key: UUID) -> int:
    """Count one view in the cache, and nowhere else.

    Returns the views of this page that are not in the database yet. The cache adds
    them up itself, so no two readers overwrite each other.
    """
    name = PENDING_KEY.format(page_key)
    cache.add(name, 0, None)
    try:
        return cache.incr(name)
    except ValueError:  # thrown out in between by a full cache
        return 1


def write_views() -> int:
    """Add the counted views to the database in one transaction; return how many.

    Called about once a minute by whoever sees the counters. With a shared cache that
    is the worker (`home.tasks`); where the cache is the web process's own memory it is
    a thread of that process (`lms/gunicorn.py`). Of two at once one writes. A killed
    server, or a write that fails, may lose one batch; none is counted twice.
    """
    if not cache.add(WRITING_KEY, 1, MOST_SECONDS_TO_WRITE):
        return 0
    try:
        counts = _taken()
        with transaction.atomic():
            for page_key, count in counts.items():
                ViewCount.objects.get_or_create(page_key=page_key)
                ViewCount.objects.filter(page_key=page_key).update(
                    count=F("count") + count
                )
    finally:
        cache.delete(WRITING_KEY)
    return sum(counts.values())


def _taken() -> dict[UUID, int]:
    """Return what was counted so far and take just that much off the counters."""
    keys = NewsPage.objects.values_list("translation_key", flat=True).distinct()
    names = {PENDING_KEY.format(page_key): page_key for page_key in keys.order_by()}
    counts = {}
    for name, count in cache.get_many(names).items():
        if count > 0:
            cache.decr(name, count)
            counts[names[name]] = count
    return counts
