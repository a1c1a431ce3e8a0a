"""YAML as content files use it."""

from datetime import date

import pytest

from core.formats import front_matter
from core.formats.front_matter import Row

HEAD = {
    "key": "A2.1",
    "title": "Құпиясөз: ұзын әрі жеңіл",
    "drafted_on": date(2026, 11, 20),
    "minutes": 15,
    "story": None,
    "outcomes": ["бір", "екі"],
    "kinds": Row(["lesson", "quiz"]),
}
TEXT = """\
---
key: A2.1
title: 'Құпиясөз: ұзын әрі жеңіл'
drafted_on: 2026-11-20
minutes: 15
story: null
outcomes:
  - бір
  - екі
kinds: [lesson, quiz]
---

## Тақырып
"""


def test_a_file_is_written_in_one_stable_form():
    assert front_matter.join(HEAD, "## Тақырып\n") == TEXT


def test_a_file_written_and_split_is_the_same():
    head, body = front_matter.split(TEXT)

    assert head == HEAD
    assert body == "## Тақырып\n"


def test_a_ruler_in_the_body_belongs_to_the_body():
    _head, body = front_matter.split(TEXT + "\n---\nend\n")

    assert body == "## Тақырып\n\n---\nend\n"


def test_long_lines_stay_whole():
    line = "сөз " * 400 + "соңы"

    assert front_matter.dump({"summary": line}) == f"summary: {line}\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [("2026-02-05", date(2026, 2, 5)), ("2026-02", "2026-02"), ("", None)],
)
def test_only_a_full_day_is_a_date(text, value):
    assert front_matter.day(text) == value
