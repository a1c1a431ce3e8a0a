"""Lists of the admin: people and their roles, organisations, consents."""

import django_filters
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    BooleanColumn,
    Column,
    DateColumn,
    TitleColumn,
)
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.users.views import groups
from wagtail.users.views.users import (
    CreateView,
    EditView,
    IndexView,
    UserViewSet,
)

from accounts.actions import settle_account
from accounts.enums import Audience, Role
from accounts.forms.staff import PersonCreationForm, PersonEditForm, RoleForm
from accounts.models import Consent, Organisation, Person
from accounts.permissions import Authority
from core.desk import RecordViewSet, language_name
from regions.models import Region

MENU = "register_people_menu_item"


class PersonFilterSet(WagtailFilterSet):
    groups = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Role"),
        queryset=lambda _request: Group.objects.order_by("name"),
    )
    audience = django_filters.ChoiceFilter(
        label=gettext_lazy("For whom"), choices=Audience.choices
    )
    region = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Region"), queryset=lambda _request: Region.objects.all()
    )
    is_active = django_filters.BooleanFilter(
        label=gettext_lazy("May sign in"), widget=BooleanRadioSelect
    )

    class Meta:
        model = Person
        fields = ()

    def __init__(self, *args, is_searching=False, **kwargs):
        super().__init__(*args, **kwargs)


def roles_of(person: Person) -> str:
    """Return a person's roles in words; the groups are read with the list."""
    names = sorted(Role.called(group.name) for group in person.groups.all())
    if person.is_superuser:
        names.insert(0, _("may do everything"))
    return ", ".join(names)


class WithAuthority:
    """A view that asks what the person before it may hand on."""

    @cached_property
    def authority(self) -> Authority:
        return Authority(self.request.user)


class PersonIndexView(WithAuthority, IndexView):
    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Add a person")

    def get_base_queryset(self):
        people = super().get_base_queryset()
        return people.select_related("region").prefetch_related(
            "groups", "user_permissions"
        )

    def get_edit_url(self, instance):
        if self.authority.can_change(instance):
            return super().get_edit_url(instance)
        return None

    @cached_property
    def search_fields(self):
        return {"username", "first_name", "last_name", "email", "phone"}

    @cached_property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "name",
                label=_("Name"),
                accessor=lambda person: person.get_full_name() or person.username,
                sort_key="name",
                get_url=self.get_edit_url,
            ),
            Column("username", label=_("Sign-in name"), sort_key="username"),
            Column("role", label=_("Role"), accessor=roles_of),
            Column("region", label=_("Region")),
            BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]


class PersonFormKwargs(WithAuthority):
    """Hands the form what it must know of whoever fills it in, and settles after."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "authority": self.authority}

    def save_instance(self):
        person = super().save_instance()
        settle_account(person=person)
        return person


class PersonCreateView(PersonFormKwargs, CreateView):
    page_title = gettext_lazy("Add a person")
    success_message = gettext_lazy("Added: %(object)s.")


class PersonEditView(PersonFormKwargs, EditView):
    success_message = gettext_lazy("Saved: %(object)s.")
    error_message = gettext_lazy("Not saved: look at the fields marked below.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def dispatch(self, request, *args, **kwargs):
        if not self.authority.can_change(self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PersonViewSet(UserViewSet):
    menu_hook = MENU
    menu_order = 10
    menu_label = gettext_lazy("People")
    add_to_settings_menu = False
    copy_view_enabled = False
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    index_view_class = PersonIndexView
    filterset_class = PersonFilterSet
    list_per_page = 50

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm


class RoleFormKwargs(WithAuthority):
    """Lets a role hold nothing beyond what whoever fills it in may do."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "authority": self.authority}

    def is_valid(self, form) -> bool:
        if not super().is_valid(form):
            return False
        form.refuse_more(self.permission_panel_forms)
        if form.errors:
            self.produced_error_message = self.get_error_message()
        return not form.errors


class OnlyRolesWithin(WithAuthority):
    """Keeps a role that may do more from whoever has less."""

    def get_object(self, *args, **kwargs):
        role = super().get_object(*args, **kwargs)
        if not self.authority.can_give_role(role):
            raise PermissionDenied
        return role


class RoleCreateView(RoleFormKwargs, groups.CreateView):
    pass


class RoleEditView(OnlyRolesWithin, RoleFormKwargs, groups.EditView):
    pass


class RoleDeleteView(OnlyRolesWithin, groups.DeleteView):
    pass


class RoleViewSet(groups.GroupViewSet):
    menu_hook = MENU
    menu_order = 20
    menu_label = gettext_lazy("Roles")
    add_to_settings_menu = False
    add_view_class = RoleCreateView
    edit_view_class = RoleEditView
    delete_view_class = RoleDeleteView

    def get_form_class(self, for_update=False):
        return RoleForm


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "home"
    menu_hook = MENU
    menu_order = 30
    menu_label = gettext_lazy("Organisations")
    copy_view_enabled = False
    form_fields = ("name", "region")
    list_display = ("name", "region")
    list_filter = ("region",)
    search_fields = ("name",)
    ordering = "name"


class ConsentViewSet(RecordViewSet):
    model = Consent
    icon = "check"
    menu_hook = MENU
    menu_order = 40
    menu_label = gettext_lazy("Consents")
    list_display = (
        Column("person", label=gettext_lazy("Sign-in name")),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("version", label=gettext_lazy("Version")),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda consent: language_name(consent.language),
        ),
        DateColumn("given_at", label=gettext_lazy("Given"), sort_key="given_at"),
    )
    list_filter = ("kind", "version", "language")
    inspect_view_fields = (
        "person",
        "kind",
        "version",
        "language",
        "given_at",
        "text_digest",
    )
    inspect_shown = {"language": language_name}
    ordering = "-given_at"
    related = ("person",)
    search_fields = ("person__username", "person__last_name", "person__first_name")
