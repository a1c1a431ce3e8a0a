"""Wiring of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from accounts import receivers  # noqa: F401 - registers on import


class PeopleAdminConfig(WagtailUsersAppConfig):
    """Wagtail's administration of users, with our forms, lists and rules."""

    default = False
    group_viewset = "accounts.viewsets.RoleViewSet"
    user_viewset = "accounts.viewsets.PersonViewSet"

    def ready(self):
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy

        from accounts.models import Person
        from accounts.permissions import PersonPolicy

        register_permission_policy(Person, PersonPolicy(Person))
        register_permission_policy(Group)
