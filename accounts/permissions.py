"""Who may do what with accounts."""

from accounts.models import Person


def can_enter_admin(person: Person) -> bool:
    """Tell whether a person may enter the editors' desk at all."""
    return person.is_active and person.has_perm("wagtailadmin.access_admin")
