"""Pages for what went wrong: in three languages, with a way on."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.middleware import csrf
from django.test import Client
from django.urls import path

from core import views
from lms import urls
from tests.factories import courses as make

CODES = ["kk", "ru", "en"]
HANDLED = [400, 403, 404]


def fail_with(error):
    def view(request):
        raise error

    return view


FAILURES = {
    400: SuspiciousOperation("odd"),
    403: PermissionDenied(),
    404: Http404(),
    500: RuntimeError("rain"),
}
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    *(path(f"fail/{status}/", fail_with(error)) for status, error in FAILURES.items()),
    *(
        path(f"{code}/fail/{status}/", fail_with(error))
        for status, error in FAILURES.items()
        for code in CODES
    ),
    *urls.urlpatterns,
]


@pytest.fixture
def failing(settings, db):
    """A client of a site on which some addresses fail."""
    make.make_home()
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("status", HANDLED)
def test_an_error_page_speaks_the_reader_s_language(failing, status, code):
    response = failing.get(f"/{code}/fail/{status}/")

    assert response.status_code == status
    assert f'<html lang="{code}"' in response.text
    assert f'href="/{code}/"' in response.text
    assert "<h1>" in response.text


@pytest.mark.parametrize("status", HANDLED)
def test_error_pages_differ_between_languages(failing, status):
    pages = [failing.get(f"/{code}/fail/{status}/").text for code in CODES]
    titles = {page.split("<h1>")[1].split("</h1>")[0] for page in pages}

    assert len(titles) == 3


def test_a_failure_of_ours_is_told_in_three_languages_without_a_query(
    failing, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = failing.get("/fail/500/")

    assert response.status_code == 500
    for code in ("ru", "en"):
        assert f'lang="{code}"' in response.text
    assert "rain" not in response.text


@pytest.mark.parametrize("code", CODES)
def test_the_offline_page_speaks_the_reader_s_language(client, db, code):
    response = client.get(f"/{code}/offline/")

    assert response.status_code == 200
    assert f'<html lang="{code}"' in response.text


@pytest.mark.parametrize("status", [*HANDLED, 500])
def test_an_error_page_carries_the_security_headers(failing, status):
    response = failing.get(f"/fail/{status}/")

    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "<script" not in response.text
    assert "style=" not in response.text


# --- A form that was open too long -------------------------------------------------

TYPED = {
    "first_name": "Айгүл",
    "tick": ["one", "two"],
    "password": "secret-1",
    "new_password1": "secret-2",
    "words": "secret three",
    "code": "secret-4",
    "csrfmiddlewaretoken": "secret-5",
}


@pytest.fixture
def strict(db):
    make.make_home()
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("code", CODES)
def test_what_was_typed_can_be_sent_again(strict, code):
    response = strict.post(f"/{code}/account/sign-up/?next=/x/", TYPED)

    assert response.status_code == 403
    assert f'<html lang="{code}"' in response.text
    assert f'action="/{code}/account/sign-up/?next=/x/"' in response.text
    assert response.context["kept"] == [
        ("first_name", "Айгүл"),
        ("tick", "one"),
        ("tick", "two"),
    ]


def test_no_secret_is_written_into_the_page(strict):
    response = strict.post("/kk/account/sign-up/", TYPED)

    assert "secret" not in response.text


def test_what_is_sent_again_arrives(strict):
    address = "/kk/display/"
    page = strict.post(address, {"text": "xl"})
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    response = strict.post(
        address, dict(page.context["kept"]) | {"csrfmiddlewaretoken": token}
    )

    assert response.cookies["text"].value == "xl"


def test_a_form_of_another_site_is_not_sent_again_by_one_click(strict):
    response = strict.post(
        "/kk/display/", {"text": "xl"}, headers={"origin": "https://evil.example"}
    )

    assert response.status_code == 403
    assert response.context["kept"] == []


@pytest.mark.parametrize(
    ("reason", "is_kept"),
    [
        (csrf.REASON_NO_CSRF_COOKIE, True),
        (csrf.REASON_CSRF_TOKEN_MISSING, True),
        ("CSRF token from POST incorrect.", True),
        (csrf.REASON_BAD_ORIGIN % "https://evil.example", False),
        (csrf.REASON_NO_REFERER, False),
        (csrf.REASON_BAD_REFERER % "https://evil.example", False),
        (csrf.REASON_MALFORMED_REFERER, False),
        (csrf.REASON_INSECURE_REFERER, False),
    ],
)
def test_only_our_own_forms_are_kept(rf, db, monkeypatch, reason, is_kept):
    shown = {}
    monkeypatch.setattr(views, "render", lambda *args, **kwargs: shown.update(args[2]))

    views.csrf_failure(rf.post("/kk/display/", {"text": "xl"}), reason)

    assert bool(shown["kept"]) is is_kept
