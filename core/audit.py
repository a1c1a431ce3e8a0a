"""The audit trail: who did what to what."""

from django.apps import apps

from core.models import AuditEntry

_names: dict[str, str] = {}


def verb(verb: str, name: str) -> str:
    """Name a verb of the trail for people, like "Certificate revoked"; return it."""
    _names[verb] = name
    return verb


def names() -> list[tuple[str, str]]:
    """Return each verb with what people call it."""
    return sorted(_names.items())


def name_of(verb: str) -> str:
    """Return what people call a verb; one of an older version keeps its own."""
    return str(_names.get(verb, verb))


def kind_of(label: str) -> str:
    """Return what people call a kind of thing, like "certificate"."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


def record(actor, verb: str, target, **facts) -> AuditEntry:
    """Write one entry in the caller's transaction."""
    return AuditEntry.objects.create(
        actor=actor if actor is not None and actor.pk else None,
        verb=verb,
        target_type=target._meta.label,
        target_id=str(target.pk),
        facts=facts,
    )
