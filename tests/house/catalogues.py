"""Catalogues of translations and the texts in the code that ought to be in them."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.house.repository import ROOT, files, read

OWN = ("locale/kk/LC_MESSAGES/django.po", "locale/ru/LC_MESSAGES/django.po")
PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|%\w+%")
LETTER = re.compile(r"[^\W\d_]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
COUNTS_ONE_ALONE = {"kk"}


def places(text: str) -> list[str]:
    """Return the places that values are put into, in a fixed order."""
    return sorted(PLACE.findall(text.replace("%%", "")))


def key_of(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def faults(entry: polib.POEntry, language: str, forms: int) -> list[str]:
    """Return what is wrong with one entry of a catalogue."""
    if entry.obsolete or entry.fuzzy:
        return ["obsolete" if entry.obsolete else "fuzzy"]
    if not entry.msgid_plural:
        if not entry.msgstr.strip():
            return ["untranslated"]
        return [] if places(entry.msgstr) == places(entry.msgid) else ["places"]
    texts = [entry.msgstr_plural.get(number, "") for number in range(forms)]
    if not all(text.strip() for text in texts):
        return ["plural forms"]
    found, expected = list(map(places, texts)), places(entry.msgid_plural)
    if language in COUNTS_ONE_ALONE and found[0] == places(entry.msgid):
        found[0] = expected
    return [] if found == [expected] * forms else ["places"]


def is_left_in_english(entry: polib.POEntry) -> bool:
    """Whether a translation repeats the words of the original."""
    originals = {entry.msgid, entry.msgid_plural}
    texts = {entry.msgstr, *entry.msgstr_plural.values()} - {""}
    has_words = LETTER.search(PLACE.sub("", entry.msgid))
    return bool(has_words and originals & texts)


def reviewed_same() -> dict[str, str]:
    """Return the texts that are rightly the same, each with its reason."""
    found, reason = {}, ""
    for line in read("tests/house/same_in_all.txt").splitlines():
        if line.startswith("#"):
            reason = line[1:].strip()
        elif line:
            found[line] = reason
    return found


def collected(target: Path) -> dict[str, set[tuple]]:
    """Collect the texts of a copy of the code; return the keys by catalogue."""
    for path in files(r".*\.(?:py|html|txt)|locale/.*\.po"):
        if not path.startswith(("tests/", "content/", "benchmarks/")):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, target / path)
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    env["LMS_VAR"] = str(target / "var")
    command = [sys.executable, "manage.py", "collect_messages"]
    subprocess.run(command, cwd=target, env=env, check=True, capture_output=True)
    return {path: keys_in((target / path).read_text()) for path in OWN}


def keys_in(catalogue: str) -> set[tuple]:
    return {key_of(entry) for entry in polib.pofile(catalogue) if not entry.obsolete}


# --- Texts in Python -------------------------------------------------------------

GETTEXT = {
    *("_", "gettext", "gettext_lazy", "gettext_noop"),
    *("ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"),
}
WORDED = {"description", "heading", "help_text", "label", "verbose_name"}
WORDED |= {"verbose_name_plural", "error_message", "violation_error_message"}


def _name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _is_worded(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return (is_text and LETTER.search(node.value)) or isinstance(node, ast.JoinedStr)


def _shown_by(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the values of a call or an assignment that a person will read."""
    if isinstance(node, ast.Call):
        yield from (one.value for one in node.keywords if one.arg in WORDED)
        if _name_of(node) == "ValidationError":
            yield from node.args[:1]
    elif isinstance(node, ast.Assign):
        names = {getattr(target, "id", "") for target in node.targets}
        if names & WORDED:
            yield node.value


def unmarked(text: str) -> list[str]:
    """Return the texts for people that no translator will see."""
    return [
        ast.unparse(value)
        for node in ast.walk(ast.parse(text))
        for value in _shown_by(node)
        if _is_worded(value)
    ]


def _is_prose(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def cyrillic(text: str) -> list[str]:
    """Return the constants with Kazakh or Russian letters, docstrings left out."""
    tree = ast.parse(text)
    prose = {id(node.value) for node in ast.walk(tree) if _is_prose(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in prose
        and CYRILLIC.search(node.value)
    ]
