"""What a first visit to a lesson costs on a slow line."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from courses.models import LessonPage
from tests.factories import content, courses as make

pytestmark = pytest.mark.xdist_group("page weight")

MOST_BYTES = 80 * 1024
MOST_REQUESTS = 10
FETCHED = re.compile(
    r'<(?:script|img|source)[^>]+src="(?P<src>[^"]+)"|'
    r'<link[^>]+rel="(?:stylesheet|icon|modulepreload)"[^>]+href="(?P<href>[^"]+)"|'
    r'<link[^>]+href="(?P<first>[^"]+)"[^>]+rel="(?:stylesheet|icon)"'
)
IMPORTED = re.compile(r'import\s[^"\']*["\']([^"\']+)["\']|url\("?([^")]+)"?\)')


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
    """A lesson that ships, with pictures, questions and words explained."""
    folder = tmp_path_factory.mktemp("content")
    content.make_content(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        content.load(folder)
        yield LessonPage.objects.get(locale__language_code="kk")
        transaction.set_rollback(True)
    shutil.rmtree(folder)


@dataclass(frozen=True)
class Visit:
    """What the browser asks for, with the bytes that travel; HTML goes as it is."""

    sizes: dict[str, int]

    def told(self) -> str:
        return "\n".join(f"{size:>7} {name}" for name, size in self.sizes.items())


def _static(address: str, folder: Path) -> tuple[int, str]:
    """Return the bytes that travel for a static file, and its text."""
    path = folder / address.removeprefix(settings.STATIC_URL)
    compressed = path.with_name(path.name + ".br")
    sent = compressed if compressed.exists() else path
    return sent.stat().st_size, path.read_text(errors="replace")


def visit(client, address: str, folder: Path) -> Visit:
    response = client.get(address)
    sizes = {address: len(response.content)}
    waiting = [next(filter(None, found)) for found in FETCHED.findall(response.text)]
    while waiting:
        name = waiting.pop()
        if name in sizes or name.startswith("data:"):
            continue
        assert name.startswith(settings.STATIC_URL), name
        sizes[name], text = _static(name, folder)
        if name.endswith((".js", ".css")):
            base = name.rpartition("/")[0]
            found = (a or b for a, b in IMPORTED.findall(text))
            waiting += [f"{base}/{each}" for each in found if each[:5] != "data:"]
    return Visit(sizes)


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize("is_learner", [False, True])
def test_a_first_visit_to_a_lesson_is_light(db, lesson, served, code, is_learner):
    client = Client()
    if is_learner:
        client.force_login(make.make_person())

    found = visit(client, make.in_language(lesson, code).get_url(), served)

    assert sum(found.sizes.values()) <= MOST_BYTES, found.told()
    assert len(found.sizes) <= MOST_REQUESTS, found.told()
    assert any(name.endswith(".css") for name in found.sizes)
