"""What editors and others see of courses at the desk, and may do there."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from courses.models import CoursePage, LessonPage
from tests.factories import courses as make
from tests.factories.desk import choices_of, form_of, make_staff, stream

PUBLISH = {"action-publish": "1"}
HOME = "/admin/"


@pytest.fixture
def course(db):
    return make.make_course()


@pytest.fixture
def lesson(course):
    return make.make_lesson(course, title="Сабақ")


@pytest.fixture
def as_role(client, db):
    """Sign somebody in who has a role, or none."""

    def sign_in(role: str):
        person = make_staff(role) if role else make.make_person()
        client.force_login(person)
        return client

    return sign_in


def _edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _new_course(client, course, **kwargs):
    parent = course.get_parent()
    address = reverse(
        "wagtailadmin_pages:add", args=["courses", "coursepage", parent.pk]
    )
    form = form_of(client.get(address), **stream("outcomes"))
    return client.post(address, {**form, **PUBLISH, **kwargs})


def _checked(*choices: tuple[str, bool]) -> dict:
    """A lesson's body with one check question of these choices."""
    question = {"ref": "q", "prompt": "Canary prompt?", "choices": choices_of(choices)}
    body = stream("body", ("heading", "Canary heading"), ("question", question))
    return {**body, **stream("outcomes"), **stream("sources")}


# --- Publishing -------------------------------------------------------------------


def test_an_editor_publishes_a_course_from_the_desk(as_role, course):
    client = as_role("editor")

    response = _new_course(
        client,
        course,
        title="Жаңа курс",
        slug="new-course",
        summary="Не туралы.",
        track=course.track_id,
    )

    assert response.status_code == 302
    assert CoursePage.objects.get(slug="new-course", locale=course.locale).live


def test_a_course_without_a_summary_is_shown_again_as_it_was_typed(as_role, course):
    client = as_role("editor")

    response = _new_course(
        client, course, title="Canary title", slug="new", track=course.track_id
    )

    assert set(response.context["form"].errors) == {"summary"}
    assert 'value="Canary title"' in response.content.decode()
    page = BeautifulSoup(response.content, "html.parser")
    said = page.find(id=re.compile("summary-errors$"))
    assert said.text.strip() == str(response.context["form"].errors["summary"][0])
    assert page.find("textarea", id="id_summary").has_attr("aria-invalid")
    assert not CoursePage.objects.filter(title="Canary title").exists()


def test_a_check_question_without_a_right_choice_is_not_published(as_role, lesson):
    client = as_role("editor")
    form = form_of(client.get(_edit(lesson)), title="Canary title")

    response = client.post(
        _edit(lesson), {**form, **_checked(("one", False), ("two", False)), **PUBLISH}
    )

    assert set(response.context["form"].errors) == {"body"}
    page = response.content.decode()
    assert "Canary prompt?" in page
    assert "Canary heading" in page
    assert 'value="Canary title"' in page
    assert LessonPage.objects.get(pk=lesson.pk).title == "Сабақ"


def test_a_check_question_with_a_right_choice_is_published(as_role, lesson):
    client = as_role("editor")
    form = form_of(client.get(_edit(lesson)))

    response = client.post(
        _edit(lesson), {**form, **_checked(("one", True), ("two", False)), **PUBLISH}
    )

    assert response.status_code == 302
    body = LessonPage.objects.get(pk=lesson.pk).body
    assert [block.block_type for block in body] == ["heading", "question"]


def test_a_locked_lesson_waits_for_whoever_locked_it(as_role, lesson):
    client = as_role("moderator")
    client.post(reverse("wagtailadmin_pages:lock", args=[lesson.pk]))
    client = as_role("editor")
    form = form_of(client.get(_edit(lesson)), title="Canary title")

    client.post(
        _edit(lesson), {**form, **_checked(("one", True), ("two", False)), **PUBLISH}
    )

    assert LessonPage.objects.get(pk=lesson.pk).title == "Сабақ"


# --- Who may ----------------------------------------------------------------------


