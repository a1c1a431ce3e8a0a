"""What each response tells the browser it may do."""

import re

import pytest

from tests.factories import courses as make

INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style|\sstyle=|\son\w+=|javascript:"
)


@pytest.fixture
def lesson(db):
    make.make_term()
    return make.make_lesson(
        make.make_course(),
        slug="lesson",
        body=[
            make.paragraph('Бұл <a href="#term-pin">сөз</a>.'),
            make.checklist("one"),
            make.check_question("q"),
        ],
    )


@pytest.fixture
def addresses(lesson):
    course = lesson.get_parent()
    return [
        "/en/",
        "/en/courses/",
        f"/en/courses/{course.slug}/",
        f"/en/courses/{course.slug}/lesson/",
        f"/en/courses/{course.slug}/lesson/?check=q&choice=wrong",
        "/en/search/?q=<script>alert(1)</script>",
        "/en/verify/?code=<script>",
        "/en/account/sign-up/",
        "/en/account/sign-in/",
        "/en/offline/",
        "/en/none/",
        "/styleguide/",
    ]


def policy_of(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize("signed_in", [False, True])
def test_public_pages_allow_nothing_inline_and_nothing_from_elsewhere(
    client, addresses, signed_in
):
    if signed_in:
        client.force_login(make.make_person())
        addresses += ["/en/my-learning/", "/en/account/"]

    for address in addresses:
        response = client.get(address, follow=True)
        policy = policy_of(response)
        assert policy["default-src"] == "'self'"
        assert policy["object-src"] == "'none'"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert INLINE.findall(response.text) == [], address


def test_public_pages_fetch_nothing_from_another_host(client, addresses):
    for address in addresses:
        text = client.get(address, follow=True).text
        for tag in re.findall(r"<(?:script|link|img|source|iframe)[^>]+>", text):
            for target in re.findall(r'(?:src|href)="([^"]+)"', tag):
                is_own = target.startswith(("/", "http://testserver/", "#"))
                assert is_own, (address, target)


def test_the_desk_allows_inline_code_of_wagtail_only(client, lesson):
    client.force_login(make.make_superuser())

    policy = policy_of(client.get("/admin/", follow=True))

    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("address", ["/kk/", "/admin/", "/kk/none/", "/robots.txt"])
def test_every_response_carries_the_same_care(client, lesson, address):
    response = client.get(address)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert "camera=()" in response["Permissions-Policy"]


def test_a_page_is_not_kept_by_anybody_in_between(client, lesson):
    response = client.get("/kk/")

    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
