"""What is kept for everybody holds nothing of anybody."""

import datetime
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from accounts.models import Person
from certificates.models import Certificate
from home.models import NewsIndexPage, NewsPage
from quizzes.models import Attempt
from tests.caches import cached
from tests.factories import quizzes as make
from tests.factories.accounts import PASSWORD, make_person_with_email
from tests.factories.certificates import make_certificate

LANGUAGES = ("kk", "ru", "en")
_numbers = count(1_918_273_645)
"""Ids that no revision, count or moment happens to be."""


@dataclass
class Browsing:
    """A person at a browser, and what would tell of them."""

    person: Person
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    tokens: set = field(default_factory=set)

    def get(self, path: str):
        response = self.client.get(path)
        assert response.status_code in (200, 302), path
        self._note(response)
        return response

    def post(self, path: str, data=None):
        token = self.client.cookies["csrftoken"].value
        sent = {**(data or {}), "csrfmiddlewaretoken": token}
        response = self.client.post(
            path, sent, headers={"referer": "http://testserver"}
        )
        assert response.status_code in (200, 302), path
        self._note(response)
        return response

    def _note(self, response) -> None:
        self.tokens.add(self.client.cookies["csrftoken"].value)
        if "csrf_token" in (response.context or {}):
            self.tokens.add(str(response.context["csrf_token"]))
        if "sessionid" in self.client.cookies:
            self.tokens.add(self.client.cookies["sessionid"].value)

    def traces(self) -> dict[str, bytes]:
        """Return what must not be found, as it would stand in a cache."""
        person = Person.objects.get(pk=self.person.pk)
        names = ("username", "first_name", "last_name", "email", "phone", "password")
        found = {name: str(getattr(person, name)).encode() for name in names}
        found["id"] = person.pk.to_bytes(4, "little")
        found["id in words"] = str(person.pk).encode()
        for number, token in enumerate(self.tokens):
            found[f"token {number}"] = token.encode()
        for model in (Attempt, Certificate):
            for row in model.objects.filter(person=person):
                found |= _of_reference(model.__name__, row.reference)
        return found


def _of_reference(name: str, reference: UUID) -> dict[str, bytes]:
    return {
        f"{name}": str(reference).encode(),
        f"{name} in hex": reference.hex.encode(),
        f"{name} as a number": reference.int.to_bytes(16, "little"),
    }


def make_browsing(name: str, **kwargs) -> Browsing:
    number = next(_numbers)
    person = make_person_with_email(
        f"{name.lower()}-{number}@example.kz",
        pk=number,
        username=f"{name.lower()}-{number}",
        first_name=f"{name}құпия",
        last_name=f"{name}ованың",
        phone=f"+7701{number % 10**7:07}",
        **kwargs,
    )
    return Browsing(person)


@pytest.fixture
def school(db):
    school = make.make_school()
    home = make.make_home()
    index = NewsIndexPage(title="Жаңалықтар", slug="news", locale=home.locale)
    news = NewsPage(
        title="Жаңалық",
        slug="item",
        summary="Не болды.",
        published_on=datetime.date(2026, 11, 24),
        locale=home.locale,
    )
    make.published(make.published(home, index), news)
    return school


def addresses(school, code: str) -> list[str]:
    course = f"/{code}/courses/{school.course.slug}/"
    places = ["", "courses/", "news/", "news/item/", "search/?q=Сабақ", "my-learning/"]
    places += ["account/", "verify/"]
    units = [f"{course}{page.slug}/" for page in (school.lesson, school.quiz)]
    return [f"/{code}/{place}" for place in places] + [course, *units]


def browse(browsing: Browsing, school) -> None:
    """Look at everything and learn a little, in every language."""
    for code in LANGUAGES:
        for path in addresses(school, code):
            browsing.get(path)
    with override("kk"):
        lesson, quiz = school.lesson.translation_key, school.quiz.translation_key
        browsing.post(reverse("enrol", args=[school.course.translation_key]))
        browsing.post(reverse("finish_unit", args=[lesson]))
        browsing.post(reverse("start_attempt", args=[quiz]))
        attempt = Attempt.objects.get(person=browsing.person)
        for slot, response in make.right_responses().items():
            question = reverse("attempt_question", args=[attempt.reference, slot])
            browsing.get(question)
            browsing.post(question, {"response": response, "revision": 1})
        browsing.post(reverse("submit_attempt", args=[attempt.reference]))
        browsing.get(reverse("attempt_result", args=[attempt.reference]))
    for path in addresses(school, "ru"):
        browsing.get(path)


def found_in_caches(traces: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (key, name)
        for key, stored in cached()
        for name, trace in traces.items()
        if trace and trace in stored
    ]


def test_a_trace_would_be_found(db):
    browsing = make_browsing("Зере")
    attempt = UUID("6b4b2f0a-6f0e-4a57-a4c4-0f9f0b3d9f51")
    caches["copies"].set("person", browsing.person)
    caches["copies"].set("owner", {"owner_id": browsing.person.pk})
    caches["default"].set("attempt", [attempt])

    found = found_in_caches(browsing.traces() | _of_reference("Attempt", attempt))

    assert {name for key, name in found if "person" in key} >= {
        *("username", "first_name", "last_name", "email", "phone", "password", "id"),
    }
    assert [name for key, name in found if "owner" in key] == ["id"]
    assert [name for key, name in found if ":attempt" in key] == ["Attempt as a number"]


def test_shared_caches_hold_nothing_personal(school):
    editor = make_browsing("Еділ", is_staff=True, is_superuser=True)
    Page.objects.filter(depth__gt=1).update(owner=editor.person)
    people = [make_browsing("Айгүл"), make_browsing("Болат"), editor]
    make_certificate(people[0].person)

    for browsing in people:
        browsing.get("/kk/account/sign-in/")
        signed_in = {"login": browsing.person.username, "password": PASSWORD}
        browsing.post("/kk/account/sign-in/", signed_in)
        browse(browsing, school)

    kept = [key for key, _stored in cached()]
    assert any("page:" in key for key in kept)
    assert any("lesson" in key for key in kept)
    assert any("allauth:rl" in key for key in kept)
    assert len(kept) > 40
    for browsing in people:
        assert len(browsing.tokens) > 10
        assert found_in_caches(browsing.traces()) == []
