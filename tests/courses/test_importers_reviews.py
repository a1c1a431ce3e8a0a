"""A record of checks belongs to the text that was checked."""

import datetime

import pytest

from courses.components import lesson_for
from courses.importers import keep_review, key_for
from courses.models import LessonPage, TextReview
from tests.factories import content

pytestmark = pytest.mark.django_db
KEY = key_for("lesson", "A2.2")
CHECKED = {
    "status": "checked",
    "drafted_by": "machine",
    "drafted_on": datetime.date(2026, 11, 24),
    "language_checked_by": "A. Omarova",
    "language_checked_on": datetime.date(2027, 1, 20),
    "facts_checked_by": "B. Serik",
    "facts_checked_on": datetime.date(2027, 1, 22),
    "open_points": ["The limit of 2027"],
}
EMPTIED = dict.fromkeys(CHECKED) | {"status": "draft", "drafted_by": "machine"}


def _review() -> TextReview:
    return TextReview.objects.get(page_key=KEY, language="kk")


def test_keep_review_empties_what_the_file_sets_back_to_null():
    keep_review(KEY, "kk", CHECKED, "old text")

    keep_review(KEY, "kk", EMPTIED, "new text")

    kept = _review()
    assert (kept.digest, kept.is_checked) == ("new text", False)
    assert (kept.language_checked_by, kept.language_checked_on) == ("", None)
    assert (kept.facts_checked_by, kept.facts_checked_on) == ("", None)
    assert (kept.drafted_by, kept.drafted_on, kept.open_points) == ("machine", None, [])


def test_keep_review_leaves_old_checks_with_the_old_text():
    keep_review(KEY, "kk", CHECKED, "old text")

    keep_review(KEY, "kk", CHECKED, "new text")
    keep_review(KEY, "kk", CHECKED, "newer text")

    assert _review().digest == "old text"


def test_keep_review_takes_new_checks_for_the_new_text():
    keep_review(KEY, "kk", CHECKED, "old text")

    again = CHECKED | {"language_checked_on": datetime.date(2027, 6, 1)}
    keep_review(KEY, "kk", again, "new text")

    assert (_review().digest, _review().is_checked) == ("new text", True)


def _write(path, checks: str, ending: str = "") -> None:
    text = path.read_text()
    for name in ("language_checked", "facts_checked"):
        text = text.replace(f"{name}_by: null", f"{name}_by: {checks}")
    path.write_text(text + ending)


def _is_checked() -> bool:
    page = LessonPage.objects.get(translation_key=KEY, locale__language_code="kk")
    return lesson_for(page).is_checked


def test_a_changed_lesson_file_counts_as_unchecked(tmp_path):
    lesson = content.make_content(tmp_path)
    plain = (lesson / "kk.md").read_text()
    _write(lesson / "kk.md", "A. Omarova")
    content.load(tmp_path)
    assert _is_checked()

    (lesson / "kk.md").write_text(plain.replace("## ", "## Жаңа: ", 1))
    content.load(tmp_path)

    assert not _is_checked()
