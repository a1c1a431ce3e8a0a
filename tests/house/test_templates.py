"""Templates: their opening comment, their twin, no inline code, every word marked."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.template.base import TokenType

from tests.house.markup import bare_words, free_names, tokens, unlabelled
from tests.house.repository import all_files, judged, texts

HTML = r"templates/.*\.html"
WITH_WORDS = r"templates/.*\.(?:html|txt|svg)"
COMPONENTS = r"templates/components/.*\.html"
INLINE = re.compile(
    r"(?P<style>\sstyle\s*=)|(?P<sheet><style)|(?P<handler>\son[a-z]+\s*=)"
    r"|(?P<script><script(?![^>]*\ssrc=))|(?P<link>href=\"javascript:)",
    re.IGNORECASE,
)
NO_LOOK = {
    "templates/components/certificate_name.html": "a note, or one line of text",
    "templates/components/simple_form.html": "a stack of fields and one button",
}
REVIEWED_WORDS = {
    "Qadam": "the name of the product",
    "A": "the sign for text of ordinary size",
    "A+": "the sign for large text",
    "A++": "the sign for very large text",
}
FOR_DEVELOPERS = {
    "templates/styleguide/": "developers alone read it, in English, as they do code",
}
SHOWS_ALL_LANGUAGES = {
    "templates/500.html": "nothing can be relied on, so it says all three at once",
    "templates/components/cert.html": "the sheet is headed in three languages at once",
}
LITERAL = re.compile(r"(?:=|default:)[\"']([^\"']*)[\"']")


# --- Comment and twin ----------------------------------------------------------


def unannounced(text: str) -> list[str]:
    """Return what a template takes without saying so in its opening comment."""
    if not text.startswith("{#"):
        return ["no opening comment"]
    comment = text[: text.index("#}")]
    return sorted(
        name for name in free_names(text) if not re.search(rf"\b{name}\b", comment)
    )


def missing_twins(paths: list[str]) -> list[str]:
    """Return each component template without a style sheet of its own name."""
    sheets = {Path(path).stem for path in paths if path.endswith(".css")}
    return [
        path
        for path in paths
        if re.fullmatch(COMPONENTS, path) and Path(path).stem not in sheets
    ]


def test_unannounced_finds_a_silent_template_and_a_silent_variable():
    silent = "<p>{{ title }}</p>"
    partly = (
        "{# title: str #}{% for card in cards %}{{ card.name }}{{ title|upper }}"
        '{% include "x.html" with a=b.c only %}{% endfor %}{% if not open %}{% endif %}'
        "{% blocktranslate with n=total %}{{ n }}{% endblocktranslate %}"
    )

    assert unannounced(silent) == ["no opening comment"]
    assert unannounced(partly) == ["b", "cards", "open", "total"]


def test_missing_twin_is_found():
    paths = ["templates/components/card.html", "static/css/components/fold.css"]

    assert missing_twins(paths) == ["templates/components/card.html"]


@pytest.mark.parametrize("path", texts(COMPONENTS))
def test_component_names_its_variables(path):
    assert unannounced(texts(COMPONENTS)[path]) == []


def test_every_template_opens_with_a_comment():
    found = texts(r"templates/.*\.(?:html|txt)")

    assert len(found) > 60
    assert [path for path, text in found.items() if not text.startswith("{#")] == []


def test_component_has_its_twin():
    assert judged(missing_twins(list(all_files())), NO_LOOK) == []


# --- Inline code -----------------------------------------------------------------


def inline_code(text: str) -> list[str]:
    return [match.lastgroup for match in INLINE.finditer(text)]


def test_inline_code_is_found():
    planted = (
        '<p style="color: red" onclick="x()"><style></style><script>x</script>'
        '<a href="javascript:x()"></a><script type="module" src="/x.js"></script>'
    )

    found = inline_code(planted)

    assert found == ["style", "handler", "sheet", "script", "link"]


def test_no_inline_code():
    found = texts(WITH_WORDS).items()

    assert [path for path, text in found if inline_code(text)] == []


# --- Words -----------------------------------------------------------------------


def untrimmed(text: str) -> list[str]:
    """Return the block translations that would keep the template's indentation."""
    return [
        token.contents
        for token in tokens(text)
        if token.token_type == TokenType.BLOCK
        and token.contents.split()[0] in {"blocktranslate", "blocktrans"}
        and "trimmed" not in token.contents.split()
    ]


def literals_in_tags(text: str) -> list[str]:
    """Return words handed over inside a tag or filter, past the translator."""
    return [
        literal
        for token in tokens(text)
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}
        and token.contents.split()[0] not in {"translate", "trans"}
        for literal in LITERAL.findall(token.contents)
        if re.search(r"[^\W\d_]{2,} [^\W\d_]|^[A-Z][a-z]", literal)
    ]


def test_untrimmed_is_found():
    planted = "{% blocktranslate with a=b %}{{ a }}{% endblocktranslate %}"

    assert untrimmed(planted) == ["blocktranslate with a=b"]
    assert untrimmed(planted.replace("with", "trimmed with")) == []


def test_bare_words_are_found():
    planted = (
        '{# not this #}<p title="A title">{% if x %}Seen{% endif %} {{ name }}</p>'
        "{% blocktranslate trimmed %}not this{% endblocktranslate %}"
        '<img alt="Шеңбер" class="not-this"> · {{ a }}/{{ b|date:"H" }} &nbsp;'
        "<p data-state='now' data-said='Two words'>{% translate 'not this' %}</p>"
    )

    assert bare_words(planted) == ["A title", "Seen", "Шеңбер", "Two words"]


def test_literals_in_tags_are_found():
    planted = (
        '{% include "x.html" with label="Go on" name="Save" kind="radio" %}'
        '{{ title|default:"No title" }}{% translate "Fine" as label %}'
    )

    assert literals_in_tags(planted) == ["Go on", "Save", "No title"]


def test_every_blocktranslate_is_trimmed():
    found = texts(WITH_WORDS).items()

    assert [path for path, text in found if untrimmed(text)] == []


def test_every_word_is_marked_for_translation():
    found = {
        path: bare_words(text) + literals_in_tags(text)
        for path, text in texts(WITH_WORDS).items()
    }
    in_all = [path for path in SHOWS_ALL_LANGUAGES if not found.pop(path, None)]
    english = {path for path in found if path.startswith(tuple(FOR_DEVELOPERS))}

    assert in_all == []
    assert all(found.pop(path) for path in english)
    assert judged(chain.from_iterable(found.values()), REVIEWED_WORDS) == []


# --- Controls ----------------------------------------------------------------------


def test_unlabelled_control_is_found():
    planted = (
        '<input name="a"><label><input name="b"></label><label for="c">C</label>'
        '<input id="c" name="c"><select name="d" aria-label="D"></select>'
        '<input type="hidden" name="e"><textarea name="f"></textarea>'
        '<label for="{{ x.id }}">X</label><input id="{{ x.id }}" name="g">'
    )

    assert unlabelled(planted) == ["a", "f"]


def test_every_control_has_a_label():
    found = {path: unlabelled(text) for path, text in texts(HTML).items()}

    assert {path: names for path, names in found.items() if names} == {}
