"""Blocks that any page may use: what they refuse, what they keep to themselves."""

import pytest
from wagtail.blocks import StructBlockValidationError
from wagtail.rich_text import RichText

from core.blocks import PAGE_BLOCKS, CalloutBlock, KeyBlock


def callout(kind, valid_on=None):
    return CalloutBlock().to_python(
        {"kind": kind, "text": "<p>Мәтін.</p>", "valid_on": valid_on}
    )


@pytest.mark.parametrize("kind", ["remember", "care", "example"])
def test_a_callout_needs_no_day(kind):
    cleaned = CalloutBlock().clean(callout(kind))

    assert isinstance(cleaned["text"], RichText)
    assert cleaned["valid_on"] is None


def test_a_law_needs_the_day_on_which_it_was_read():
    with pytest.raises(StructBlockValidationError) as refused:
        CalloutBlock().clean(callout("law"))

    assert set(refused.value.block_errors) == {"valid_on"}
    assert CalloutBlock().clean(callout("law", "2026-02-05"))


def test_a_short_name_is_the_same_in_every_language_and_found_by_nobody():
    block = KeyBlock()

    assert block.get_translatable_segments("two-factor") == []
    assert block.restore_translated_segments("two-factor", []) == "two-factor"
    assert block.get_searchable_content("two-factor") == []


@pytest.mark.parametrize(
    ("name", "block"), PAGE_BLOCKS, ids=[n for n, _b in PAGE_BLOCKS]
)
def test_every_block_is_described_for_editors(name, block):
    assert block.meta.icon
    assert str(block.meta.label)
    assert str(block.meta.description).endswith(".")
    assert block.meta.template == f"blocks/{name}.html"
