"""The abstract pages and the tables that any app may use."""

from core.models.content import ContentStamp
from core.models.pages import ViewedPage
from core.models.records import (
    AuditEntry,
    IdempotencyKey,
    Job,
    JobState,
    WorkerHeartbeat,
)

__all__ = [
    "AuditEntry",
    "ContentStamp",
    "IdempotencyKey",
    "Job",
    "JobState",
    "ViewedPage",
    "WorkerHeartbeat",
]
