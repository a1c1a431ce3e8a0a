"""For the tests: fast hashing, plain static files, data that may be thrown away."""

import tempfile
from pathlib import Path

from lms.settings.base import *  # noqa: F403 - settings are one namespace
from lms.settings.base import env

ALLOWED_HOSTS = ["*"]
DEBUG = False
# Said outright: who does not know our engine would make a path from "test_" and NAME
DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
if env("DATABASE_URL", default=""):
    DATABASES = {"default": env.db("DATABASE_URL")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LMS_DEMO = True
LMS_STAFF_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "only-for-tests"  # noqa: S105 - never used where people sign in
_FILES = tempfile.mkdtemp(prefix="qadam-tests-")
VAR_DIR = Path(_FILES)
MEDIA_ROOT = _FILES + "/media"
PRIVATE_ROOT = _FILES + "/private"
STATIC_ROOT = _FILES  # an existing folder: WhiteNoise warns of a missing one
STORAGES["private"]["OPTIONS"] = {"location": PRIVATE_ROOT}
WAGTAILADMIN_BASE_URL = "http://testserver"
