"""Finding people by what they type to sign in."""

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Person
from accounts.validators import as_looked_up, as_phone

MOST_SHARING = 2
"""How many accounts one phone opens, each with its own password."""


def people_typed(identifier: str) -> list[Person]:
    """Return whom a sign-in name, an e-mail or a phone may mean; one query.

    A phone may mean two people who share it: first the one who had it first.
    """
    typed, phone = as_looked_up(identifier), as_phone(identifier)
    match = Q(username_key=typed)
    if "@" in typed:
        match |= Q(email_key=typed)
    if phone:
        match |= Q(phone=phone) | Q(claimed_phone=phone)
    people = Person.objects.annotate(
        username_key=Lower("username"), email_key=Lower("email")
    ).filter(match)
    return list(people.order_by("claimed_phone", "pk")[:MOST_SHARING])


def checks_due(identifier: str) -> int:
    """Return how many secrets are checked for an identifier, whoever it belongs to.

    The same work for somebody and for nobody, or the time would tell them apart.
    """
    return MOST_SHARING if as_phone(identifier) else 1


def person_with_email(address: str) -> Person | None:
    """Return whose e-mail an address is."""
    by_key = Person.objects.annotate(email_key=Lower("email"))
    return by_key.filter(email_key=as_looked_up(address)).first()
