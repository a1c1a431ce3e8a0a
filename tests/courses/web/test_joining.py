"""A guest presses "Join and start": after sign-up or sign-in it is done."""

import time

import pytest
from django.contrib.auth import get_user
from django.utils.http import urlencode

from accounts.models import Person
from courses.models import Enrolment
from tests.counting import Counted
from tests.factories import accounts, courses as make

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/"
CODE = "/en/account/code/confirm/"
WORDS = "/en/account/words/"


@pytest.fixture
def first(course, address):
    return address(make.units_of(course)[0])


@pytest.fixture
def joined(client, course, url):
    """Press the button as a guest; return where one is led."""
    return client.post(url("enrol", course.translation_key)).url


@pytest.fixture
def member(course):
    return accounts.make_person_with_email(language="en")


def by_words(client, onward, **more):
    data = accounts.sign_up_data(next=onward, **more)
    response = client.post("/en/account/sign-up/", data)
    assert response.url == WORDS
    return client.post(WORDS)


def by_proven_mail(client, onward, **more):
    data = accounts.sign_up_data(identifier="a@example.kz", next=onward, **more)
    code_page = client.post("/en/account/sign-up/", data).url
    client.get(code_page)
    sent = {"code": accounts.mailed_code(), "next": onward}
    return client.post(code_page, sent)


def by_password(client, onward, **more):
    person = Person.objects.get()
    data = {"login": person.username, "password": accounts.PASSWORD, "next": onward}
    return client.post(SIGN_IN, {**data, **more})


def by_code(client, onward, **more):
    data = {"email": Person.objects.get().email, "next": onward}
    code_page = client.post("/en/account/code/", {**data, **more}).url
    sent = {"code": accounts.mailed_code(), "next": onward}
    return client.post(code_page, sent)


def by_second_factor(client, onward, **more):
    person = Person.objects.get()
    accounts.make_app(person)
    by_password(client, onward, **more)
    codes = person.authenticator_set.get(type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    return client.post("/en/account/second-factor/authenticate/", {"code": code})


UP = [by_words, by_proven_mail]
IN = [by_password, by_code, by_second_factor]
own_and_shared = pytest.mark.parametrize("more", [{}, {"is_shared_computer": "on"}])


def test_a_guest_is_asked_to_sign_up_and_nothing_is_recorded(joined, first):
    assert joined == f"/en/account/sign-up/?{urlencode({'next': first})}"
    assert not Enrolment.objects.exists()


@own_and_shared
@pytest.mark.parametrize("enter", UP)
def test_after_sign_up_one_stands_on_the_first_lesson(
    client, joined, course, first, enter, more
):
    response = enter(client, first, **more)

    assert response.url == first
    enrolment = Enrolment.objects.get()
    assert enrolment.person == get_user(client) == Person.objects.get()
    assert (enrolment.course_key, enrolment.language) == (course.translation_key, "en")


@own_and_shared
@pytest.mark.parametrize("enter", IN)
def test_after_sign_in_one_stands_on_the_first_lesson(
    client, member, joined, first, enter, more
):
    response = enter(client, first, **more)

    assert response.url == first
    assert Enrolment.objects.get().person == get_user(client) == member
    assert "You are enrolled in “" in client.get(first).text


def test_whoever_is_in_the_middle_of_the_course_goes_on_there(
    client, member, course, joined, first, address
):
    make.finish(make.make_enrolment(member, course), make.units_of(course)[0])

    response = by_password(client, first)

    assert response.url == address(make.units_of(course)[1])
    assert Enrolment.objects.count() == 1


def test_every_page_on_the_way_leads_on(client, joined, first):
    onward = f"next={first}"

    assert f"{SIGN_IN}?{onward}" in client.get(joined).text
    page = client.get(f"{SIGN_IN}?{onward}").text
    assert f"/en/account/code/?{onward}" in page
    assert f'name="next" value="{first}"' in page


def test_pages_on_the_way_write_nothing(client, joined, first):
    onward = urlencode({"next": first})

    for page in (joined, f"{SIGN_IN}?{onward}", f"/en/account/code/?{onward}"):
        with Counted() as counted:
            client.get(page)
        assert counted.writes == []


def test_the_next_person_at_this_computer_is_not_enrolled(client, member, joined):
    response = by_password(client, "")

    assert response.url == "/en/my-learning/"
    assert not Enrolment.objects.exists()


def test_it_is_not_kept_for_another_sign_in(client, member, joined, first):
    by_password(client, "")
    client.post("/en/account/sign-out/")
    by_password(client, first)

    assert not Enrolment.objects.exists()


def test_it_lapses_after_an_hour(client, member, joined, first, monkeypatch):
    later = time.time() + 60 * 60 + 1
    monkeypatch.setattr("courses.views.learning.time.time", lambda: later)

    response = by_password(client, first)

    assert response.url == first
    assert not Enrolment.objects.exists()


def test_an_address_alone_enrols_nobody(client, member, first):
    response = by_password(client, first)

    assert response.url == first
    assert not Enrolment.objects.exists()


def test_a_course_taken_off_meanwhile_stops_nobody(
    client, member, course, joined, first
):
    make.in_language(course, "en").unpublish()

    response = by_password(client, first)

    assert response.url == first
    assert not Enrolment.objects.exists()


def test_what_was_read_before_is_offered_first(client, course, joined, first, url):
    lesson = make.units_of(course)[1]
    client.post(url("finish_unit", lesson.translation_key))

    response = by_words(client, first)

    assert response.url == url("claim_reading")
    claimed = client.post(response.url, {"units": [str(lesson.translation_key)]})
    assert claimed.url == first
