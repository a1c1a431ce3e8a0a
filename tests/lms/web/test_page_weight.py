"""What a first visit to a lesson or quiz costs, as the bench weighs it."""

import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from benchmarks.weights import Weight, weigh
from courses.models import LessonPage
from quizzes.models import Attempt, QuizPage
from tests.factories import content, courses as make

MOST_BYTES = 80 * 1024
MOST_REQUESTS = 10


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Static files as a server hands them out: joined, hashed, compressed."""
    folder = tmp_path_factory.mktemp("static")
    backend = {"BACKEND": "core.storage.JoinedStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=folder,
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES={**settings.STORAGES, "staticfiles": backend},
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.fixture(scope="module")
def lesson(tmp_path_factory, django_db_setup, django_db_blocker, served):
    """A lesson that ships with its quiz; it has drawings, questions and terms."""
    folder = tmp_path_factory.mktemp("content")
    content.make_content(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        content.load(folder)
        yield LessonPage.objects.get(locale__language_code="kk")
        transaction.set_rollback(True)
    shutil.rmtree(folder)


@pytest.fixture
def quiz(db, lesson):
    return QuizPage.objects.get(locale__language_code="kk")


def reply(head: str, body: bytes) -> bytes:
    return f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body


def fetching(client: Client, folder: Path):
    """Return a way to fetch an address as a browser would, heads included."""

    def fetch(address: str, _headers=None) -> bytes:
        if address.startswith(settings.STATIC_URL):
            return _static(folder / address.removeprefix(settings.STATIC_URL))
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert response.status_code == 200, address
        content = b"".join(response.streaming_content) if response.streaming else None
        lines = [f"{name}: {value}" for name, value in response.items()]
        lines += [response.cookies.output()]
        return reply("\r\n".join(lines), content or response.content)

    return fetch


def _static(path: Path) -> bytes:
    compressed = path.with_name(path.name + ".br")
    if compressed.exists():
        return reply("Content-Encoding: br", compressed.read_bytes())
    return reply("Content-Type: application/octet-stream", path.read_bytes())


def assert_light(weight: Weight) -> None:
    told = str(asdict(weight))
    assert 0 < weight.total <= MOST_BYTES, told
    assert 1 < weight.requests <= MOST_REQUESTS, told
    assert weight.css > 1000, told
    assert 1000 < weight.html < weight.html_uncompressed, told


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize("is_learner", [False, True])
@pytest.mark.parametrize("kind", ["lesson", "quiz"])
def test_a_first_visit_is_light(db, lesson, quiz, served, kind, code, is_learner):
    client = Client()
    if is_learner:
        client.force_login(make.make_person())
    page = make.in_language({"lesson": lesson, "quiz": quiz}[kind], code)

    assert_light(weigh(fetching(client, served), page.get_url()))


def test_a_first_visit_to_every_question_is_light(db, quiz, served):
    client = Client()
    client.force_login(make.make_person())
    with override("kk"):
        client.post(reverse("start_attempt", args=[quiz.translation_key]))
    attempt = Attempt.objects.get()

    assert attempt.question_count > 1
    for slot in range(1, attempt.question_count + 1):
        with override("kk"):
            address = reverse("attempt_question", args=[attempt.reference, slot])
        weight = weigh(fetching(client, served), address)
        assert_light(weight)
        assert weight.js > 0
