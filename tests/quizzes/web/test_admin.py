"""What editors and others see of quizzes at the desk, and may do there."""

import pytest
from django.urls import reverse

from quizzes.models import QuestionVersion, QuizPage
from tests.factories import quizzes as make
from tests.factories.desk import choices_of, form_of, make_staff, stream

PUBLISH = {"action-publish": "1"}
HOME = "/admin/"


@pytest.fixture
def edit(quiz) -> str:
    return reverse("wagtailadmin_pages:edit", args=[quiz.pk])


@pytest.fixture
def editor(client, quiz):
    client.force_login(make_staff("editor"))
    return client


def _question(*choices: tuple[str, bool]) -> dict:
    """A quiz of one question with these choices, as the desk sends it."""
    question = {
        "prompt": "Canary prompt?",
        "ref": "",
        "max_score": "1",
        "outcome": "",
        "section": "",
        "read_again": "",
        "choices": choices_of(choices),
    }
    return stream("questions", ("single_choice", question))


RIGHT = _question(("one", True), ("two", False))
WRONG = _question(("one", False), ("two", False))


def _versions(quiz) -> int:
    return QuestionVersion.objects.filter(quiz_key=quiz.translation_key).count()


# --- Publishing -------------------------------------------------------------------


def test_publishing_makes_the_rows_of_its_questions(editor, quiz, edit):
    before = _versions(quiz)
    form = form_of(editor.get(edit))

    response = editor.post(edit, {**form, **RIGHT, **PUBLISH})

    assert response.status_code == 302
    assert _versions(quiz) == before + 1
    [question] = QuizPage.objects.get(pk=quiz.pk).questions
    assert question.value["prompt"] == "Canary prompt?"


def test_a_question_without_a_right_choice_is_shown_again_as_typed(editor, quiz, edit):
    before = _versions(quiz)
    form = form_of(editor.get(edit), title="Canary title")

    response = editor.post(edit, {**form, **WRONG, **PUBLISH})

    assert set(response.context["form"].errors) == {"questions"}
    page = response.content.decode()
    assert "Canary prompt?" in page
    assert 'value="Canary title"' in page
    assert _versions(quiz) == before
    assert QuizPage.objects.get(pk=quiz.pk).title == quiz.title


def test_an_unfinished_question_may_be_saved_as_a_draft(editor, quiz, edit):
    before = _versions(quiz)
    form = form_of(editor.get(edit))

    response = editor.post(edit, {**form, **WRONG})

    assert response.status_code == 302
    assert _versions(quiz) == before
    draft = QuizPage.objects.get(pk=quiz.pk).get_latest_revision_as_object()
    assert draft.questions[0].value["prompt"] == "Canary prompt?"
    # What guessing earns is told of finished questions alone
    assert editor.get(edit).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("pass_mark", "0"), ("pass_mark", "101"), ("attempt_limit", "0")],
)
def test_a_rule_out_of_bounds_is_said_at_its_field(editor, quiz, edit, field, value):
    form = form_of(editor.get(edit))

    response = editor.post(edit, {**form, **RIGHT, field: value, **PUBLISH})

    assert set(response.context["form"].errors) == {field}
    assert f'name="{field}" value="{value}"' in response.content.decode()
    assert getattr(QuizPage.objects.get(pk=quiz.pk), field) == getattr(quiz, field)


# --- Who may ----------------------------------------------------------------------


@pytest.mark.parametrize("role", ["organiser", "facilitator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_edits_no_pages_sees_no_keys(client, quiz, edit, role, method):
    client.force_login(make_staff(role))
    before = _versions(quiz)

    response = getattr(client, method)(edit, {"title": "Canary", **RIGHT, **PUBLISH})

    assert (response.status_code, response.url) == (302, HOME)
    assert _versions(quiz) == before


def test_a_learner_is_kept_from_the_desk(client, quiz, edit):
    client.force_login(make.make_person())

    response = client.post(edit, {"title": "Canary", **RIGHT, **PUBLISH})

    assert response.status_code == 403
    assert b"Canary" not in response.content
    assert QuizPage.objects.get(pk=quiz.pk).title == quiz.title
