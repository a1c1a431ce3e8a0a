"""Lists in the admin of what has happened: to look at and to filter, not to edit."""

from collections.abc import Callable, Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


def take_back(hook_name: str, function: Callable) -> None:
    """Take a library's function off a hook: the end of a temporary registration."""
    hooks.register_temporarily(hook_name, function).__exit__(None, None, None)


def can_translate(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the translators' screens are for a person."""
    return person.has_perm("wagtail_localize.submit_translation")


SHOWN_VIEWS = {"index", "index_results", "inspect"}


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view a kind of record sees it; nobody adds, changes or deletes."""

    def user_has_permission(self, person, action: str) -> bool:
        return action == "view" and super().user_has_permission(person, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return super().users_with_any_permission({"view"} & set(actions))


class RecordIndexView(generic.IndexView):
    """A list of records that reads what its columns need with the rows."""

    related: tuple[str, ...] = ()

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.related)


class RecordInspectView(generic.InspectView):
    """One record; properties are labelled by the viewset."""

    labels: dict = {}

    def get_field_label(self, field_name, field):
        return self.labels.get(field_name) or super().get_field_label(field_name, field)


class RecordViewSet(ModelViewSet):
    """Facts that actions of the product have written.

    Register `ReadOnlyPolicy(model)` for the model beside it. `related` names what
    the columns follow, `inspect_labels` the words for properties among the fields.
    """

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    form_fields: tuple[str, ...] = ()
    inspect_labels: dict = {}
    list_per_page = 50
    related: tuple[str, ...] = ()

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(related=self.related, **kwargs)

    def get_inspect_view_kwargs(self, **kwargs):
        return super().get_inspect_view_kwargs(labels=self.inspect_labels, **kwargs)

    def get_permissions_to_register(self):
        return Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model),
            codename=f"view_{self.model_name}",
        )

    def get_urlpatterns(self):
        return [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name in SHOWN_VIEWS
        ]
