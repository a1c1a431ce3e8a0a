"""Who may do what with courses."""

from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Person
from courses.canvas import MOST_CANVASES
from courses.models import ProjectCanvas


def can_start_canvas(person: Person) -> bool:
    """Whether a person may open one more project canvas."""
    return ProjectCanvas.objects.of(person).count() < MOST_CANVASES


class ReviewPolicy(ModelPermissionPolicy):
    """Records of checks come with the texts: nobody adds or deletes one."""

    def user_has_permission(self, person: Person, action: str) -> bool:
        allowed = action in {"view", "change"}
        return allowed and super().user_has_permission(person, action)
