"""Who may do what with accounts."""

import pytest
from django.contrib.auth.models import Permission

from accounts.models import Person
from accounts.permissions import PersonPolicy, can_change, can_enter_admin
from tests.factories.accounts import make_editor, make_person, make_superuser

pytestmark = pytest.mark.django_db


def make_administrator() -> Person:
    person = make_person()
    acts = ("add_person", "change_person", "delete_person", "view_person")
    person.user_permissions.set(Permission.objects.filter(codename__in=acts))
    return Person.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("make", "is_allowed"),
    [
        (make_person, False),
        (make_editor, True),
        (make_superuser, True),
        (lambda: make_editor(is_active=False), False),
        (lambda: make_superuser(is_active=False), False),
        (lambda: make_person(is_staff=True), False),
    ],
)
def test_the_editors_desk_opens_by_its_permission_only(make, is_allowed):
    assert can_enter_admin(make()) is is_allowed


@pytest.mark.parametrize(
    ("make", "make_other", "is_allowed"),
    [
        (make_administrator, make_person, True),
        (make_administrator, make_administrator, True),
        (make_administrator, make_superuser, False),
        (make_superuser, make_superuser, True),
        (make_superuser, make_person, True),
        (make_editor, make_person, False),
        (make_person, make_person, False),
        (lambda: make_superuser(is_active=False), make_person, False),
        (make_administrator, make_editor, False),
    ],
)
def test_whoever_may_do_everything_is_changed_only_by_another(
    make, make_other, is_allowed
):
    person, other = make(), make_other()

    assert can_change(person, other) is is_allowed
    policy = PersonPolicy(Person)
    assert (
        policy.user_has_permission_for_instance(person, "change", other) is is_allowed
    )


@pytest.mark.parametrize("make", [make_administrator, make_superuser])
def test_nobody_is_deleted(make):
    person, other = make(), make_person()
    policy = PersonPolicy(Person)

    assert not policy.user_has_permission(person, "delete")
    assert not policy.user_has_permission_for_instance(person, "delete", other)
    assert policy.user_has_permission(person, "add")
    assert policy.user_has_permission_for_instance(person, "view", other)
