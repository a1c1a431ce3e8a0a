"""The preview of a quiz: the draft's questions, and the way into a trial attempt."""

import re

import pytest
from django.urls import reverse

from quizzes.models import Attempt, QuizPage
from tests.factories import quizzes as make

BUTTON = 'name="trial" value="1"'


@pytest.fixture
def editor(client, db):
    editor = make.make_superuser()
    client.force_login(editor)
    return editor


def _preview(client, page):
    """The draft as Wagtail shows it to whoever may edit it."""
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    return response


def _draft(page, questions=None, **fields) -> QuizPage:
    """Save a draft that is not published."""
    draft = QuizPage.objects.get(pk=page.pk)
    if questions is not None:
        draft.questions = questions
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def test_preview_of_a_published_quiz_leads_into_a_trial(client, editor, quiz):
    page = _preview(client, quiz).content.decode()
    action = re.search(r'<form method="post" action="([^"]+)" target="_blank">', page)

    response = client.post(action[1], {"trial": "1"}, follow=True)

    assert response.status_code == 200
    attempt = Attempt.objects.get()
    assert (attempt.is_trial, attempt.person, attempt.enrolment) == (True, editor, None)


def test_preview_with_the_questions_that_are_published_says_so(client, editor, quiz):
    shown = _preview(client, _draft(quiz, title="Басқа атау"))

    assert shown.context["is_same"]
    assert BUTTON in shown.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"questions": [make.true_false_question("new", prompt="A new question?")]},
        {"pass_mark": 90},
    ],
)
def test_preview_of_a_changed_draft_says_what_the_trial_runs_over(
    client, editor, quiz, change
):
    shown = _preview(client, _draft(quiz, **change))

    page = shown.content.decode()
    assert (shown.context["is_published"], shown.context["is_same"]) == (True, False)
    assert BUTTON in page
    assert ("A new question?" in page) == ("questions" in change)


def test_preview_before_the_first_publication_has_no_trial(client, editor, school):
    quiz = make.make_quiz(school.course)
    quiz.unpublish()

    shown = _preview(client, quiz)

    assert not shown.context["is_published"]
    assert BUTTON not in shown.content.decode()


def test_preview_holds_no_key(client, editor, school):
    canary = make.choice_question("secret", ["right"], ["wrong"])
    canary["value"]["choices"][0]["value"]["feedback"] = "canary-feedback"

    shown = _preview(client, _draft(school.quiz, [canary])).content.decode()

    assert "right" in shown
    assert "canary-feedback" not in shown
