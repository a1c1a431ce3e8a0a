"""How the web process runs under `manage.py serve`: one process, threads, loopback."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 1
threads = 8
worker_class = "gthread"
keepalive = 5
timeout = 60
graceful_timeout = 10
accesslog = None
loglevel = "warning"
worker_tmp_dir = None
