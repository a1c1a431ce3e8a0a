"""Finding people by what they type to sign in, and what their roles let them do."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import Group
from django.db.models import Q
from django.db.models.functions import Lower
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
)

from accounts.models import Person
from accounts.validators import as_looked_up, as_phone, as_sign_in_name

MOST_SHARING = 2
"""How many accounts one phone opens, each with its own password."""


def people_typed(identifier: str) -> list[Person]:
    """Return whom a sign-in name, an e-mail or a phone may mean; one query.

    A phone may mean two people who share it: first the one who had it first. A name
    is read as it stands, else with the dash that belongs before its digits.
    """
    typed, phone = as_looked_up(identifier), as_phone(identifier)
    match = Q(username_key__in={typed, as_sign_in_name(identifier)})
    if "@" in typed:
        match |= Q(email_key=typed)
    if phone:
        match |= Q(phone=phone) | Q(claimed_phone=phone)
    people = Person.objects.annotate(
        username_key=Lower("username"), email_key=Lower("email")
    ).filter(match)
    found = list(people.order_by("claimed_phone", "pk")[:MOST_SHARING])
    if phone is None:
        found.sort(key=lambda person: person.username.lower() != typed)
    return found[: checks_due(identifier)]


def checks_due(identifier: str) -> int:
    """Return how many secrets are checked for an identifier, whoever it belongs to.

    The same work for somebody and for nobody, or the time would tell them apart.
    """
    return MOST_SHARING if as_phone(identifier) else 1


def person_with_email(address: str) -> Person | None:
    """Return whose e-mail an address is."""
    by_key = Person.objects.annotate(email_key=Lower("email"))
    return by_key.filter(email_key=as_looked_up(address)).first()


class Right(NamedTuple):
    """One thing a role lets its people do, anywhere or below a page or collection."""

    kind: str
    number: int
    below: str = ""


def permission_right(number: int) -> Right:
    return Right("permission", number)


def _granted() -> Iterator[tuple[int, Right]]:
    of_groups = Group.permissions.through.objects.values_list(
        "group_id", "permission_id"
    )
    yield from ((group, permission_right(number)) for group, number in of_groups)
    for model, place in (
        (GroupPagePermission, "page"),
        (GroupCollectionPermission, "collection"),
    ):
        rows = model.objects.values_list("group_id", "permission_id", f"{place}__path")
        yield from ((group, Right(place, number, path)) for group, number, path in rows)
    tasks = GroupApprovalTask.groups.through.objects.values_list(
        "group_id", "groupapprovaltask_id"
    )
    yield from ((group, Right("task", number)) for group, number in tasks)


def rights_by_group() -> dict[int, set[Right]]:
    """Return what each group lets its people do, by the group's id; four queries."""
    found = defaultdict(set)
    for group_id, right in _granted():
        found[group_id].add(right)
    return found


def rights_of(person: Person, by_group: dict[int, set[Right]]) -> set[Right]:
    """Return what a person may do by their groups and by themselves."""
    own = {permission_right(each.pk) for each in person.user_permissions.all()}
    return own.union(*(by_group.get(group.pk, ()) for group in person.groups.all()))
