"""The editors' desk lists people, and changes them by our own forms."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.test import Client

from accounts.actions import grant_role_permissions
from accounts.models import Organisation, Person
from tests.counting import Counted
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
LIST = "/admin/users/"
ADD = "/admin/users/new/"
PASSWORD = "төрт қадам биік"
DATA = {
    "username": "nurbol",
    "first_name": "Нұрбол",
    "last_name": "",
    "email": "",
    "phone": "",
    "patronymic": "",
    "position": "",
    "language": "kk",
    "audience": "resident",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "is_active": "on",
}


def make_administrator() -> Person:
    grant_role_permissions()
    person = make.make_person(language="en")
    person.groups.set([Group.objects.get(name="administrator")])
    return person


@pytest.fixture
def administrator(client):
    person = make_administrator()
    client.cookies["language"] = "en"
    client.force_login(person)
    return person


def edit(client, person, **kwargs):
    data = {**DATA, "username": person.username, "password1": "", "password2": ""}
    return client.post(f"{LIST}edit/{person.pk}/", {**data, **kwargs})


def errors_of(response, name) -> str:
    assert response.status_code == 200
    return response.context["form"].errors[name][0]


def test_a_person_needs_neither_e_mail_nor_family_name(client, administrator):
    assert client.get(ADD).status_code == 200

    response = client.post(ADD, DATA)

    assert response.status_code == 302
    person = Person.objects.get(username="nurbol")
    assert (person.email, person.phone, person.last_name) == (None, None, "")
    assert person.check_password(PASSWORD)
    assert not person.is_staff


def test_everything_of_ours_can_be_filled_in(client, administrator):
    organisation = Organisation.objects.create(name="Әкімдік")
    group = Group.objects.get(name="editor")
    more = {
        "email": "Nurbol@Example.kz",
        "phone": "8 701 123 45 67",
        "patronymic": "Ғалымұлы",
        "organisation": organisation.pk,
        "position": "Маман",
        "audience": "official",
        "groups": group.pk,
    }

    client.post(ADD, {**DATA, **more})

    person = Person.objects.get(username="nurbol")
    assert (person.email, person.phone) == ("nurbol@example.kz", "+77011234567")
    assert (person.organisation, person.position) == (organisation, "Маман")
    assert (person.patronymic, person.audience) == ("Ғалымұлы", "official")
    assert EmailAddress.objects.get(user=person).email == "nurbol@example.kz"
    assert person.is_staff


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("username", "Aigul", "Somebody has this sign-in name already."),
        ("username", "a,b", "A sign-in name has 3 to 40 letters"),
        ("email", "A@example.kz", "Somebody has this e-mail already."),
        ("email", "a@b", "Enter a valid email address."),
        ("phone", "8 701 123 45 67", "Somebody has this phone already."),
        ("phone", "701", "Enter a phone number of 10 digits"),
        ("first_name", "Нұрбол 2", "Use letters"),
        ("patronymic", "990101300123", "Do not write an IIN here"),
        ("position", "990101300123", "Do not write an IIN here"),
        ("password2", "1234567", "The two password fields"),
    ],
)
def test_bad_input_is_refused_at_the_field_it_is_in(
    client, administrator, name, value, told
):
    make.make_person(username="aigul", email="a@example.kz", phone="+77011234567")

    response = client.post(ADD, {**DATA, name: value})

    assert told in errors_of(response, name)
    assert not Person.objects.filter(first_name="Нұрбол").exists()


def test_a_person_keeps_what_is_not_changed(client, administrator):
    person = make.make_person_with_email("a@example.kz", phone="+77011234567")

    response = edit(client, person, email="a@example.kz", phone="+7 701 123 45 67")

    assert response.status_code == 302
    changed = Person.objects.get(pk=person.pk)
    assert (changed.email, changed.phone) == ("a@example.kz", "+77011234567")
    assert changed.check_password(make.PASSWORD)
    assert EmailAddress.objects.get().verified


def test_a_sign_in_name_that_could_not_be_chosen_today_may_stay(client, administrator):
    person = make.make_person(username="a@b+c")

    assert edit(client, person).status_code == 302


def test_a_new_password_ends_the_sessions(client, administrator):
    person = make.make_person()
    theirs = Client()
    theirs.force_login(person)

    edit(client, person, password1=PASSWORD, password2=PASSWORD)

    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)
    assert get_user(theirs).is_anonymous


def test_an_administrator_makes_nobody_all_powerful(client, administrator):
    person = make.make_person()

    edit(client, person, is_superuser="on")
    client.post(ADD, {**DATA, "is_superuser": "on"})

    assert Person.objects.filter(username="nurbol").exists()
    assert not Person.objects.filter(is_superuser=True).exists()


def test_an_administrator_does_not_touch_the_all_powerful(client, administrator):
    superuser = make.make_superuser()

    assert client.get(f"{LIST}edit/{superuser.pk}/").status_code == 302
    edit(client, superuser, password1=PASSWORD, password2=PASSWORD)

    assert Person.objects.get(pk=superuser.pk).check_password(make.PASSWORD)


def test_the_all_powerful_make_others_so(client):
    client.force_login(make.make_superuser(language="en"))
    person = make.make_person()

    edit(client, person, is_superuser="on")

    assert Person.objects.get(pk=person.pk).is_superuser


@pytest.mark.parametrize("make_viewer", [make_administrator, make.make_superuser])
def test_nobody_is_deleted(client, make_viewer):
    client.force_login(make_viewer())
    person = make.make_person()

    client.post(f"{LIST}delete/{person.pk}/")

    assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("role", ["editor", "moderator", None])
def test_others_see_nobody(client, role):
    grant_role_permissions()
    viewer = make.make_person()
    if role:
        viewer.groups.set([Group.objects.get(name=role)])
    client.force_login(viewer)
    person = make.make_person(last_name="Құпиясызова", email="a@example.kz")

    for path in ("", "new/", f"edit/{person.pk}/", f"history/{person.pk}/"):
        response = client.get(f"{LIST}{path}", follow=True)
        text = response.content.decode()
        assert "Құпиясызова" not in text
        assert "a@example.kz" not in text


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_the_database_as_often_for_more_people(
    client, administrator, people
):
    for number in range(people):
        person = make.make_person(last_name=f"Омарова{number}")
        person.groups.set([Group.objects.get(name="editor")])
    client.get(LIST)

    with Counted() as counted:
        response = client.get(LIST)

    assert "Омарова0" in response.content.decode()
    assert len(counted) == 21, counted.told()
    assert counted.writes == []


@pytest.mark.parametrize(
    "query",
    [
        "q=Омарова",
        "q=%2B77011234567",
        "audience=official",
        "is_active=True",
        "ordering=-name",
        "ordering=username",
    ],
)
def test_the_list_is_searched_sorted_and_filtered(client, administrator, query):
    make.make_person(last_name="Омарова", phone="+77011234567", audience="official")

    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 200
    assert "Омарова" in response.content.decode()
