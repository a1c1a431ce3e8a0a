"""Nobody gives a role more than they have, or takes over an account that has more."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupPagePermission, Page

from accounts.actions import grant_role_permissions
from accounts.models import Person
from tests.accounts.web.test_people_desk import ADD, DATA, LIST, PASSWORD, edit
from tests.factories import accounts as make, courses

pytestmark = pytest.mark.django_db
ROLES = "/admin/groups/"
PEOPLE = ("access_admin", "add_person", "change_person", "view_person")
AND_ROLES = (*PEOPLE, "add_group", "change_group", "delete_group")


def make_role(name: str, codenames=()) -> Group:
    group = Group.objects.create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    return group


def make_keeper(codenames=PEOPLE) -> Person:
    """Somebody in a role made by hand, for people's accounts only."""
    grant_role_permissions()
    person = make.make_person(language="en")
    person.groups.set([make_role("keeper", codenames)])
    return person


@pytest.fixture
def keeper(client):
    person = make_keeper()
    client.cookies["language"] = "en"
    client.force_login(person)
    return person


@pytest.fixture
def keeper_of_roles(client):
    person = make_keeper(AND_ROLES)
    client.cookies["language"] = "en"
    client.force_login(person)
    return person


def names_of(groups) -> set[str]:
    return {group.name for group in groups}


# --- Roles given to people ---------------------------------------------------------


def test_a_role_is_offered_only_within_one_s_own(client, keeper):
    form = client.get(ADD).context["form"]

    assert names_of(form.fields["groups"].queryset) == {"facilitator", "keeper"}
    assert "is_superuser" not in form.fields


@pytest.mark.parametrize("role", ["administrator", "editor", "organiser"])
def test_a_forged_role_is_refused(client, keeper, role):
    group = Group.objects.get(name=role)

    added = client.post(ADD, {**DATA, "groups": group.pk})
    changed = edit(client, keeper, groups=[group.pk, keeper.groups.get().pk])
    other = edit(client, make.make_person(), groups=group.pk, is_superuser="on")

    for response in (added, changed, other):
        assert "groups" in response.context["form"].errors
    assert not group.user_set.exists()
    assert not Person.objects.filter(is_superuser=True).exists()


def test_a_role_within_one_s_own_is_given(client, keeper):
    person = make.make_person()
    group = Group.objects.get(name="facilitator")

    assert edit(client, person, groups=group.pk).status_code == 302
    assert names_of(person.groups.all()) == {"facilitator"}


@pytest.mark.parametrize("has_more_by", ["role", "own", "everything"])
def test_an_account_that_has_more_is_not_taken_over(client, keeper, has_more_by):
    person = make.make_person(is_superuser=has_more_by == "everything")
    if has_more_by == "role":
        person.groups.set([Group.objects.get(name="administrator")])
    if has_more_by == "own":
        person.user_permissions.set(Permission.objects.filter(codename="change_job"))

    shown = client.get(f"{LIST}edit/{person.pk}/")
    sent = edit(client, person, password1=PASSWORD, password2=PASSWORD, email="a@b.kz")
    listed = client.get(LIST).text

    assert (shown.status_code, sent.status_code) == (302, 302)
    unchanged = Person.objects.get(pk=person.pk)
    assert unchanged.check_password(make.PASSWORD)
    assert unchanged.email is None
    assert f"/edit/{person.pk}/" not in listed
    assert f"/edit/{keeper.pk}/" in listed


def test_an_administrator_may_give_every_shipped_role(client):
    grant_role_permissions()
    person = make.make_person()
    person.groups.set([Group.objects.get(name="administrator")])
    client.force_login(person)

    form = client.get(ADD).context["form"]

    assert names_of(form.fields["groups"].queryset) == names_of(Group.objects.all())


# --- What a role holds -------------------------------------------------------------


def role_data(group=None, permissions=(), **kwargs) -> dict:
    prefixes = (
        "page_permissions",
        "collection_permissions",
        "image_permissions",
        "document_permissions",
    )
    return {
        "name": group.name if group else "new",
        "permissions": [
            p.pk for p in Permission.objects.filter(codename__in=permissions)
        ],
        **{f"{prefix}-TOTAL_FORMS": 0 for prefix in prefixes},
        **{f"{prefix}-INITIAL_FORMS": 0 for prefix in prefixes},
        **kwargs,
    }


