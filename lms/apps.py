"""Wiring of the app."""

from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
