"""How large anything may grow; the targets below the limits are for judgement."""

import re
import tomllib
from collections.abc import Mapping

from tests.house.repository import ROOT, files, functions, read, texts

FUNCTION, VIEW, PYTHON, TEST = 50, 40, 400, 600
TEMPLATE, SHEET, ALL_SHEETS = 120, 120, 2_500
SCRIPT, ALL_SCRIPTS = 200, 1_800
COMPLEXITY = 8
SINGLE_FILES = {
    "lms/settings/base.py": 250,
    "lms/settings/dev.py": 60,
    "lms/settings/local.py": 60,
    "lms/settings/logs.py": 60,
    "lms/settings/production.py": 60,
    "lms/settings/test.py": 60,
    "templates/base.html": 80,
    "static/css/utilities.css": 40,
}
OWN_PYTHON = r"(?!tests/|.*/migrations/)(?:.*/)?[^/]+\.py"
SILENCED = re.compile(r"#\s*noqa(?!:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)* - \w+)")


def lines(text: str) -> int:
    return len(text.splitlines())


def too_long(texts: Mapping[str, str], limit: int) -> list[str]:
    return [
        f"{path}: {lines(text)}" for path, text in texts.items() if lines(text) > limit
    ]


def long_functions(texts: Mapping[str, str], limit: int) -> list[str]:
    """Return the functions longer than the limit, decorators not counted."""
    return [
        f"{path}: {one.name}"
        for path, text in texts.items()
        for one in functions(text)
        if one.end_lineno - one.lineno + 1 > limit
    ]


def test_too_long_is_found():
    planted = {"a.py": "x\n" * 400, "b.py": "x\n" * 401}

    assert too_long(planted, 400) == ["b.py: 401"]


def test_long_function_is_found():
    body = "    x = 1\n" * 49
    planted = {
        "a.py": f"def short():\n{body}\n@cache\nasync def long():\n{body}    y\n"
    }

    assert long_functions(planted, 50) == ["a.py: long"]


def test_python_files():
    own = texts(OWN_PYTHON)

    assert len(own) > 150
    assert too_long(own, PYTHON) == []


def test_test_files():
    assert too_long(texts(r"tests/.*\.py"), TEST) == []


def test_functions():
    assert long_functions(texts(rf"{OWN_PYTHON}|tests/.*\.py"), FUNCTION) == []


def test_views():
    views = texts(r"\w+/views(?:/\w+)?\.py")

    assert len(views) > 5
    assert long_functions(views, VIEW) == []


def test_templates():
    assert too_long(texts(r"templates/.*\.(?:html|txt|svg)"), TEMPLATE) == []


def test_style_sheets():
    sheets = texts(r"static/css/.*\.css")
    parts = {path: text for path, text in sheets.items() if "/components/" in path}

    assert too_long(parts, SHEET) == []
    assert sum(map(lines, sheets.values())) <= ALL_SHEETS


def test_scripts():
    scripts = texts(r"static/js/.*\.js")

    assert scripts
    assert too_long(scripts, SCRIPT) == []
    assert sum(map(lines, scripts.values())) <= ALL_SCRIPTS


def test_single_files():
    found = {path: lines(read(path)) for path in SINGLE_FILES}

    assert {path: n for path, n in found.items() if n > SINGLE_FILES[path]} == {}


def test_every_settings_module_has_a_limit():
    modules = set(files(r"lms/settings/\w+\.py")) - {"lms/settings/__init__.py"}

    assert modules <= set(SINGLE_FILES)


# --- Complexity: ruff counts, this keeps it counting --------------------------


def unreasoned(texts: Mapping[str, str]) -> list[str]:
    """Return each place that silences a tool for all rules, or without a reason."""
    return [
        f"{path}:{number}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if SILENCED.search(line)
    ]


def test_unreasoned_noqa_is_found():
    marks = [" S603", "", ": S603", ": S603 - our own words", ": A1, B2 - two reasons"]
    planted = {"a.py": "\n".join(f"x  # {'noqa'}{mark}" for mark in marks)}

    assert unreasoned(planted) == ["a.py:1", "a.py:2", "a.py:3"]


def test_every_noqa_has_a_reason():
    assert unreasoned(texts(r"(?!.*/migrations/)(?:.*/)?[^/]+\.py")) == []


def test_ruff_counts_complexity_everywhere():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    excused = [code for codes in rules["per-file-ignores"].values() for code in codes]

    assert rules["mccabe"]["max-complexity"] == COMPLEXITY
    assert "C90" in rules["select"]
    assert not [code for code in excused + rules["ignore"] if code.startswith("C9")]
    assert not [path for path, text in texts(r".*\.py").items() if "C" + "901" in text]
