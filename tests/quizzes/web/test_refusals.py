"""What learners, guests and scripts must not do: each has its own plain answer."""

import json
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from quizzes.models import Response
from tests.factories import quizzes as make
from tests.factories.quizzes import uid

JSON = {"accept": "application/json"}
SAVED = {"kk": "сақтал", "ru": "сохран", "en": "saved"}


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


def url(name, *args, language="en"):
    with override(language):
        return reverse(name, args=args)


def save(client, attempt, slot, headers=JSON, **data):
    data.setdefault("revision", "1")
    return client.post(
        url("attempt_question", attempt.reference, slot), data, headers=headers
    )


BAD = [
    (1, {"response": uid("q2/A")}, "unknown_option"),
    (1, {"response": str(uuid4())}, "unknown_option"),
    (1, {"response": [uid("q1/egov.kz"), uid("q1/my-egov.net")]}, "one_choice"),
    (1, {}, "no_choice"),
    (2, {"response": [uid("q2/A")] * 2}, "repeated_choice"),
    (5, {"response": [uid("q5/one")] * 3}, "repeated_item"),
    (5, {"response": [uid("q5/one")]}, "missing_item"),
    (5, {"response": [uid("q5/one"), uid("q5/two"), "x"]}, "unknown_option"),
    (4, {"response": "NaN"}, "not_a_number"),
    (4, {"response": "Infinity"}, "not_a_number"),
    (4, {"response": "1e3"}, "not_a_number"),
    (4, {"response": "9" * 400}, "not_a_number"),
    (4, {"response": "\x00"}, "not_a_number"),
    (4, {"response": "7", "revision": "-1"}, "bad_revision"),
    (4, {"response": "7", "revision": "0"}, "bad_revision"),
    (4, {"response": "7", "revision": str(2**63)}, "bad_revision"),
    (4, {"response": "7", "revision": "text"}, "bad_revision"),
    (4, {"response": "7", "revision": "\uff19"}, "bad_revision"),
]


@pytest.mark.parametrize(("slot", "data", "code"), BAD)
def test_the_script_is_told_by_code_and_nothing_is_saved(
    signed_in, attempt, slot, data, code
):
    response = save(signed_in, attempt, slot, **data)

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert response.json()["saved"] is False
    assert Response.objects.count() == 0


@pytest.mark.parametrize(("slot", "data", "code"), BAD)
def test_the_form_is_shown_again_with_a_sentence(signed_in, attempt, slot, data, code):
    response = save(signed_in, attempt, slot, headers={}, **data)

    assert response.status_code == 422
    assert response.context["error"].endswith(".")
    assert response.context["error"] in response.text
    assert Response.objects.count() == 0


def test_a_refused_number_stays_in_its_field(signed_in, attempt):
    response = save(signed_in, attempt, 4, headers={}, response="about 7")

    assert 'value="about 7"' in response.text
    assert 'aria-invalid="true"' in response.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_word_saved_never_stands_beside_what_is_not(signed_in, attempt, language):
    place = url("attempt_question", attempt.reference, 4, language=language)
    signed_in.post(place, {"response": "7", "revision": "1"})
    saved = SAVED[language]
    assert saved in status_on(signed_in.get(place))["text"]

    shown = status_on(signed_in.post(place, {"response": "about 7", "revision": "2"}))

    assert (shown["state"], saved in shown["text"]) == ("refused", False)
    assert [saved in said for said in shown["script"]] == [False, False]


def status_on(response) -> dict:
    page = BeautifulSoup(response.content, "html.parser")
    status, script = page.select_one("[data-save-status]"), page.select_one("quiz-save")
    said = [script["data-saving"].lower(), script["data-failed"].lower()]
    return {
        "text": status.text.lower(),
        "state": status.get("data-state"),
        "script": said,
    }


def test_a_save_is_answered_with_its_revision(signed_in, attempt):
    response = save(signed_in, attempt, 4, response="7", revision="3")

    assert response.json()["saved"] is True
    assert response.json()["revision"] == 3
    assert response.json()["message"].startswith("Saved, ")


