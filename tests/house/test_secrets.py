"""Answer keys stay where they are: in no index, no API, no template."""

import json
import re

from django.apps import apps as django_apps
from django.conf import settings
from django.urls import get_resolver
from wagtail.models import Page
from wagtail.search import index

from quizzes.models import QuestionVersion, QuizPage
from tests.house.repository import texts

CANARY = "канарка7319"
QUESTIONS = [
    {
        "type": "single_choice",
        "id": "6ff1a1f5-6a15-4b0e-9f8f-0c5fa7f5d1c3",
        "value": {
            "prompt": "?",
            "choices": [
                {"type": "item", "value": {"text": CANARY, "is_correct": True}},
                {"type": "item", "value": {"text": "b", "feedback": CANARY}},
            ],
        },
    }
]
KEY_IN_TEMPLATE = re.compile(
    r"\b(?:is_correct|answer_key|tolerance|feedback_correct|key_of|near_misses)\b"
)


def leaks(page: Page, canary: str) -> list[str]:
    """Return the search fields through which a word of a page's blocks gets out."""
    return [
        field.field_name
        for field in page.get_search_fields()
        if isinstance(field, index.SearchField | index.AutocompleteField)
        and canary.lower() in str(field.get_value(page)).lower()
    ]


def quiz(**values) -> QuizPage:
    """Return a page that was never near a database."""
    page = QuizPage.__new__(QuizPage)
    field = QuizPage._meta.get_field("questions")
    texts = {"title": "", "summary": "", "introduction": "", **values}
    page.__dict__.update(texts, questions=field.to_python(json.dumps(QUESTIONS)))
    return page


def test_leak_is_found():
    page = quiz(title=f"A {CANARY}")

    assert set(leaks(page, CANARY)) == {"title", "folded_title", "folded_text"}


def test_the_canary_sits_in_the_questions():
    assert CANARY in str(quiz().questions.get_prep_value())


def test_quiz_gives_no_word_of_its_questions_to_search():
    page = quiz()

    assert leaks(page, CANARY) == []
    assert CANARY not in page.search_text()
    assert "questions" not in [field.field_name for field in page.get_search_fields()]


def test_no_question_row_is_indexed():
    rows = [m for m in django_apps.get_models() if issubclass(m, QuestionVersion)]

    assert len(rows) > 4
    assert [row for row in rows if issubclass(row, index.Indexed)] == []


def test_there_is_no_api():
    names = {name.partition(".")[2] for name in settings.INSTALLED_APPS}
    routes = str(get_resolver().url_patterns)

    assert not [name for name in names if name.startswith("api")]
    assert "wagtailapi" not in routes


def test_no_type_of_page_offers_fields_to_an_api():
    pages = [m for m in django_apps.get_models() if issubclass(m, Page)]

    assert [page for page in pages if vars(page).get("api_fields")] == []


def keys_named(texts: dict[str, str]) -> list[str]:
    return [path for path, text in texts.items() if KEY_IN_TEMPLATE.search(text)]


def test_key_in_a_template_is_found():
    planted = {"a.html": "{% if choice.is_correct %}", "b.html": "{{ choice.text }}"}

    assert keys_named(planted) == ["a.html"]


def test_no_template_names_a_key():
    found = texts(r"templates/.*\.html|static/js/.*\.js")

    assert keys_named(found) == []
