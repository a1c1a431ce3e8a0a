"""Figures that change at the desk: one that lessons quote keeps its name and stays."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonPage, ReferenceValue
from tests.courses.test_values import make_value, quoting
from tests.factories import courses as make
from tests.factories.desk import form_of, make_staff

LIST = "wagtailsnippets_courses_referencevalue:list"


@pytest.fixture
def moderator(client, db):
    client.force_login(make_staff("moderator"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def mci(db):
    return make_value("mci")


def address(act: str, figure) -> str:
    return reverse(f"wagtailsnippets_courses_referencevalue:{act}", args=[figure.pk])


def bulk_address(*figures) -> str:
    rows = "&".join(f"id={figure.pk}" for figure in figures)
    delete = reverse(
        "wagtail_bulk_action", args=["courses", "referencevalue", "delete"]
    )
    return f"{delete}?{rows}"


def drafted(lesson, html: str) -> LessonPage:
    """Give a lesson a newer draft; what is published stays."""
    lesson.body = [("text", html)]
    lesson.save_revision()
    return lesson


def test_a_figure_that_no_lesson_quotes_can_be_deleted(moderator, mci):
    other = make_value("mci-2")
    quoting("<p>{value:mci-2}</p>", title="Another")

    moderator.post(address("delete", mci))

    assert list(ReferenceValue.objects.all()) == [other]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_quoted_figure_is_not_deleted_and_its_lessons_are_named(
    moderator, mci, method
):
    quoting(title="First")
    quoting(title="Second")

    response = getattr(moderator, method)(address("delete", mci), follow=True)

    assert response.redirect_chain[-1][0] == reverse(LIST)
    assert "“mci en” stays" in response.text
    assert "Take it out of them first: “First”, “Second”." in response.text
    assert ReferenceValue.objects.exists()


def test_a_figure_that_only_a_draft_quotes_is_not_deleted(moderator, mci):
    drafted(make.make_lesson(title="Drafted"), "<p>{value:mci}</p>")

    response = moderator.post(address("delete", mci), follow=True)

    assert "“Drafted”." in response.text
    assert ReferenceValue.objects.exists()


def test_a_figure_that_a_draft_no_longer_quotes_stays_while_it_is_shown(moderator, mci):
    drafted(quoting(title="Shown"), "<p>Gone</p>")

    assert "“Shown”." in moderator.post(address("delete", mci), follow=True).text


def test_a_figure_of_a_version_that_waits_to_be_published_stays(moderator, mci):
    lesson = drafted(make.make_lesson(title="Waiting"), "<p>{value:mci}</p>")
    waiting = lesson.latest_revision
    waiting.approved_go_live_at = timezone.now() + datetime.timedelta(days=1)
    waiting.save()
    drafted(lesson, "<p>Gone</p>")

    assert mci.quoted_in == ["Waiting"]


def test_a_lesson_is_named_once_in_the_language_of_the_desk(
    moderator, mci, django_capture_on_commit_callbacks
):
    lesson = quoting(title="Canary")
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(lesson, "en")

    text = moderator.post(address("delete", mci), follow=True).text

    assert "them first: “en: Canary”." in text


def test_of_several_the_quoted_one_keeps_all(moderator, mci):
    other = make_value("other")
    quoting(title="First")

    response = moderator.post(bulk_address(mci, other), follow=True)

    assert "“mci en” stays" in response.text
    assert ReferenceValue.objects.count() == 2


def test_whoever_may_not_delete_figures_learns_nothing_of_lessons(client, mci):
    quoting()
    client.force_login(make_staff("editor"))

    response = client.post(address("delete", mci), follow=True)

    assert "{value:mci}" not in response.text
    assert ReferenceValue.objects.exists()


def renamed(moderator, figure, key: str):
    form = form_of(moderator.get(address("edit", figure)), key=key)
    return moderator.post(address("edit", figure), form)


def test_a_quoted_figure_keeps_its_short_name(moderator, mci):
    quoting(title="First")

    response = renamed(moderator, mci, "index")

    (said,) = response.context["form"].errors["key"]
    assert said == "Lessons quote {value:mci}: “First”. Keep the short name."
    assert ReferenceValue.objects.get().key == "mci"


def test_a_figure_that_no_lesson_quotes_may_be_renamed(moderator, mci):
    response = renamed(moderator, mci, "index")

    assert response.status_code == 302
    assert ReferenceValue.objects.get().key == "index"
