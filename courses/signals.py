"""News that courses send upwards, after commit."""

from django.dispatch import Signal

enrolled = Signal()
"""Sends: enrolment. After commit, once for each new enrolment."""

course_completed = Signal()
"""Sends: enrolment. After commit, once for each enrolment that is completed."""