@pytest.mark.parametrize("role", ["organiser", "facilitator", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_edits_no_pages_opens_no_lesson(as_role, lesson, role, method):
    client = as_role(role)

    response = getattr(client, method)(
        _edit(lesson), {"title": "Canary title", **PUBLISH}
    )

    if role:  # Wagtail answers a refusal with a way back to its first page
        assert (response.status_code, response.url) == (302, HOME)
    else:
        assert response.status_code == 403
    assert LessonPage.objects.get(pk=lesson.pk).title == "Сабақ"


@pytest.mark.parametrize("role", ["organiser", "facilitator"])
def test_who_edits_no_pages_adds_no_course(as_role, course, role):
    client = as_role(role)
    parent = course.get_parent()
    before = Page.objects.count()

    response = client.post(
        reverse("wagtailadmin_pages:add", args=["courses", "coursepage", parent.pk]),
        {"title": "Canary title", "summary": "x", **PUBLISH},
    )

    assert (response.status_code, response.url) == (302, HOME)
    assert Page.objects.count() == before


@pytest.mark.parametrize(
    ("role", "may"),
    [("editor", False), ("moderator", True), ("administrator", True)],
)
def test_tracks_are_changed_by_those_who_answer_for_them(as_role, course, role, may):
    client = as_role(role)
    address = reverse("wagtailsnippets_courses_track:edit", args=[course.track_id])

    response = client.get(address)

    assert (response.status_code == 200) is may


@pytest.mark.parametrize(
    ("role", "may"),
    [("editor", False), ("facilitator", False), ("organiser", True)],
)
def test_only_organisers_see_who_is_enrolled(as_role, course, role, may):
    make.make_enrolment(make.make_person(last_name="Canary"), course)
    client = as_role(role)

    response = client.get(reverse("enrolment:index"))

    assert ("Canary" in response.content.decode()) is may
    assert response.status_code == (200 if may else 302)


# --- Quoted figures ---------------------------------------------------------------


def _errors_in(response, name: str) -> dict:
    """What the desk hands to the blocks of a field: faults by their place."""
    page = BeautifulSoup(response.content, "html.parser")
    given = page.find(id=name, attrs={"data-block": True})
    return json.loads(given["data-w-block-arguments-value"])[1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("kk", "«gone» деген көрсеткіш жоқ"),
        ("ru", "Показателя «gone» нет"),
        ("en", "No figure is called “gone”"),
    ],
)
def test_a_wrong_name_of_a_figure_is_told_at_its_block(as_role, lesson, code, said):
    client = as_role("editor")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    form = form_of(client.get(_edit(lesson)))
    items = [{"ref": "", "text": text} for text in ("Fine", "{value:gone}")]
    body = stream("body", ("heading", "Fine"), ("checklist", {"items": items}))
    body |= {**stream("outcomes"), **stream("sources")}

    response = client.post(_edit(lesson), {**form, **body, **PUBLISH})

    errors = _errors_in(response, "body")
    assert set(errors) == {"blockErrors"}
    assert set(errors["blockErrors"]) == {"1"}
    items = errors["blockErrors"]["1"]["blockErrors"]["items"]["blockErrors"]
    assert set(items) == {"1"}
    assert said in items["1"]["blockErrors"]["text"]["messages"][0]


def test_the_text_of_a_lesson_says_how_to_quote_a_figure(as_role, lesson):
    client = as_role("editor")

    page = BeautifulSoup(client.get(_edit(lesson)).content, "html.parser")

    block = page.find(id="body", attrs={"data-block": True})["data-w-block-data-value"]
    assert "{value:mci}" in block
    assert reverse("wagtailsnippets_courses_referencevalue:list") in block


@pytest.mark.parametrize("typed", ["{value:mci}", "{Value: mci}"])
def test_an_outcome_that_quotes_a_figure_is_refused_where_it_stands(
    as_role, lesson, typed
):
    client = as_role("editor")
    form = form_of(client.get(_edit(lesson)))
    body = stream("outcomes", ("outcome", "Fine"), ("outcome", typed))
    body |= {**stream("body", ("heading", "Fine")), **stream("sources")}

    response = client.post(_edit(lesson), {**form, **body, **PUBLISH})

    assert set(_errors_in(response, "outcomes")["blockErrors"]) == {"1"}
