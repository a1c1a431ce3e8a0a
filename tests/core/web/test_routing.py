"""An address leads where Wagtail would lead it, with one query."""

import re

import pytest
from django.utils.http import urlencode
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core import routing
from tests.counting import Counted
from tests.factories import courses as make

CODES = ["kk", "ru", "en"]


@pytest.fixture
def lesson(db):
    return make.make_lesson(make.make_course(), slug="lesson", title="Жасырын емес")


def address(page, code="kk"):
    return routing.page_address(make.in_language(page, code))


def outcome(client, path):
    """What a reader gets: status, where to, and the page without its one-time token."""
    response = client.get(path)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", response.text)
    return response.status_code, response.get("Location"), text


@pytest.fixture
def same(client, settings):
    """Assert that we and Wagtail answer alike; return the status."""

    def compare(path):
        ours = outcome(client, path)
        settings.ROOT_URLCONF = "tests.core.wagtail_urls"
        theirs = outcome(client, path)
        settings.ROOT_URLCONF = "lms.urls"
        assert ours == theirs
        return ours[0]

    return compare


@pytest.mark.parametrize("code", CODES)
def test_a_live_page_and_its_stand_ins(same, lesson, code):
    assert same(address(lesson, code)) == 200


@pytest.mark.parametrize("code", CODES)
def test_the_home_page(same, lesson, code):
    assert same(f"/{code}/") == 200


def test_a_draft_is_not_found(same, lesson):
    path = address(lesson)
    lesson.unpublish()

    assert same(path) == 404


def test_a_page_below_a_draft_is_found(same, lesson):
    path = address(lesson)
    lesson.get_parent().unpublish()

    assert same(path) == 200


@pytest.mark.parametrize("path", ["/kk/none/", "/kk/courses/none/lesson/", "/ru/kk/"])
def test_an_unknown_address_is_not_found(same, lesson, path):
    assert same(path) == 404


def test_an_address_without_its_last_stroke_is_led_on(same, lesson):
    assert same(address(lesson)[:-1]) == 301


def test_the_bare_site_leads_to_the_reader_s_language(same, lesson):
    assert same("/") == 302


def test_a_redirect_leads_on(same, lesson):
    Redirect.add_redirect("/kk/old-address", redirect_to=lesson)

    assert same("/kk/old-address/") == 301


def test_a_moved_page_is_found_at_its_new_address(same, lesson):
    old = address(lesson)
    lesson.move(make.make_course(), pos="last-child")
    lesson.refresh_from_db()

    assert same(old) == 301
    assert same(address(lesson)) == 200


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (PageViewRestriction.LOGIN, 302),
        (PageViewRestriction.PASSWORD, 200),
        (PageViewRestriction.GROUPS, 302),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_a_private_page_is_kept_back(same, client, lesson, kind, status, above):
    page = lesson.get_parent() if above else lesson
    PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="кілт"
    )

    assert same(address(lesson)) == status
    assert "Жасырын емес" not in client.get(address(lesson)).text


def test_a_private_page_opens_for_who_signed_in(same, client, lesson):
    PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.LOGIN
    )
    client.force_login(make.make_person())

    assert same(address(lesson)) == 200


def test_the_password_opens_a_private_page(client, lesson):
    restriction = PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.PASSWORD, password="кілт"
    )
    asked = client.get(address(lesson))
    action = asked.context["action_url"]

    wrong = client.post(action, {"password": "құлып", "return_url": address(lesson)})
    assert wrong.context["form"].errors
    right = client.post(action, {"password": "кілт", "return_url": address(lesson)})

    assert restriction.password not in asked.text + wrong.text
    assert right.url == address(lesson)
    assert "Жасырын емес" in client.get(right.url).text


def test_who_must_sign_in_first_comes_back_to_the_page(client, lesson):
    PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.LOGIN
    )

    response = client.get(address(lesson), follow=True)

    assert response.redirect_chain[-1] == (
        f"/kk/account/sign-in/?{urlencode({'next': address(lesson)})}",
        302,
    )


@pytest.mark.parametrize("above", [False, True])
def test_a_page_made_private_is_kept_back_at_once(client, lesson, above):
    assert "Жасырын емес" in client.get(address(lesson)).text
    restriction = PageViewRestriction.objects.create(
        page=lesson.get_parent() if above else lesson,
        restriction_type=PageViewRestriction.LOGIN,
    )

    assert client.get(address(lesson)).status_code == 302
    restriction.delete()
    assert client.get(address(lesson)).status_code == 200


def test_a_restriction_of_a_neighbour_does_not_count(same, lesson):
    """Tree paths are compared as wholes: "0001" is not above "00010002"."""
    other = make.make_lesson(lesson.get_parent())
    PageViewRestriction.objects.create(
        page=other, restriction_type=PageViewRestriction.LOGIN
    )

    assert same(address(lesson)) == 200


def test_a_page_is_only_read(client, lesson):
    assert client.post(address(lesson)).status_code == 405


@pytest.mark.parametrize("code", CODES)
def test_one_query_finds_a_page(lesson, code):
    path = address(lesson, code)
    routing.root_paths()

    with Counted() as counted:
        page = routing.pages_at(path.removeprefix(f"/{code}/"), code).get()
        assert page.locale.language_code == code
        assert page.is_private is False

    assert len(counted) == 1, counted.told()


def test_the_address_of_a_page_asks_nothing(lesson):
    expected = address(lesson)
    page = routing.pages_at(expected.removeprefix("/kk/"), "kk").get()

    with Counted() as counted:
        assert routing.page_address(page) == expected

    assert len(counted) == 0, counted.told()


def test_the_address_is_the_one_that_wagtail_gives(lesson):
    for code in CODES:
        page = make.in_language(lesson, code)
        assert routing.page_address(page) == page.get_url()


def test_menus_change_when_a_page_is_published(lesson, client):
    before = routing.menu_pages("kk")
    catalogue = lesson.get_parent().get_parent().specific
    catalogue.title = "Жаңа атау"
    catalogue.save_revision().publish()

    assert [page["title"] for page in before] == ["Курстар"]
    assert [page["title"] for page in routing.menu_pages("kk")] == ["Жаңа атау"]


def test_menus_change_when_a_page_is_taken_off(lesson):
    assert routing.menu_pages("kk")

    lesson.get_parent().get_parent().unpublish()

    assert routing.menu_pages("kk") == []
