"""The order of words in a list that people read: the Kazakh alphabet, Russian in it."""

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACES = {letter: chr(0x3000 + place) for place, letter in enumerate(ALPHABET)}


def sort_key(text: str) -> str:
    """Return what to sort a text by; code points would put Ә, Қ and Ұ after Я."""
    return "".join(_PLACES.get(letter, letter) for letter in text.lower())
