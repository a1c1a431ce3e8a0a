"""What an editor sees of a page before anybody else does: every type, old and new."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.models import ViewedPage
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from quizzes.models import QuizPage
from tests.factories import courses as make, quizzes as make_quizzes

TYPES = (
    HomePage,
    ContentPage,
    NewsIndexPage,
    NewsPage,
    CataloguePage,
    CoursePage,
    ModulePage,
    LessonPage,
    QuizPage,
)


@pytest.fixture
def pages(db) -> dict:
    """One published page of each type."""
    home = make.make_home()
    course = make.make_course(home)
    news = make.published(
        home, NewsIndexPage(title="Жаңалықтар", slug="news", locale=home.locale)
    )
    body = [make.heading("Бөлім"), make.paragraph("Мәтін.")]
    item = NewsPage(
        title="Хабар",
        slug="item",
        summary="Не болды.",
        body=body,
        published_on=date(2026, 11, 24),
        locale=home.locale,
    )
    plain = ContentPage(title="Бет", slug="plain", body=body, locale=home.locale)
    module = ModulePage(title="Модуль", slug="module", locale=home.locale)
    found = [
        home,
        course.get_parent().specific,
        course,
        news,
        make.published(home, plain),
        make.published(news, item),
        make.published(course, module),
        make.make_lesson(course, body=body),
        make_quizzes.make_quiz(course),
    ]
    return {type(page): page for page in found}


@pytest.fixture
def editor(client, db):
    person = make.make_superuser()
    client.force_login(person)
    return person


def test_every_type_of_page_is_tried(pages):
    ours = {model for model in apps.get_models() if issubclass(model, ViewedPage)}

    assert ours == set(TYPES) == set(pages)


@pytest.mark.parametrize("model", TYPES)
def test_a_draft_is_shown_as_it_will_be_read(client, editor, pages, model):
    page = pages[model]
    page.title = "Жаңа атау"
    page.save_revision()

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert response.status_code == 200
    assert "Жаңа атау" in response.text
    assert "Жаңа атау" not in client.get(page.url).text


QUESTION = {
    "prompt": "Қайсысы?",
    "ref": "",
    "max_score": "1",
    "outcome": "",
    "section": "",
    "read_again": "",
    "answer": "true",
    "feedback_correct": "",
    "feedback_other": "",
}
BODY = streamfield([("heading", "Бөлім"), ("text", rich_text("<p>Мәтін.</p>"))])
UNSAVED = {
    ContentPage: (HomePage, {"body": BODY, "summary": "Не туралы."}),
    NewsPage: (
        NewsIndexPage,
        {
            "body": BODY,
            "summary": "Не болды.",
            "published_on": "2026-11-24",
            "category": "event",
            "reading_minutes": "2",
        },
    ),
    CoursePage: (
        CataloguePage,
        {"summary": "Не туралы.", "outcomes": streamfield([])},
    ),
    ModulePage: (CoursePage, {}),
    LessonPage: (
        CoursePage,
        {
            "body": BODY,
            "outcomes": streamfield([("outcome", "Білесіз")]),
            "sources": streamfield([]),
            "minutes": "10",
        },
    ),
    QuizPage: (
        CoursePage,
        {
            "questions": streamfield([("true_false", QUESTION)]),
            "pass_mark": "70",
            "minutes": "10",
        },
    ),
}


@pytest.mark.parametrize("model", UNSAVED)
def test_a_page_that_was_never_saved_can_be_looked_at(client, editor, pages, model):
    parent, fields = UNSAVED[model]
    track = pages[CoursePage].track.pk
    given = {"title": "Ең жаңа", "slug": "newest", "track": track, **fields}
    kind = (model._meta.app_label, model._meta.model_name, pages[parent].pk)
    address = reverse("wagtailadmin_pages:preview_on_add", args=kind)

    kept = client.post(address, nested_form_data(given)).json()
    response = client.get(address)

    assert kept["is_valid"]
    assert response.status_code == 200
    assert "Ең жаңа" in response.text
