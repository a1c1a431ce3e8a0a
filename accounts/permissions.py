"""Who may do what with accounts."""

from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Person


def can_enter_admin(person: Person) -> bool:
    """Tell whether a person may enter the editors' desk at all."""
    return person.is_active and person.has_perm("wagtailadmin.access_admin")


def can_change(person: Person, other: Person) -> bool:
    """Tell whether a person may change another's account.

    Somebody who may do everything is changed only by another who may.
    """
    if other.is_superuser and not person.is_superuser:
        return False
    return person.has_perm("accounts.change_person")


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
