"""Who may do what with quizzes."""

from wagtail.models import Page

from accounts.models import Person


def can_take_trial(person: Person, page: Page) -> bool:
    """Whoever may edit the quiz may take it as a trial that does not count."""
    return (
        person.is_authenticated
        and person.has_perm("wagtailadmin.access_admin")
        and page.permissions_for_user(person).can_edit()
    )
