"""YAML as content files use it: stable order, readable text, small lists in a row."""

from datetime import date
from typing import Any

import yaml

MARK = "---\n"


class Row(list):
    """A short list that is written on one line, like ``[lesson, quiz]``."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


_Dumper.add_representer(
    Row,
    lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, True),
)


def dump(value: Any) -> str:
    """Return a value as YAML, keys in the given order, lines unbroken."""
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000
    )


def load(text: str) -> Any:
    return yaml.safe_load(text)


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter and the body of a file."""
    _before, head, body = text.split(MARK, 2)
    return load(head), body.lstrip("\n")


def join(head: dict[str, Any], body: str) -> str:
    """Return the text of a file; splitting it gives the same two again."""
    return f"{MARK}{dump(head)}{MARK}\n{body}"


def day(text: str) -> date | str | None:
    """Return a full date as a date, so that it is written without quotation marks."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text or None
