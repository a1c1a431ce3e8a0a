"""How the web process runs under `manage.py serve`: one process, threads.

Its cache is its own memory, which no worker sees. So a thread of it writes down what
was counted there, once a minute and once more when the process ends.
"""

import gc
import logging
import threading

from django.db import connections
from django.utils.module_loading import import_string

workers = 1
threads = 8
worker_class = "gthread"
keepalive = 5
timeout = 60
graceful_timeout = 10
accesslog = None
loglevel = "warning"
worker_tmp_dir = None

SECONDS = 60
GARBAGE = 20_000
"""How many new objects make Python look for garbage: some pages' worth, not one's."""

_stopped = threading.Event()


def post_worker_init(_worker):
    gc.collect()
    gc.freeze()  # what was loaded stays: it need not be looked through again
    gc.set_threshold(GARBAGE)
    threading.Thread(target=_write_now_and_then, daemon=True).start()


def worker_exit(_server, _worker):
    _stopped.set()
    _write_views()


def _write_now_and_then():
    while not _stopped.wait(SECONDS):
        _write_views()


def _write_views():
    try:
        import_string("home.actions.write_views")()
    except Exception:
        logging.getLogger(__name__).exception("Views were not written")
    finally:
        connections.close_all()
