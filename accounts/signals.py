"""News that accounts send upwards, after commit."""

from django.dispatch import Signal

person_erased = Signal()
"""Sends: person_id. After commit, when a person's data were erased."""

people_merged = Signal()
"""Sends: kept, merged. After commit, when two accounts became one."""
