"""Several acts at the same time, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from django.db import connection, connections

PATIENCE = 0.5


def _meeting(barrier: threading.Barrier, statement: str):
    """Return a wrapper that waits for the others before its first such statement."""
    waited = threading.Event()

    def wrapper(execute, sql, params, many, context):
        if sql.startswith(statement) and not waited.is_set():
            waited.set()
            # Broken where the database lets one in at a time: nobody else can come
            with suppress(threading.BrokenBarrierError):
                barrier.wait(PATIENCE)
        return execute(sql, params, many, context)

    return wrapper


def race(*acts: Callable, before: str) -> list:
    """Run the acts at once and return what each returned.

    They meet right before the first statement that begins with `before`: each has
    then read what it reads and none has written. Where a database locks earlier
    than that, they meet at its lock.
    """
    barrier = threading.Barrier(len(acts))

    def run(act):
        try:
            with connection.execute_wrapper(_meeting(barrier, before)):
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        running = [pool.submit(run, act) for act in acts]
        return [done.result() for done in running]


def twice(act: Callable, **kwargs) -> list[Callable]:
    """Return the same act two times, for `race`."""
    return [partial(act, **kwargs)] * 2
