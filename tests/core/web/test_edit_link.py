"""The way from a page of the site to the desk, for whoever may edit it alone."""

import pytest
from django.urls import reverse

from tests.counting import Counted
from tests.factories import courses as make, quizzes
from tests.factories.desk import make_staff


@pytest.fixture
def lesson(db):
    return make.make_lesson(title="Сабақ")


def _edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _links(response) -> bool:
    return 'class="edit-link' in response.content.decode()


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_whoever_may_edit_a_page_is_led_to_it(client, lesson, role, code):
    client.force_login(make_staff(role))
    page = make.in_language(lesson, code)

    response = client.get(page.get_url())

    assert f'href="{_edit(page)}"' in response.content.decode()


@pytest.mark.parametrize("role", ["organiser", "facilitator", "learner", "guest"])
def test_nobody_else_is_led_to_the_desk(client, lesson, role):
    editor = make_staff("editor")
    client.force_login(editor)
    assert _links(client.get(lesson.get_url()))  # whatever is kept, is kept now
    client.logout()
    if role == "learner":
        client.force_login(make.make_person())
    elif role != "guest":
        client.force_login(make_staff(role))

    response = client.get(lesson.get_url())

    assert not _links(response)
    assert _edit(lesson) not in response.content.decode()


def test_every_kind_of_page_of_the_site_has_the_link(client, db):
    school = quizzes.make_school()
    client.force_login(make_staff("editor"))
    catalogue = school.course.get_parent().specific
    pages = [school.course, school.lesson, school.quiz, catalogue, make.make_home()]

    shown = [client.get(page.get_url()).content.decode() for page in pages]

    for page, html in zip(pages, shown, strict=True):
        assert html.count(f'href="{_edit(page)}"') == 1


@pytest.mark.parametrize("address", ["/kk/search/?q=x", "/kk/my-learning/", "/kk/no/"])
def test_what_is_no_page_of_the_tree_has_no_link(client, lesson, address):
    client.force_login(make_staff("editor"))

    assert not _links(client.get(address))


@pytest.mark.parametrize("is_signed_in", [False, True], ids=["guest", "learner"])
def test_learners_and_guests_pay_nothing_for_the_link(client, lesson, is_signed_in):
    if is_signed_in:
        client.force_login(make.make_person())

    with Counted() as counted:
        client.get(lesson.get_url())

    asked = [query["sql"] for query in counted.captured_queries]
    assert asked
    assert [sql for sql in asked if "permission" in sql or "auth_group" in sql] == []


def test_staff_are_asked_for_their_permissions(client, lesson):
    """What the test before looks for is there when somebody is asked."""
    client.force_login(make_staff("editor"))

    with Counted() as counted:
        client.get(lesson.get_url())

    assert any("permission" in query["sql"] for query in counted.captured_queries)
