"""Taking a quiz through the browser's eyes, without JavaScript."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from courses.models import Enrolment
from quizzes.models import Attempt, Response
from quizzes.queries import items_of
from tests.factories import quizzes as make
from tests.factories.quizzes import uid

JSON = {"accept": "application/json"}


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


def url(name, *args, language="kk"):
    with override(language):
        return reverse(name, args=args)


def question_url(attempt, slot=1, language="kk"):
    return url("attempt_question", attempt.reference, slot, language=language)


def page_url(school, language="kk"):
    return f"/{language}/courses/{school.course.slug}/{school.quiz.slug}/"


# --- Before the start -------------------------------------------------------------


def test_a_guest_is_asked_to_sign_in_and_comes_back(client, school):
    response = client.get(page_url(school))

    assert response.status_code == 200
    assert f"?next={page_url(school)}" in response.text
    assert "Prompt q1?" not in response.text


def test_the_rules_stand_before_the_start(signed_in, school):
    make.republish(school.quiz, attempt_limit=3)

    response = signed_in.get(page_url(school, "en"))

    assert response.context["page"].question_count == 5
    assert response.context["attempts_left"] == 3
    assert "70 % of the score" in response.text


def test_start_enrols_and_opens_the_first_question(signed_in, school):
    response = signed_in.post(url("start_attempt", school.quiz.translation_key))

    attempt = Attempt.objects.get()
    assert response.url == question_url(attempt)
    assert attempt.enrolment == Enrolment.objects.get()


def test_continue_opens_the_first_question_without_a_response(
    signed_in, learner, school
):
    attempt = make.make_attempt(learner, school.quiz, {1: [uid("q1/egov.kz")]})

    response = signed_in.post(url("start_attempt", school.quiz.translation_key))

    assert response.url == question_url(attempt, 2)


def test_start_is_no_link(signed_in, quiz):
    response = signed_in.get(url("start_attempt", quiz.translation_key))

    assert response.status_code == 405


def test_a_guest_cannot_start(client, quiz):
    response = client.post(url("start_attempt", quiz.translation_key))

    assert response.status_code == 302
    assert not Attempt.objects.exists()


def test_start_of_an_unknown_or_withdrawn_quiz_is_not_found(signed_in, quiz):
    type(quiz).objects.get(pk=quiz.pk).unpublish()

    response = signed_in.post(url("start_attempt", quiz.translation_key))

    assert response.status_code == 404


def test_start_at_the_limit_says_so(signed_in, learner, db):
    school = make.make_school(attempt_limit=1)
    attempt = make.make_attempt(learner, school.quiz)
    signed_in.post(url("submit_attempt", attempt.reference))

    response = signed_in.post(
        url("start_attempt", school.quiz.translation_key, language="en"), follow=True
    )

    assert "You have used all the attempts at this quiz." in response.text
    assert Attempt.objects.count() == 1


# --- A question -------------------------------------------------------------------


@pytest.mark.parametrize("slot", [1, 2, 3, 4, 5])
def test_every_kind_of_question_is_shown(signed_in, attempt, slot):
    response = signed_in.get(question_url(attempt, slot))

    assert response.status_code == 200
    assert f"Prompt q{slot}?" in response.text


def test_save_and_go_on(signed_in, attempt):
    response = signed_in.post(
        question_url(attempt), {"response": uid("q1/egov.kz"), "revision": 1}
    )

    assert response.url == question_url(attempt, 2)
    assert items_of(attempt)[0].response == [uid("q1/egov.kz")]


def test_the_last_question_leads_to_the_last_look(signed_in, attempt):
    order = items_of(attempt)[4].layout["choices"]

    response = signed_in.post(
        question_url(attempt, 5), {"response": order, "revision": 1}
    )

    assert response.url == url("attempt", attempt.reference)


def test_what_was_saved_is_shown_again(signed_in, learner, quiz):
    attempt = make.make_attempt(learner, quiz, {4: ["13 500"]})

    response = signed_in.get(question_url(attempt, 4))

    assert 'value="13 500"' in response.text


def test_a_flag_without_a_response_marks_and_goes_on(signed_in, attempt):
    response = signed_in.post(question_url(attempt), {"flag": "1", "revision": 1})

    item = items_of(attempt)[0]
    assert response.url == question_url(attempt, 2)
    assert (item.is_flagged, item.response) == (True, None)


def test_a_flag_keeps_the_response_too(signed_in, attempt):
    signed_in.post(
        question_url(attempt, 3), {"flag": "1", "revision": 1, "response": "true"}
    )

    item = items_of(attempt)[2]
    assert (item.is_flagged, item.response) == (True, ["true"])


def test_taking_a_flag_away_stays_here(signed_in, attempt):
    attempt.items.filter(slot=1).update(is_flagged=True)

    response = signed_in.post(question_url(attempt), {"flag": "0", "revision": 1})

    assert response.url == question_url(attempt)
    assert not items_of(attempt)[0].is_flagged


def test_an_item_is_moved_by_its_buttons(signed_in, attempt):
    first, second, third = items_of(attempt)[4].layout["choices"]
    data = {"response": [first, second, third], "revision": 1, "move": f"{third}:up"}

    response = signed_in.post(question_url(attempt, 5), data)
    shown = signed_in.get(response.url)

    assert items_of(attempt)[4].response == [first, third, second]
    assert response.url.endswith(f"?moved={third}#item-{third}")
    assert re.findall(r'name="response" value="([^"]+)"', shown.text) == [
        first,
        third,
        second,
    ]


def test_changing_the_language_keeps_everything(signed_in, learner, quiz):
    attempt = make.make_attempt(learner, quiz, {4: ["13 500"]})

    response = signed_in.get(question_url(attempt, 4, "ru"))
    signed_in.post(
        question_url(attempt, 4, "ru"), {"response": "13 510", "revision": 2}
    )

    assert 'value="13 500"' in response.text
    assert '<h1 lang="kk">Prompt q4?</h1>' in response.text
    assert list(Response.objects.values_list("language", "value")) == [
        ("kk", "13 500"),
        ("ru", "13 510"),
    ]


def test_a_translated_question_is_shown_in_the_reader_s_language(
    signed_in, learner, quiz, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(quiz, "ru")
    attempt = make.make_attempt(learner, quiz)

    response = signed_in.get(question_url(attempt, 2, "ru"))

    assert "<h1>ru: Prompt q2?</h1>" in response.text
    assert "ru: A" in response.text


# --- The last look, submitting, the result ----------------------------------------


def test_the_last_look_lists_what_is_left_as_links(signed_in, learner, quiz):
    attempt = make.make_attempt(learner, quiz, {3: ["true"]})

    response = signed_in.get(url("attempt", attempt.reference))

    assert [step.slot for step in response.context["left"]] == [1, 2, 4, 5]
    assert question_url(attempt, 4) in response.text


def test_submit_leads_to_the_result(signed_in, learner, quiz):
    attempt = make.make_attempt(learner, quiz, make.right_responses())

    response = signed_in.post(url("submit_attempt", attempt.reference), follow=True)

    assert response.redirect_chain[-1][0] == url("attempt_result", attempt.reference)
    assert response.context["right_count"] == 5
    assert "100%" in response.text


def test_the_first_wrong_one_is_open_and_leads_to_the_lesson(signed_in, learner, db):
    questions = make.every_kind()
    questions[1]["value"]["section"] = 1
    school = make.make_school(questions)
    given = {**make.right_responses(), 2: [uid("q2/D")]}
    attempt = make.make_attempt(learner, school.quiz, given)

    response = signed_in.post(url("submit_attempt", attempt.reference), follow=True)

    remarks = response.context["remarks"]
    assert [remark.is_open for remark in remarks] == [False, True, False, False, False]
    assert remarks[1].read_again == f"/kk/courses/{school.course.slug}/lesson/#s1"
    assert remarks[1].own == ("D",)
    assert sorted(remarks[1].right) == ["A", "B", "C"]
    assert "why D" in response.text


def test_each_kind_tells_own_and_right_response(signed_in, learner, quiz):
    attempt = make.make_attempt(learner, quiz, make.wrong_responses())

    response = signed_in.post(
        url("submit_attempt", attempt.reference, language="en"), follow=True
    )

    remarks = {remark.slot: remark for remark in response.context["remarks"]}
    assert (remarks[1].own, remarks[1].right) == (("my-egov.net",), ("egov.kz",))
    assert (remarks[3].own, remarks[3].right) == (("False",), ("True",))
    assert remarks[4].own == ("7 ₸",)
    assert remarks[5].right == ("one", "two", "three")
    assert remarks[4].feedback == ("look again q4",)


def test_an_attempt_without_any_response_has_a_result(signed_in, attempt):
    response = signed_in.post(url("submit_attempt", attempt.reference), follow=True)

    assert response.status_code == 200
    assert {remark.verdict for remark in response.context["remarks"]} == {"unanswered"}


def test_past_attempts_stand_on_the_page_of_the_quiz(signed_in, learner, school):
    attempt = make.make_attempt(learner, school.quiz, make.right_responses())
    signed_in.post(url("submit_attempt", attempt.reference))

    response = signed_in.get(page_url(school))

    assert response.context["best"] == attempt
    assert url("attempt_result", attempt.reference) in response.text


@pytest.mark.parametrize("name", ["attempt", "attempt_result"])
def test_pages_of_open_and_closed_attempts_lead_to_each_other(signed_in, attempt, name):
    opened = signed_in.get(url("attempt_result", attempt.reference))
    signed_in.post(url("submit_attempt", attempt.reference))
    closed = signed_in.get(url("attempt", attempt.reference))
    question = signed_in.get(question_url(attempt))

    result = url("attempt_result", attempt.reference)
    assert opened.url == url("attempt", attempt.reference)
    assert (closed.url, question.url) == (result, result)


def test_a_result_outlives_the_page_of_the_quiz(signed_in, attempt, quiz):
    signed_in.post(url("submit_attempt", attempt.reference))
    quiz.delete()

    response = signed_in.get(url("attempt_result", attempt.reference))

    assert response.status_code == 200
    assert "Prompt q1?" in response.text


# --- Editors ----------------------------------------------------------------------


def test_an_editor_may_take_a_trial(client, school):
    editor = make.make_superuser()
    client.force_login(editor)
    page = client.get(page_url(school))

    client.post(url("start_attempt", school.quiz.translation_key), {"trial": "1"})

    assert page.context["can_take_trial"]
    assert Attempt.objects.get().is_trial
    assert not Enrolment.objects.exists()


def test_a_learner_may_not_take_a_trial(signed_in, quiz):
    response = signed_in.post(
        url("start_attempt", quiz.translation_key), {"trial": "1"}
    )

    assert response.status_code == 404
