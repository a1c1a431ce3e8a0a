"""What `make run` serves: production's habits on one machine, loopback only."""

from django.core.management.utils import get_random_secret_key

from lms.settings.base import *  # noqa: F403 - settings are one namespace
from lms.settings.base import DATABASES, PORT, STORAGES, VAR_DIR, env


def _kept_secret_key() -> str:
    """Return the key of this data folder, made at the first start."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEBUG = False
LMS_DEMO = env.bool("LMS_DEMO", default=True)
LMS_STAFF_SECOND_FACTOR = env.bool("LMS_STAFF_SECOND_FACTOR", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECRET_KEY = _kept_secret_key()
STORAGES["staticfiles"] = {"BACKEND": "core.storage.JoinedStaticFilesStorage"}
WAGTAILADMIN_BASE_URL = env("LMS_BASE_URL", default=f"http://localhost:{PORT}")
