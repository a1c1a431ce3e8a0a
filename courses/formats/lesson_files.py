"""The files of a lesson as they stand in a folder: what is in them, counted.

Nothing is written and nothing is looked up: the report of the content and its gate
read the folder, not the site.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from core.formats import front_matter, markdown
from core.formats.markdown import Piece
from courses.phrases import LANGUAGES
from courses.validators import fault_of_plain, misquoted

_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"</(?:p|li)>")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_][\w\u2019'’-]*")
_PAUSE = re.compile(r"(?<=[.!?…:])[»”\"]?\s+|\n")
_TERM = re.compile(r'href="#term-([\w-]+)"')


@dataclass(frozen=True)
class LessonText:
    """One language of a lesson: its head and its pieces."""

    language: str
    head: dict[str, Any]
    pieces: list[Piece]

    @property
    def shape(self) -> list[tuple[str, str, int]]:
        """What must be the same in every language: blocks, ids, numbers of items."""
        return [
            (
                piece.name,
                piece.argument,
                len(piece.value) if isinstance(piece.value, list) else 0,
            )
            for piece in self.pieces
        ]

    @property
    def paragraphs(self) -> list[str]:
        """The running text, without tags; drawings and questions left out."""
        return [line for piece in self.pieces for line in _lines_of(piece)]

    @property
    def words(self) -> int:
        return sum(len(_WORD.findall(text)) for text in self.paragraphs)

    @property
    def sentences(self) -> list[str]:
        """Sentences, without what stands in brackets (citations)."""
        bare = (_IN_BRACKETS.sub("", text) for text in self.paragraphs)
        return [sentence for text in bare for sentence in _sentences(text)]

    @property
    def terms(self) -> list[str]:
        return _TERM.findall(" ".join(map(str, (p.value for p in self.pieces))))

    @property
    def faulty_quotations(self) -> list[str]:
        """Texts of its head that quote a figure; what its body only seems to quote."""
        in_head = [text for text in texts_in(self.head) if fault_of_plain(text)]
        body = texts_in([piece.value for piece in self.pieces])
        return in_head + [wrong for text in body for wrong in misquoted(text)]

    def named(self, kind: str) -> list[str]:
        """Return the ids of its blocks of a kind: figures, questions, calculators."""
        return [piece.argument for piece in self.pieces if piece.name == kind]


@dataclass(frozen=True)
class LessonFiles:
    """A lesson's folder: a text for each language, and the file of questions."""

    folder: Path
    texts: dict[str, LessonText]
    quiz: dict[str, Any]

    @property
    def key(self) -> str:
        return self.texts[LANGUAGES[0]].head["key"]


def texts_in(data: Any) -> Iterator[str]:
    """Return every text inside lists and maps."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from texts_in(list(data.values()))
    elif isinstance(data, list):
        for part in data:
            yield from texts_in(part)


def _sentences(text: str) -> Iterator[str]:
    """Split where a sentence may end and what follows begins with a capital letter."""
    whole = ""
    for part in filter(None, _PAUSE.split(text)):
        if whole and part.lstrip('«“"(')[:1].isupper():
            yield whole
            whole = part
        else:
            whole = f"{whole} {part}".strip()
    if whole:
        yield whole


def words_in(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def _plain(html: str) -> list[str]:
    broken = _BREAK.sub("\n", html)
    return [unescape(line) for line in _TAG.sub("", broken).split("\n") if line.strip()]


def _lines_of(piece: Piece) -> Iterator[str]:
    if piece.name == "steps":
        for step in piece.value:
            yield step["title"]
            yield from _plain(step["text"])
    elif piece.name == "checklist":
        yield from (item["text"] for item in piece.value)
    elif piece.name == "table":
        cells = (cell for row in piece.value for cell in row)
        yield from (line for cell in cells for line in _plain(cell))
    elif piece.name == "figure":
        yield piece.value["caption"]
    elif isinstance(piece.value, str):
        yield from _plain(piece.value)


def read_lesson(folder: Path) -> LessonFiles:
    """Read a lesson's folder; raises BadContent or OSError where it is not whole."""
    texts = {}
    for code in LANGUAGES:
        head, body = front_matter.split((folder / f"{code}.md").read_text())
        texts[code] = LessonText(code, head, markdown.read_body(body))
    quiz = front_matter.load((folder / "questions.yaml").read_text())
    return LessonFiles(folder, texts, quiz)


def read_courses(content: Path) -> dict[str, list[LessonFiles]]:
    """Return the lessons of every course of a content folder, by the course's track."""
    tracks: dict[str, list[LessonFiles]] = {}
    for folder in sorted((content / "courses").iterdir()):
        course = front_matter.load((folder / "course.yaml").read_text())
        lessons = [read_lesson(folder / name) for name in course["lessons"]]
        tracks.setdefault(course["track"], []).extend(lessons)
    return tracks
