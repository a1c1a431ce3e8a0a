"""The blocks of a lesson."""

import pytest
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError

from courses.blocks import LESSON_BLOCKS, CheckQuestionBlock
from courses.models import LessonPage
from tests.factories import courses as make


def question(*right: bool):
    choices = [
        {"ref": "", "text": f"Choice {n}", "is_correct": is_right, "feedback": "Why."}
        for n, is_right in enumerate(right)
    ]
    return CheckQuestionBlock().to_python(
        {"ref": "q", "prompt": "Check?", "choices": choices}
    )


@pytest.mark.parametrize("right", [(True, False), (True, True, False)])
def test_a_check_has_right_and_wrong_choices(right):
    assert CheckQuestionBlock().clean(question(*right))


@pytest.mark.parametrize("right", [(True, True), (False, False)])
def test_a_check_without_either_is_refused(right):
    with pytest.raises(StructBlockValidationError) as refused:
        CheckQuestionBlock().clean(question(*right))

    with override("en"):
        assert list(refused.value.non_block_errors) == [
            "Mark at least one right and one wrong choice."
        ]


def test_no_search_looks_into_a_check():
    block = CheckQuestionBlock()

    assert block.get_searchable_content(question(True, False)) == []


@pytest.mark.parametrize(
    ("name", "block"), LESSON_BLOCKS, ids=[name for name, _block in LESSON_BLOCKS]
)
def test_every_block_of_a_lesson_is_described_for_editors(name, block):
    assert block.meta.icon
    assert str(block.meta.description).endswith(".")


def test_a_digest_changes_with_everything_a_checker_reads(db):
    lesson = make.make_lesson()
    before = lesson.text_digest

    for name, value in (
        ("title", "Басқа"),
        ("summary", "Басқа."),
        ("body", [make.heading("Басқа")]),
        ("outcomes", [make.block("outcome", "Басқа")]),
    ):
        page = LessonPage.objects.get(pk=lesson.pk)
        setattr(page, name, value)
        assert page.text_digest != before, name

    lesson.minutes = 99
    assert lesson.text_digest == before
