"""The audit trail: who did what to what."""

from core.models import AuditEntry


def record(actor, verb: str, target, **facts) -> AuditEntry:
    """Write one entry in the caller's transaction."""
    return AuditEntry.objects.create(
        actor=actor if actor is not None and actor.pk else None,
        verb=verb,
        target_type=target._meta.label,
        target_id=str(target.pk),
        facts=facts,
    )
