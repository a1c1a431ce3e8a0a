"""A text with marks of quotation, made ready to stand inside such marks itself."""

from collections.abc import Iterable

_OUTER = {"en": "“{}”"}
_INNER = {
    "kk": str.maketrans("«»", "„“"),
    "ru": str.maketrans("«»", "„“"),
    "en": str.maketrans("“”", "‘’"),
}
"""What the outer marks of a language become inside themselves."""


def inside_quotes(text: str, language: str) -> str:
    """Return a text whose own marks are the inner ones of the language around it."""
    return str(text).translate(_INNER.get(language, {}))


def quoted_list(texts: Iterable[str], language: str) -> str:
    """Return texts one after another, each in the quotation marks of a language."""
    outer = _OUTER.get(language, "«{}»")
    return ", ".join(outer.format(inside_quotes(text, language)) for text in texts)
