"""Finding people by what they type to sign in."""

from django.db.models import Q

from accounts.models import Person
from accounts.validators import as_phone


def person_typed(identifier: str) -> Person | None:
    """Return the person of a sign-in name, an e-mail or a phone; one query."""
    identifier = identifier.strip()
    match = Q(username__iexact=identifier)
    if "@" in identifier:
        match |= Q(email__iexact=identifier)
    phone = as_phone(identifier)
    if phone:
        match |= Q(phone=phone)
    return Person.objects.filter(match).order_by("pk").first()
