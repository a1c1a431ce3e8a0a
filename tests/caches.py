"""Emptying the caches, and reading what stands in those of this process."""

import pickle
from collections.abc import Iterator

from django.core.cache import caches


def clear_caches() -> None:
    for cache in caches.all():
        cache.clear()


def cached() -> Iterator[tuple[str, str, object]]:
    """Yield alias, key and value of everything that the caches hold in memory."""
    for alias in caches.settings:
        for key, stored in list(caches[alias]._cache.items()):
            yield alias, key, pickle.loads(stored)
