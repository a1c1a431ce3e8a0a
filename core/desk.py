"""Lists in the admin of what has happened: to look at and to filter, not to edit."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_info
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


def language_name(code: str) -> str:
    """Return what a language is called in the language of the admin."""
    return get_language_info(code)["name_translated"]


NOTHING = "—"
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
    """One record; the viewset says how properties are called and values are shown.

    Moments are in the time of the region, and what is empty is a dash.
    """

    labels: dict = {}
    shown: dict[str, Callable] = {}

    def get_field_label(self, field_name, field):
        return self.labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if value is None or value == "":
            return NOTHING
        if field_name in self.shown:
            return self.shown[field_name](value)
        if isinstance(value, datetime):
            return date_format(localtime(value), "DATETIME_FORMAT")
        return value


class RecordViewSet(ModelViewSet):
    """Facts that actions of the product have written.

    Register `ReadOnlyPolicy(model)` for the model beside it. `related` names what
    the columns follow, `inspect_labels` the words for properties among the fields,
    `inspect_shown` what makes words of a field's value.
    """

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    form_fields: tuple[str, ...] = ()
    inspect_labels: dict = {}
    inspect_shown: dict[str, Callable] = {}
    list_per_page = 50
    related: tuple[str, ...] = ()

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(related=self.related, **kwargs)

    def get_inspect_view_kwargs(self, **kwargs):
        return super().get_inspect_view_kwargs(
            labels=self.inspect_labels, shown=self.inspect_shown, **kwargs
        )

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
