"""Whoever chooses a block for a lesson sees what it will look like."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from courses.models import LessonPage
from tests.factories.desk import make_staff

BLOCKS = LessonPage._meta.get_field("body").stream_block.child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_of_a_lesson_has_a_preview(client, db, name):
    client.force_login(make_staff("editor"))
    block = BLOCKS[name]

    response = client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )

    assert block.is_previewable
    page = BeautifulSoup(response.content, "html.parser")
    assert page.body.find(class_="prose").text.strip()
    for picture in page.find_all("img"):
        assert picture["src"]
