"""The answer key never leaves the server before an attempt is submitted."""

import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import GroupPagePermission
from wagtail.search.backends import get_search_backend

from courses.models import CoursePage
from quizzes import grading, queries
from quizzes.models import (
    MultipleChoiceQuestion,
    NumericQuestion,
    OrderingQuestion,
    QuizPage,
    SingleChoiceQuestion,
    TrueFalseQuestion,
)
from tests.factories import quizzes as make

CANARY = "zhasyrynbelgi"
KEY_NUMBER = "918273645"
MASKS = [
    (rb'name="csrfmiddlewaretoken" value="[^"]+"', b"TOKEN"),
    (rb"\d\d:\d\d", b"TIME"),
]


def masked(response) -> bytes:
    content = response.content
    for pattern, mask in MASKS:
        content = re.sub(pattern, mask, content)
    return content


def url(name, *args, language="kk"):
    with override(language):
        return reverse(name, args=args)


def with_canary(questions: list[dict]) -> list[dict]:
    """Put the canary into all feedback and a telling number into the numeric key."""
    for question in questions:
        value = question["value"]
        for choice in value.get("choices", []):
            choice["value"]["feedback"] += CANARY
            choice["value"]["ref"] = CANARY
        for name in ("feedback_correct", "feedback_other"):
            if name in value:
                value[name] += CANARY
        for miss in value.get("near_misses", []):
            miss["value"]["feedback"] += CANARY
        if question["type"] == "numeric":
            value["answer"] = KEY_NUMBER
    return questions


@pytest.fixture
def secret_school(db):
    return make.make_school(with_canary(make.every_kind()))


def learner_pages(school, attempt=None) -> list[str]:
    slug = f"courses/{school.course.slug}"
    pages = [
        f"/{code}/{path}"
        for code in ("kk", "ru", "en")
        for path in ("courses/", f"{slug}/", f"{slug}/{school.quiz.slug}/")
    ]
    if attempt is not None:
        for code in ("kk", "ru"):
            pages.append(url("attempt", attempt.reference, language=code))
            pages += [
                url("attempt_question", attempt.reference, slot, language=code)
                for slot in range(1, 6)
            ]
    return pages


def admin_pages(quiz) -> list[str]:
    names = {
        "wagtailadmin_pages:edit": [quiz.pk],
        "wagtailadmin_pages:view_draft": [quiz.pk],
        "wagtailadmin_pages:preview_on_edit": [quiz.pk],
        "wagtailadmin_pages:history": [quiz.pk],
        "wagtailadmin_pages:revisions_compare": [quiz.pk, "earliest", "latest"],
        "wagtailadmin_pages:revisions_view": [quiz.pk, quiz.latest_revision_id],
        "wagtailadmin_pages:copy": [quiz.pk],
        "wagtailadmin_explore": [quiz.get_parent().pk],
        "wagtailadmin_pages:search": [],
    }
    return [reverse(name, args=args) for name, args in names.items()]


def assert_no_leak(client, pages):
    for page in pages:
        response = client.get(page)
        assert response.status_code < 500, page
        assert CANARY.encode() not in response.content, page
        assert KEY_NUMBER.encode() not in response.content, page


def test_the_canary_is_where_it_should_be(secret_school, client):
    """Else the tests below could not fail."""
    editor = make.make_superuser()
    client.force_login(editor)
    quiz = QuizPage.objects.get(pk=secret_school.quiz.pk)

    edited = client.get(reverse("wagtailadmin_pages:edit", args=[quiz.pk]))

    assert CANARY in edited.text
    assert KEY_NUMBER in edited.text


def test_a_guest_finds_no_key(secret_school, client):
    assert_no_leak(client, learner_pages(secret_school))


def test_a_learner_finds_no_key_before_submitting(secret_school, client, learner):
    client.force_login(learner)
    attempt = make.make_attempt(learner, secret_school.quiz)

    assert_no_leak(client, learner_pages(secret_school, attempt))


def test_a_learner_finds_no_key_in_the_admin(secret_school, client, learner):
    client.force_login(learner)
    quiz = QuizPage.objects.get(pk=secret_school.quiz.pk)

    assert_no_leak(client, admin_pages(quiz))


