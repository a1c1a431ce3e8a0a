"""Who may do what with accounts; nobody gives or takes over more than they have."""

from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Person
from accounts.queries import Right, rights_by_group, rights_of


def can_enter_admin(person: Person) -> bool:
    """Tell whether a person may enter the editors' desk at all."""
    return person.is_active and person.has_perm("wagtailadmin.access_admin")


class Authority:
    """What one person may hand on, and whose account they may change.

    A role is given, and an account changed (its password too), only by somebody who
    may do all that it opens. Reads the rights once, however often it is asked.
    """

    def __init__(self, person: Person) -> None:
        self.person = person

    @cached_property
    def _by_group(self) -> dict[int, set[Right]]:
        return rights_by_group()

    @cached_property
    def _own(self) -> set[Right]:
        return rights_of(self.person, self._by_group)

    def can_give(self, rights: Iterable[Right]) -> bool:
        """Tell whether all these rights are within the person's own."""
        return self.person.is_superuser or all(map(self._has, rights))

    def _has(self, asked: Right) -> bool:
        return asked in self._own or any(
            (own.kind, own.number) == (asked.kind, asked.number)
            and asked.below.startswith(own.below)
            for own in self._own
        )

    def can_give_role(self, group: Group) -> bool:
        return self.can_give(self._by_group.get(group.pk, ()))

    def can_change(self, other: Person) -> bool:
        if not self.person.has_perm("accounts.change_person"):
            return False
        if self.person.is_superuser:
            return True
        return not other.is_superuser and self.can_give(
            rights_of(other, self._by_group)
        )

    @property
    def roles(self) -> QuerySet:
        """The groups that the person may give."""
        if self.person.is_superuser:
            return Group.objects.all()
        within = [g.pk for g in Group.objects.all() if self.can_give_role(g)]
        return Group.objects.filter(pk__in=within)


def can_change(person: Person, other: Person) -> bool:
    """Tell whether a person may change another's account: see `Authority`."""
    return Authority(person).can_change(other)


class PersonPolicy(ModelPermissionPolicy):
    """Nobody is deleted: what people have learnt outlives their access."""

    def user_has_permission(self, person: Person, action: str) -> bool:
        return action != "delete" and super().user_has_permission(person, action)

    def user_has_permission_for_instance(
        self, person: Person, action: str, instance: Person
    ) -> bool:
        if action == "change" and not can_change(person, instance):
            return False
        return self.user_has_permission(person, action)