def held_by(group) -> set[str]:
    return set(group.permissions.values_list("codename", flat=True))


def test_a_role_holds_what_its_maker_has(client, keeper_of_roles):
    offered = set(PEOPLE) - {"view_person"}  # that one is not among Wagtail's choices
    response = client.post(f"{ROLES}new/", role_data(permissions=offered))

    assert response.status_code == 302
    assert held_by(Group.objects.get(name="new")) == offered


def test_only_one_s_own_permissions_are_offered(client, keeper_of_roles):
    form = client.get(f"{ROLES}new/").context["form"]

    offered = {p.codename for p in form.fields["permissions"].queryset}
    assert offered == set(AND_ROLES) - {"view_person"}  # not among Wagtail's choices


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/"])
def test_a_role_takes_no_permission_beyond_its_maker_s(client, keeper_of_roles, path):
    own = keeper_of_roles.groups.get()
    data = role_data(own, [*AND_ROLES, "delete_glossaryterm"])
    if path == "new/":
        data["name"] = "new"

    response = client.post(ROLES + path.format(pk=own.pk), data)

    assert "permissions" in response.context["form"].errors
    assert held_by(own) == set(AND_ROLES)
    assert not Group.objects.filter(name="new").exists()


@pytest.mark.parametrize("kind", ["page", "image"])
@pytest.mark.parametrize("path", ["new/", "edit/{pk}/"])
def test_a_role_takes_no_pages_or_files_beyond_its_maker_s(
    client, keeper_of_roles, kind, path
):
    own = keeper_of_roles.groups.get()
    place, codename = {
        "page": ("page", "publish_page"),
        "image": ("collection", "add_image"),
    }[kind]
    root = (Page if kind == "page" else Collection).objects.get(depth=1)
    more = {
        f"{kind}_permissions-TOTAL_FORMS": 1,
        f"{kind}_permissions-0-{place}": root.pk,
        f"{kind}_permissions-0-permissions": _choice(kind, codename),
    }

    name = "new" if path == "new/" else own.name
    data = role_data(own, **{**more, "name": name})
    response = client.post(ROLES + path.format(pk=own.pk), data)

    assert response.status_code == 200
    assert "only what you may do yourself" in response.text
    assert not own.page_permissions.exists()
    assert not own.collection_permissions.exists()


def _choice(kind, codename):
    if kind == "page":
        return codename
    return Permission.objects.get(codename=codename).pk


def test_pages_are_given_on_where_one_has_them(client, keeper_of_roles):
    course = courses.make_course()
    publish = Permission.objects.get(codename="publish_page")
    own = keeper_of_roles.groups.get()
    GroupPagePermission.objects.create(group=own, page=course, permission=publish)
    inside = courses.make_lesson(course)

    def post(page):
        more = {
            "page_permissions-TOTAL_FORMS": 1,
            "page_permissions-0-page": page.pk,
            "page_permissions-0-permissions": "publish_page",
        }
        return client.post(f"{ROLES}new/", role_data(name=f"for {page.pk}", **more))

    assert post(course.get_parent()).status_code == 200
    assert post(inside).status_code == 302
    assert names_of(Group.objects.filter(name__startswith="for ")) == {
        f"for {inside.pk}"
    }


@pytest.mark.parametrize("path", ["edit", "delete"])
def test_a_role_that_has_more_is_left_alone(client, keeper_of_roles, path):
    group = Group.objects.get(name="administrator")
    held = held_by(group)

    client.get(f"{ROLES}{path}/{group.pk}/")
    response = client.post(f"{ROLES}{path}/{group.pk}/", role_data(group))

    assert response.status_code == 302
    assert held_by(Group.objects.get(pk=group.pk)) == held


def test_whoever_may_do_everything_gives_everything(client):
    grant_role_permissions()
    client.force_login(make.make_superuser(language="en"))

    response = client.post(
        f"{ROLES}new/", role_data(permissions=["delete_glossaryterm"])
    )

    assert response.status_code == 302
    assert held_by(Group.objects.get(name="new")) == {"delete_glossaryterm"}
