"""The settings of `make run`, with one more address: the bare view."""

from lms.settings.local import *  # noqa: F403 - settings are one namespace
from lms.settings.local import BASE_DIR, TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "benchmarks" / "templates")
