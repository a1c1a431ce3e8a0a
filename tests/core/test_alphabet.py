"""Lists stand in the order of the alphabet."""

import random

from core.alphabet import ALPHABET, sort_key


def test_kazakh_words_stand_in_the_order_of_the_alphabet():
    words = ["Egov", "Ақмола", "Ақтөбе", "Атырау", "Әлия", "Бурабай", "Ұлытау", "Шиелі"]

    mixed = random.sample(words, len(words))

    assert sorted(mixed, key=sort_key) == words


def test_a_space_stands_before_every_letter():
    assert sort_key("Алматы қаласы") < sort_key("Алматылық")


def test_the_alphabet_has_its_42_letters():
    assert len(set(ALPHABET)) == len(ALPHABET) == 42
