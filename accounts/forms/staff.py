"""What an administrator fills in about another person's account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm

from accounts.enums import Role
from accounts.forms.fields import clean_address, typed
from accounts.models import Person
from accounts.permissions import Authority
from accounts.queries import Right, permission_right
from accounts.validators import (
    clean_name,
    clean_phone,
    clean_sign_in_name,
    clean_text,
    refuse_iin,
)

OWN_FIELDS = (
    "patronymic",
    "phone",
    "language",
    "audience",
    "region",
    "organisation",
    "position",
)
NAMES = ("first_name", "last_name", "patronymic")


class PersonFormMixin(forms.ModelForm):
    """Wagtail asks for an e-mail and a family name; ours may do without either."""

    def __init__(self, *args, authority: Authority, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].label = _("E-mail")
        self.fields["last_name"].required = False
        self.fields["last_name"].label = _("Family name")
        self.fields["first_name"].label = _("Given name")
        self.fields["username"].label = _("Sign-in name")
        self.fields["username"].help_text = _(
            "3 to 40 letters, digits, dots or dashes; the person signs in with it."
        )
        self.fields["email"].help_text = _(
            "May stay empty: the person signs in with the sign-in name or the phone."
        )
        self.fields["phone"].widget = typed("off", type="tel")
        self.fields["phone"].help_text = _("Like +7 701 123 45 67. May stay empty.")
        self.fields["audience"].label = _("The person is")
        self.fields["groups"].label = _("Roles")
        self.fields["groups"].queryset = authority.roles
        self.fields["groups"].label_from_instance = lambda group: Role.called(
            group.name
        )
        if not authority.person.is_superuser:
            self.fields.pop("is_superuser", None)
        elif "is_superuser" in self.fields:
            self.fields["is_superuser"].label = _("May do everything")
            self.fields["is_superuser"].help_text = _(
                "Beyond every role: for the one or two people who run the site."
            )

    @property
    def own_fields(self) -> list:
        """The fields that Wagtail's form does not have, for the template."""
        return [self[name] for name in OWN_FIELDS]

    def _taken(self, **lookup) -> bool:
        others = Person.objects.exclude(pk=self.instance.pk)
        return others.filter(**lookup).exists()

    def clean_username(self):
        name = self.cleaned_data["username"]
        if name != self.instance.username:
            name = clean_sign_in_name(name)
        if self._taken(username__iexact=name):
            raise ValidationError(_("Somebody has this sign-in name already."))
        return name

    def clean_email(self):
        text = self.cleaned_data["email"]
        address = clean_address(text) if text else None
        if address and self._taken(email__iexact=address):
            raise ValidationError(_("Somebody has this e-mail already."))
        return address

    def clean_phone(self):
        text = self.cleaned_data.get("phone")
        phone = clean_phone(text) if text else None
        if phone and self._taken(phone=phone):
            raise ValidationError(_("Somebody has this phone already."))
        return phone

    def clean_position(self):
        position = clean_text(self.cleaned_data["position"])
        refuse_iin(position)
        return position

    def clean(self):
        cleaned = super().clean()
        for name in NAMES:
            try:
                cleaned[name] = clean_name(cleaned.get(name) or "")
            except ValidationError as failure:
                self.add_error(name, failure)
        return cleaned


class PersonEditForm(PersonFormMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | set(OWN_FIELDS)


class PersonCreationForm(PersonFormMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | set(OWN_FIELDS)


class RoleForm(GroupForm):
    """Offers the permissions that whoever fills it in has."""

    def __init__(self, *args, authority: Authority, **kwargs):
        super().__init__(*args, **kwargs)
        self.authority = authority
        offered = self.fields["permissions"].queryset
        within = [each.pk for each in offered if self._is_within(each)]
        self.fields["permissions"].queryset = offered.filter(pk__in=within)

    def _is_within(self, permission) -> bool:
        return self.authority.can_give([permission_right(permission.pk)])

    def refuse_more(self, panels) -> None:
        """Add an error when pages, pictures or documents are given beyond one's own."""
        if not self.authority.can_give(rights_in(panels)):
            self.add_error(
                None,
                _(
                    "You can give a role only what you may do yourself. Take away "
                    "the pages, pictures or documents that you may not change."
                ),
            )


def rights_in(panels) -> set[Right]:
    """Return what the filled-in parts about pages and collections would give."""
    found = set()
    for panel in panels:
        for row in panel.forms:
            given = row.cleaned_data if row not in panel.deleted_forms else {}
            place = given.get("page") or given.get("collection")
            for permission in given.get("permissions", ()) if place else ():
                kind = "page" if isinstance(place, Page) else "collection"
                found.add(Right(kind, permission.pk, place.path))
    return found