@pytest.mark.parametrize("revision", ["1", "2"])
def test_an_older_save_is_told_the_stored_revision(signed_in, attempt, revision):
    save(signed_in, attempt, 4, response="7", revision="2")

    response = save(signed_in, attempt, 4, response="8", revision=revision)

    assert response.status_code == 200
    assert (response.json()["saved"], response.json()["revision"]) == (False, 2)


def test_the_losing_window_is_told_and_shown_what_is_kept(signed_in, attempt):
    save(signed_in, attempt, 4, headers={}, response="7")

    response = signed_in.post(
        url("attempt_question", attempt.reference, 4),
        {"response": "8", "revision": "1"},
        follow=True,
    )

    assert "in another window" in response.text
    assert 'value="7"' in response.text


def test_a_closed_attempt_says_so(signed_in, attempt):
    signed_in.post(url("submit_attempt", attempt.reference))

    script = save(signed_in, attempt, 4, response="7")
    form = save(signed_in, attempt, 4, headers={}, response="7")
    flag = save(signed_in, attempt, 4, headers={}, flag="1")

    assert (script.status_code, script.json()["code"]) == (409, "closed")
    assert (form.status_code, flag.status_code) == (409, 409)
    assert url("attempt_result", attempt.reference) in form.text


def test_a_script_without_a_session_is_told_to_sign_in(client, attempt):
    response = save(client, attempt, 4, response="7")

    assert (response.status_code, response.json()["code"]) == (401, "signed_out")


OWN_PAGES = ["attempt", "attempt_result", "submit_attempt", "attempt_question"]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_somebody_else_s_attempt_is_not_found(client, attempt, name):
    client.force_login(make.make_person())
    args = [attempt.reference, *([1] if name == "attempt_question" else [])]
    method = client.post if name == "submit_attempt" else client.get

    assert method(url(name, *args)).status_code == 404


def test_an_editor_does_not_see_a_learner_s_attempt(client, attempt):
    client.force_login(make.make_superuser())

    assert client.get(url("attempt", attempt.reference)).status_code == 404


def test_somebody_else_cannot_save(client, attempt):
    client.force_login(make.make_person())

    script = save(client, attempt, 4, response="7")
    form = save(client, attempt, 4, headers={}, response="7")
    unknown = client.post(
        url("attempt_question", uuid4(), 4),
        {"response": "7", "revision": "1"},
        headers=JSON,
    )

    assert (script.status_code, form.status_code) == (404, 404)
    assert script.content == unknown.content


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_guest_is_asked_to_sign_in(client, attempt, name):
    args = [attempt.reference, *([1] if name == "attempt_question" else [])]
    method = client.post if name == "submit_attempt" else client.get

    response = method(url(name, *args))

    assert response.status_code == 302
    assert response.url.startswith("/en/account/sign-in/?next=")


@pytest.mark.parametrize(
    "tail",
    ["0/", "6/", "-1/", "1.5/", "1e9/", "\uff19/", f"{10**30}/", "x/", "%00/"],
)
def test_a_slot_that_cannot_be_is_not_found(signed_in, attempt, tail):
    response = signed_in.get(f"/en/attempts/{attempt.reference}/{tail}")

    assert response.status_code == 404


@pytest.mark.parametrize("reference", ["0", "-1", "1.5", "1e9", "\uff19", "x" * 300])
def test_a_reference_that_cannot_be_is_not_found(signed_in, db, reference):
    assert signed_in.get(f"/en/attempts/{reference}/").status_code == 404


@pytest.mark.parametrize("slot", [0, 6, 10**30])
def test_a_save_to_a_slot_that_cannot_be_is_not_found(signed_in, attempt, slot):
    response = save(signed_in, attempt, slot, response="7")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("name", ["submit_attempt"])
def test_submitting_is_no_link(signed_in, attempt, name):
    assert signed_in.get(url(name, attempt.reference)).status_code == 405


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(signed_in, attempt, method):
    response = getattr(signed_in, method)(
        url("attempt_question", attempt.reference, 1), json.dumps({})
    )

    assert response.status_code == 405


def test_a_page_of_an_attempt_is_kept_in_no_cache(signed_in, attempt):
    response = signed_in.get(url("attempt_question", attempt.reference, 1))

    assert "no-store" in response.headers["Cache-Control"]
