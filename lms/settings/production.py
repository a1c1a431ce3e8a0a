"""For a public server: PostgreSQL, Redis, S3-compatible media, SMTP, https only."""

from lms.settings.base import *  # noqa: F403 - settings are one namespace
from lms.settings.base import CACHES, STORAGES, env

ALLOWED_HOSTS = env.list("LMS_ALLOWED_HOSTS")
CACHES = {name: {**env.cache_url("REDIS_URL"), "KEY_PREFIX": name} for name in CACHES}
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60}}
DEBUG = False
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
vars().update(env.email_url("LMS_MAIL_URL", default="smtp://localhost:25"))
LMS_DEMO = False
LMS_STAFF_SECOND_FACTOR = True
SECRET_KEY = env("LMS_SECRET_KEY")
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
STORAGES["staticfiles"] = {"BACKEND": "core.storage.JoinedStaticFilesStorage"}
if env("LMS_MEDIA_BUCKET", default=""):
    _S3 = {
        "bucket_name": env("LMS_MEDIA_BUCKET"),
        "endpoint_url": env("LMS_MEDIA_ENDPOINT", default=None),
        "access_key": env("LMS_MEDIA_KEY", default=None),
        "secret_key": env("LMS_MEDIA_SECRET", default=None),
    }
    for _alias in ("default", "private"):
        STORAGES[_alias] = {
            "BACKEND": "core.bucket.BucketStorage",
            "OPTIONS": {**_S3, "location": _alias},
        }
WAGTAILADMIN_BASE_URL = env("LMS_BASE_URL")
