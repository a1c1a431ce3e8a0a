"""Quotation marks inside quotation marks."""

import pytest

from core.quotes import inside_quotes, quoted_list


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("«Бірге» жобасы", "kk", "„Бірге“ жобасы"),
        ("Проект «Вместе»", "ru", "Проект „Вместе“"),
        ("The “Together” project", "en", "The ‘Together’ project"),
        ("«Бірге» жобасы", "en", "«Бірге» жобасы"),
        ("The “Together” project", "ru", "The “Together” project"),
        ("Без кавычек", "ru", "Без кавычек"),
    ],
)
def test_a_text_inside_quotes_has_the_inner_marks(text, language, shown):
    assert inside_quotes(text, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("kk", "«А», «„Б“ не?»"), ("ru", "«А», «„Б“ не?»"), ("en", "“А”, “«Б» не?”")],
)
def test_a_list_of_titles_has_each_in_its_marks(language, shown):
    assert quoted_list(["А", "«Б» не?"], language) == shown
