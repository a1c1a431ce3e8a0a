"""How the web process runs under `manage.py serve`: one process, threads."""

workers = 1
threads = 8
worker_class = "gthread"
keepalive = 5
timeout = 60
graceful_timeout = 10
accesslog = None
loglevel = "warning"
worker_tmp_dir = None
