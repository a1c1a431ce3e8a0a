"""The translator's screen: from one language straight to the next."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from core import translating
from tests.factories import courses as make
from tests.factories.desk import make_staff


@pytest.fixture
def lesson(db):
    return make.make_lesson(title="Сабақ", body=[make.paragraph("Мәтін.")])


@pytest.fixture
def editor(client, lesson):
    client.force_login(make_staff("editor"))
    client.cookies["language"] = "en"
    return client


def _begin(lesson, code: str):
    locale = Locale.objects.get(language_code=code)
    return translating.begin_translation(page=lesson, locale=locale)


def _publish(client, translation, code: str):
    """Translate every text on the screen, and press the button that publishes."""
    passages = translating._all(translating.passages_of(translation))
    texts = {passage.name: f"{code}: {passage.source}" for passage in passages}
    address = reverse("translate_page", args=[translation.get_target_instance().pk])
    return client.post(address, {**texts, "publish": "1"})


def test_the_next_language_opens_when_one_is_published(editor, lesson):
    english = _begin(lesson, "en")
    russian = make.in_language(lesson, "ru")

    response = _publish(editor, english, "en")

    assert response.url == reverse("translate_page", args=[russian.pk])
    page = editor.get(response.url).content.decode()
    assert "Next language: Russian." in page
    assert 'lang="ru"' in page


def test_a_language_that_was_begun_is_gone_on_with(editor, lesson):
    english, russian = _begin(lesson, "en"), _begin(lesson, "ru")

    response = _publish(editor, english, "en")

    opened = russian.get_target_instance().pk
    assert response.url == reverse("translate_page", args=[opened])


def test_the_last_language_leads_nowhere_else(editor, lesson):
    english, russian = _begin(lesson, "en"), _begin(lesson, "ru")
    editor.get(_publish(editor, english, "en").url)

    response = _publish(editor, russian, "ru")

    own = russian.get_target_instance()
    assert response.url == reverse("translate_page", args=[own.pk])
    assert own.live
    assert "Next language" not in editor.get(response.url).content.decode()


def test_who_may_not_translate_begins_no_other_language(editor, lesson):
    english = _begin(lesson, "en")
    group = editor.get("/admin/").wsgi_request.user.groups.get()
    group.permissions.filter(codename="submit_translation").delete()

    response = _publish(editor, english, "en")

    own = english.get_target_instance().pk
    assert response.url == reverse("translate_page", args=[own])
    assert make.in_language(lesson, "ru").alias_of_id == lesson.pk
