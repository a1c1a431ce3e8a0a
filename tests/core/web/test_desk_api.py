"""The addresses of the desk that scripts call answer as JSON, in a browser too."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, StringSegment

from core import translating
from tests.factories import accounts, courses as make

AS_A_BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def translation(db):
    lesson = make.make_lesson(
        title="Сабақ", body=[make.paragraph('<a href="/x">y</a>')]
    )
    locale = Locale.objects.get(language_code="ru")
    return translating.begin_translation(page=lesson, locale=locale)


def _segment_addresses(translation) -> list[str]:
    segments = {
        "edit_string_translation": StringSegment,
        "edit_override": OverridableSegment,
    }
    return [
        reverse(
            f"wagtail_localize:{name}",
            args=[
                translation.pk,
                model.objects.filter(source=translation.source)[0].pk,
            ],
        )
        for name, model in segments.items()
    ]


def test_addresses_that_keep_texts_answer_a_browser(client, translation):
    client.force_login(accounts.make_superuser())

    answers = [
        client.get(address, headers=AS_A_BROWSER)
        for address in _segment_addresses(translation)
    ]

    assert [answer.status_code for answer in answers] == [405, 405]
    assert {answer.headers["Content-Type"] for answer in answers} == {
        "application/json"
    }


def test_addresses_of_snippets_answer_a_browser(client, db):
    client.force_login(accounts.make_superuser())
    track = make.make_track()
    name = "wagtail_localize:snippets_api"
    addresses = [
        reverse(f"{name}_listing", args=["courses", "track"]),
        reverse(f"{name}_detail", args=["courses", "track", track.pk]),
    ]

    answers = [client.get(address, headers=AS_A_BROWSER) for address in addresses]

    assert answers[1].json()["id"] == track.pk
    assert {answer.headers["Content-Type"] for answer in answers} == {
        "application/json"
    }


def test_the_api_of_pages_answers_a_browser(client, translation):
    client.force_login(accounts.make_superuser())

    answer = client.get(reverse("wagtailadmin_api:pages:listing"), headers=AS_A_BROWSER)

    assert answer.status_code == 200
    assert answer.json()["meta"]["total_count"] > 0
