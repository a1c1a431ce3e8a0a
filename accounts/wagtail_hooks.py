"""What accounts add to Wagtail's admin; people come by `PeopleAdminConfig`."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.users.wagtail_hooks import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from accounts.models import Consent
from accounts.viewsets import ConsentViewSet, OrganisationViewSet
from core.desk import ReadOnlyPolicy, take_back

register_permission_policy(Consent, ReadOnlyPolicy(Consent))

# Accounts are changed one by one: in bulk, nothing asks who may change whom
for action in (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction):
    take_back("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def register_lists():
    return [OrganisationViewSet(), ConsentViewSet()]
