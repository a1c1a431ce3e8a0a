"""News that quizzes send upwards, after commit."""

from django.dispatch import Signal

result_changed = Signal()
"""Sends: attempt. After commit, once for each graded attempt (never a trial)."""
