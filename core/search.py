"""Search that forgives how Kazakh is typed: both text and query are folded alike."""

import re
import unicodedata

from wagtail.search import index

# domain.md 7.6: Kazakh letters to the Russian ones people type instead, Latin
# look-alikes inside Cyrillic words, and letters that are heard alike.
_LETTERS = str.maketrans("әғқңөұүһіёйыэ", "агкноуухиеииe".replace("e", "е"), "ъь")
_LOOK_ALIKES = str.maketrans("aceiopxyhkmtb", "асеиорхункмтв")
_NUMBERS = re.compile(r"[\d_]+")
_WORD = re.compile(r"\w+", re.UNICODE)
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]")


def fold_word(word: str) -> str:
    """Return one word in lower case with like letters made one."""
    word = word.lower()
    if _CYRILLIC.search(word):
        word = word.translate(_LOOK_ALIKES)
    return word.translate(_LETTERS).replace("нг", "н")


def fold(text: str) -> str:
    """Return the words of a text, folded, with single spaces between them."""
    text = unicodedata.normalize("NFC", text)
    return " ".join(fold_word(word) for word in _WORD.findall(text))


def fold_secret(text: str) -> str:
    """Return the words of a secret as they are compared: folded, without numbers.

    A word typed in Latin look-alikes from first to last letter is still the word.
    """
    return fold(_NUMBERS.sub(" ", text)).translate(_LOOK_ALIKES)


class FoldedPage:
    """Gives a page type its folded text; the type says what `search_text` is."""

    def search_text(self) -> str:
        return ""

    def folded_title(self) -> str:
        return fold(self.title)

    def folded_text(self) -> str:
        return fold(f"{self.title} {self.search_text()}")


def searchable(stream) -> list[str]:
    """Return the texts of a StreamField that search may look into."""
    return stream.stream_block.get_searchable_content(stream)


SEARCH_FIELDS = [
    index.AutocompleteField("folded_title"),
    index.AutocompleteField("folded_text"),
    index.SearchField("folded_title", boost=4),
    index.SearchField("folded_text"),
]
