"""Emptying the caches, and reading what stands in those of this process."""

from collections.abc import Iterator

from django.core.cache import caches


def clear_caches() -> None:
    for cache in caches.all():
        cache.clear()


def cached() -> Iterator[tuple[str, bytes]]:
    """Yield the key, and all its bytes as stored, of what the caches hold in memory."""
    for cache in caches.all():
        for key, stored in list(cache._cache.items()):
            yield key, key.encode() + b" " + stored