def test_an_editor_of_another_course_finds_no_key(
    secret_school, client, django_user_model
):
    from django.contrib.auth.models import Group, Permission

    other = make.make_course()
    group = Group.objects.create(name="Editors of another course")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=CoursePage.objects.get(pk=other.pk),
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        ),
    )
    editor = make.make_person()
    editor.groups.add(group)
    client.force_login(editor)
    quiz = QuizPage.objects.get(pk=secret_school.quiz.pk)

    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert_no_leak(client, [*admin_pages(quiz), *learner_pages(secret_school)])


def test_an_editor_s_preview_and_trial_show_no_key(secret_school, client):
    editor = make.make_superuser()
    client.force_login(editor)
    quiz = QuizPage.objects.get(pk=secret_school.quiz.pk)
    trial = make.make_attempt(editor, quiz, is_trial=True)

    preview = reverse("wagtailadmin_pages:view_draft", args=[quiz.pk])
    shown = client.get(preview)

    assert "Prompt q1?" in shown.text
    assert_no_leak(client, [preview, *learner_pages(secret_school, trial)])


@pytest.mark.parametrize("words", [CANARY, KEY_NUMBER, f"why A{CANARY}", "Prompt"])
def test_search_finds_nothing_of_a_question(secret_school, words):
    found = get_search_backend().search(words, QuizPage)
    completed = get_search_backend().autocomplete(words, QuizPage)

    assert (list(found), list(completed)) == ([], [])


def test_search_finds_the_quiz_by_its_title(secret_school):
    title = secret_school.quiz.title.split()[0]

    assert secret_school.quiz in get_search_backend().search(title, QuizPage)


def test_after_submitting_the_feedback_is_shown(secret_school, client, learner):
    client.force_login(learner)
    attempt = make.make_attempt(learner, secret_school.quiz)

    response = client.post(url("submit_attempt", attempt.reference), follow=True)

    assert CANARY in response.text


# --- Twins: the same attempt, with the key turned round in between -----------------


def flip_keys():
    """Turn every key round behind the guards; ids and texts stay as they are."""

    def rewrite(model, **fields):
        super(type(model.objects.all()), model.objects.all()).update(**fields)

    single = SingleChoiceQuestion.objects.get()
    right = single.right_choice
    rewrite(
        SingleChoiceQuestion,
        right_choice=single.wrong_choices[0],
        wrong_choices=[right, *single.wrong_choices[1:]],
    )
    multiple = MultipleChoiceQuestion.objects.get()
    rewrite(
        MultipleChoiceQuestion,
        right_choices=multiple.wrong_choices,
        wrong_choices=multiple.right_choices,
    )
    rewrite(TrueFalseQuestion, answer=not TrueFalseQuestion.objects.get().answer)
    rewrite(NumericQuestion, answer=1)
    ordering = OrderingQuestion.objects.get()
    rewrite(OrderingQuestion, order=ordering.order[::-1])


def test_the_same_attempt_with_the_key_flipped_is_byte_equal(client, learner, school):
    client.force_login(learner)
    attempt = make.make_attempt(learner, school.quiz, {3: ["true"]})
    keys = [queries.key_of(item) for item in queries.items_with_keys(attempt)]
    pages = learner_pages(school, attempt)

    before = [masked(client.get(page)) for page in pages]
    flip_keys()
    after = [masked(client.get(page)) for page in pages]

    flipped = [queries.key_of(item) for item in queries.items_with_keys(attempt)]
    assert all(old != new for old, new in zip(keys, flipped, strict=True))
    assert before == after


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
@pytest.mark.parametrize("slot", [1, 2, 3, 4, 5])
def test_a_right_and_a_wrong_save_are_answered_alike(
    client, learner, quiz, accept, slot
):
    client.force_login(learner)
    attempt = make.make_attempt(learner, quiz)
    place = url("attempt_question", attempt.reference, slot)
    item = queries.items_with_keys(attempt)[slot - 1]
    values = make.right_responses()[slot], make.wrong_responses()[slot]

    replies, now = [], timezone.now()
    for value in values:
        attempt.items.filter(slot=slot).update(revision=0)
        attempt.items.get(slot=slot).responses.all().delete()
        data = {"response": value, "revision": 1}
        with time_machine.travel(now, tick=False):  # Expires tells the second
            reply = client.post(place, data, headers={"accept": accept})
        replies.append(
            (reply.status_code, masked(reply), sorted(reply.headers.items()))
        )

    verdicts = [
        grading.grade(queries.key_of(item), given)
        for given in (values if slot != 4 else [value[0] for value in values])
    ]
    assert [score.verdict for score in verdicts] == ["right", "wrong"]
    assert replies[0] == replies[1]
