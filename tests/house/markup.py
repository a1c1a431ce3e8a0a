"""Templates taken apart: what is words, what is markup, what is Django's."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

CLASS_BLOCK = ["block", "main_class"]
HIDDEN_TAGS = {"script", "style"}
SPOKEN = {"alt", "aria-label", "content", "label", "placeholder", "summary", "title"}
LETTER = re.compile(r"[^\W\d_]")
NAME = re.compile(r"[A-Za-z_]\w*")


def tokens(text: str) -> list[Token]:
    """Return Django's tokens; a tag over two lines is none to Django either."""
    return Lexer(text).tokenize()


def _passed_over(token: Token, until: str) -> str:
    """Return the tag that ends a stretch which holds no bare words, or nothing."""
    if token.token_type != TokenType.BLOCK:
        return until
    words = token.contents.split()
    if words[0] in {"blocktranslate", "blocktrans"} or words == CLASS_BLOCK:
        return f"end{words[0]}"
    return "" if words[0] == until else until


def markup_of(text: str) -> str:
    """Return a template as plain HTML: values become a word, tags nothing.

    What stands in a blocktranslate is left out; so is a block of class names.
    """
    parts, until = [], ""
    for token in tokens(text):
        until = _passed_over(token, until)
        if until:
            continue
        if token.token_type == TokenType.TEXT:
            parts.append(token.contents)
        elif token.token_type == TokenType.VAR:
            parts.append(f"_{'.'.join(NAME.findall(token.contents))}_")
    return "".join(parts)


def _is_said(name: str, value: str) -> bool:
    """Whether an attribute holds words for people; scripts show those in data-…."""
    return name in SPOKEN or (name.startswith("data-") and " " in value.strip())


class _Reader(HTMLParser):
    """Collects the words that a reader or a screen reader meets, and the controls."""

    def __init__(self):
        super().__init__()
        self.words, self.open, self.controls, self.labelled = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "label":
            self.labelled.add(values.get("for"))
        if tag in {"input", "select", "textarea"}:
            self.controls.append((tag, values, "label" in self.open))
        if tag != "meta" or values.get("name") in {"description", "author"}:
            self.words += [
                value for name, value in values.items() if _is_said(name, value)
            ]
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not HIDDEN_TAGS & set(self.open):
            self.words.append(data)


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup_of(text))
    reader.close()
    return reader


VALUE = re.compile(r"_[\w.]*_|&\w+;")


def bare_words(text: str) -> list[str]:
    """Return the visible words that no translation tag surrounds."""
    found = (VALUE.sub(" ", words).strip(" \n·:,./()") for words in _read(text).words)
    return [" ".join(words.split()) for words in found if LETTER.search(words)]


def unlabelled(text: str) -> list[str]:
    """Return the controls that have no label, visible or spoken."""
    reader = _read(text)
    return [
        values.get("name") or values.get("id") or tag
        for tag, values, in_label in reader.controls
        if values.get("type") not in {"hidden", "submit", "button"}
        and not in_label
        and not values.keys() & {"aria-label", "aria-labelledby"}
        and values.get("id", object()) not in reader.labelled
    ]


BOUND = re.compile(r"(\w+)=|\bas (\w+)$|^for ([\w, ]+) in ")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
ROOT_NAME = re.compile(r"(?<![\w.|\"':-])([a-z_]\w*)(?!\w*[=(])")
READS = {"if", "elif", "for", "with", "include", "blocktranslate", "url", "control"}
WORDS = {"in", "as", "and", "or", "not", "is", "with", "only", "trimmed", "count"}
EVERYWHERE = {"request", "user", "LANGUAGE_CODE", "forloop", "block", "static"}
NO_VALUES = {"None", "True", "False", "reversed"}


def _names_in(token: Token) -> set[str]:
    source = STRING.sub("", token.contents)
    if token.token_type == TokenType.VAR:
        return set(ROOT_NAME.findall(source.split("|")[0]))
    head, _space, rest = source.partition(" ")
    if token.token_type != TokenType.BLOCK or head not in READS:
        return set()
    return set(ROOT_NAME.findall(rest))


def free_names(text: str) -> set[str]:
    """Return the variables that a template expects from whoever renders it."""
    used, bound = set(), set()
    for token in tokens(text):
        used |= _names_in(token)
        if token.token_type == TokenType.BLOCK:
            for groups in BOUND.findall(STRING.sub("", token.contents)):
                bound |= {name for group in groups for name in NAME.findall(group)}
    return used - bound - WORDS - EVERYWHERE - NO_VALUES
