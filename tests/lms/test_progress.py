"""While content is loaded, one line of the terminal says how far it is."""

import io

import pytest
from django.core.management.base import OutputWrapper

from lms.management.commands.serve import _ProgressLine


class Terminal(io.StringIO):
    """A stream as a person sees it: each line by what was written to it last."""

    def isatty(self):
        return True

    def seen(self) -> list[str]:
        lines = self.getvalue().split("\n")
        return [line.rpartition("\r\033[K")[2] for line in lines]


@pytest.mark.parametrize(
    ("stream", "seen"),
    [(Terminal(), ["  Content … 2.0 s", ""]), (io.StringIO(), None)],
)
def test_the_line_makes_room_for_the_time(stream, seen):
    terminal = OutputWrapper(stream)
    line = _ProgressLine(terminal, "  Content … ")

    terminal.write("  Content … ", ending="")
    OutputWrapper(line).write("  safety/passwords")
    line.clear()
    terminal.write("2.0 s")

    if seen is None:
        assert stream.getvalue() == "  Content … 2.0 s\n"
    else:
        assert stream.seen() == seen


def test_a_terminal_names_what_is_being_loaded():
    terminal = Terminal()
    stream = OutputWrapper(_ProgressLine(OutputWrapper(terminal), "  Content … "))

    stream.write("  safety/passwords")
    stream.write("  safety/phishing")

    assert terminal.seen() == ["  Content … safety/phishing"]
