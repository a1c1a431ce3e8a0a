"""For writing code: debug pages, mails on the console."""

from lms.settings.base import *  # noqa: F403 - settings are one namespace

ALLOWED_HOSTS = ["*"]
DEBUG = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LMS_DEMO = True
LMS_STAFF_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECRET_KEY = "only-for-development"  # noqa: S105 - never used where people sign in
