"""The text format of content files: Markdown with named blocks, both ways.

A body becomes a list of ``Piece``; each names a block and holds plain values (str,
list, dict; text as the HTML subset of our rich text). Writing the same pieces gives
the same text again, so that files and pages can be compared line by line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

FENCE = ":::"
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_MARKDOWN.add_render_rule("softbreak", lambda *_args: " ")
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_SIGNS = re.compile(r"([*\[\]\\])")
_ALL_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_STEP = re.compile(r"^\d+\. \*\*(?P<title>.+?)\*\*(?: (?P<text>.+))?$")
_TICK = re.compile(r"^- \[(?P<ref>[\w-]+)\] (?P<text>.+)$")
_LINK_TERM = re.compile(r'href="term:([\w-]+)"')
_END_MARKS = "?!:…"


@dataclass(frozen=True)
class Piece:
    """One block of a body: its name, its argument in the opening line, its value."""

    name: str
    value: Any
    argument: str = ""


class BadContent(ValueError):
    """A content file cannot be read; says where and what to do."""


# --- text to HTML and back ---------------------------------------------------


def _as_rich_text(html: str) -> str:
    for tag, ours in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{tag}>", f"<{ours}>").replace(f"</{tag}>", f"</{ours}>")
    html = _LINK_TERM.sub(r'href="#term-\1"', html)
    return html.strip().replace("\n", "").replace("&quot;", '"')


def inline_html(text: str) -> str:
    """Return one line of Markdown as rich text without a paragraph around it."""
    return _as_rich_text(_MARKDOWN.renderInline(text))


def html_of(text: str) -> str:
    """Return paragraphs and lists of Markdown as rich text."""
    return _as_rich_text(_MARKDOWN.render(text))


class _Writer(HTMLParser):
    """Turns the HTML subset of our rich text into Markdown."""

    def __init__(self, signs: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._signs = signs
        self.blocks: list[str] = []
        self._text = ""
        self._items: list[str] | None = None
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"b", "strong"}:
            self._text += "**"
        elif tag in {"i", "em"}:
            self._text += "*"
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
            self._text += "["
        elif tag == "br":
            self._text += " "
        elif tag == "ul":
            self._items = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"b", "strong"}:
            self._text += "**"
        elif tag in {"i", "em"}:
            self._text += "*"
        elif tag == "a":
            self._text += f"]({self._href.replace('#term-', 'term:')})"
        elif tag == "p":
            self._close()
        elif tag == "li" and self._items is not None:
            self._items.append(f"- {self._text.strip()}")
            self._text = ""
        elif tag == "ul" and self._items is not None:
            self.blocks.append("\n".join(self._items))
            self._items = None

    def handle_data(self, data: str) -> None:
        self._text += self._signs.sub(r"\\\1", data)

    def _close(self) -> None:
        if self._items is None and self._text.strip():
            self.blocks.append(self._text.strip())
            self._text = ""

    def finish(self) -> str:
        self._close()
        return "\n\n".join(self.blocks)


def _written(html: str, signs: re.Pattern[str]) -> str:
    writer = _Writer(signs)
    writer.feed(html)
    return writer.finish()


def text_of(html: str) -> str:
    """Return rich text as Markdown.

    Signs that mean something to Markdown are escaped where they would be taken for
    it; elsewhere they stand as they are, so that files stay easy to read.
    """
    text = _written(html, _SIGNS)
    bare = _BLOCK_KEY.sub("", html)
    if bare in {html_of(text), inline_html(text)}:
        return text
    return _written(html, _ALL_SIGNS)


# --- reading -------------------------------------------------------------------


def _read_steps(lines: list[str]) -> list[dict[str, str]]:
    steps = []
    for line in filter(None, lines):
        match = _STEP.match(line)
        if match is None:
            raise BadContent(f"A step is written '1. **Do this.** How.': {line}")
        title = match["title"]
        if title.endswith(".") and not title.endswith("…"):
            title = title[:-1]
        text = f"<p>{inline_html(match['text'])}</p>" if match["text"] else ""
        steps.append({"title": title, "text": text})
    return steps


def _read_checklist(lines: list[str]) -> list[dict[str, str]]:
    found = [(line, _TICK.match(line)) for line in lines if line]
    for line, match in found:
        if match is None:
            raise BadContent(f"A checklist item is written '- [ref] Text': {line}")
    return [match.groupdict() for _line, match in found if match]


def _read_fields(lines: list[str]) -> dict[str, str]:
    fields = {}
    for line in filter(None, lines):
        name, colon, value = line.partition(": ")
        if not colon:
            raise BadContent(f"A figure's line is written 'name: value': {line}")
        fields[name] = value
    return fields


def _read_fence(name: str, argument: str, lines: list[str]) -> Piece:
    if name == "steps":
        return Piece(name, _read_steps(lines))
    if name == "checklist":
        return Piece(name, _read_checklist(lines))
    if name == "figure":
        return Piece(name, _read_fields(lines), argument)
    if name == "callout":
        return Piece(name, html_of("\n".join(lines)), argument)
    if name in {"question", "calculator", "canvas"}:
        return Piece(name, None, argument)
    raise BadContent(f"There is no block called '{name}'.")


def _read_table(lines: list[str]) -> Piece:
    rows = [
        [inline_html(cell.strip()) for cell in line.strip().strip("|").split("|")]
        for line in lines
        if not re.fullmatch(r"[|\s:-]+", line)
    ]
    return Piece("table", rows)


def _is_table(line: str) -> bool:
    return line.startswith("|")


def _fenced(lines: Iterator[str]) -> list[str]:
    inside = []
    for line in lines:
        if line.strip() == FENCE:
            return inside
        inside.append(line.rstrip())
    raise BadContent("A block is not closed: add a line ':::'.")


def read_body(body: str) -> list[Piece]:
    """Return the pieces of a body in order.

    Raises BadContent, naming the line, when a block is unknown, unclosed or not in
    its form.
    """
    pieces: list[Piece] = []
    text: list[str] = []
    table: list[str] = []

    def flush() -> None:
        if table:
            pieces.append(_read_table(table))
            table.clear()
        if "".join(text).strip():
            pieces.append(Piece("text", html_of("\n".join(text))))
        text.clear()

    lines = iter(body.splitlines())
    for line in lines:
        if line.startswith("## "):
            flush()
            pieces.append(Piece("heading", line[3:].strip()))
        elif line.startswith(FENCE):
            flush()
            name, _space, argument = line[len(FENCE) :].strip().partition(" ")
            pieces.append(_read_fence(name, argument, _fenced(lines)))
        elif _is_table(line) != bool(table) and line.strip():
            flush()
            (table if _is_table(line) else text).append(line)
        else:
            (table if _is_table(line) else text).append(line)
    flush()
    return pieces


# --- writing ---------------------------------------------------------------------


def _write_step(number: int, step: dict[str, str]) -> str:
    title = step["title"]
    if title[-1] not in _END_MARKS + ".":
        title += "."
    line = f"{number}. **{title}**"
    text = text_of(step["text"]).replace("\n\n", " ")
    return f"{line} {text}" if text else line


def _write_table(rows: list[list[str]]) -> str:
    cells = [[text_of(cell).replace("|", "&#124;") for cell in row] for row in rows]
    written = ["| " + " | ".join(row) + " |" for row in cells]
    written.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(written)


def _inside(piece: Piece) -> str:
    if piece.name == "steps":
        steps = enumerate(piece.value, start=1)
        return "\n".join(_write_step(number, step) for number, step in steps)
    if piece.name == "checklist":
        return "\n".join(f"- [{item['ref']}] {item['text']}" for item in piece.value)
    if piece.name == "figure":
        return "\n".join(f"{name}: {value}" for name, value in piece.value.items())
    if piece.name == "callout":
        return text_of(piece.value)
    return ""


def write_piece(piece: Piece) -> str:
    """Return one piece as text without a blank line after it."""
    if piece.name == "heading":
        return f"## {piece.value}"
    if piece.name == "text":
        return text_of(piece.value)
    if piece.name == "table":
        return _write_table(piece.value)
    opening = f"{FENCE}{piece.name} {piece.argument}".rstrip()
    inside = _inside(piece)
    return "\n".join(filter(None, [opening, inside, FENCE]))


def write_body(pieces: list[Piece]) -> str:
    """Return the text of a body; reading it gives the same pieces."""
    return "\n\n".join(write_piece(piece) for piece in pieces) + "\n"
