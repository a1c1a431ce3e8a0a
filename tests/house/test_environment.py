"""Settings alone read the environment; elsewhere it is at most passed on."""

import ast

from tests.house.repository import code


def _readings(source: str) -> list[int]:
    """Return the lines that read a variable: os.environ[…], .get(…), os.getenv(…)."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        is_item = isinstance(node, ast.Subscript) and _is_environ(node.value)
        is_call = isinstance(node, ast.Attribute) and (
            (node.attr == "get" and _is_environ(node.value)) or node.attr == "getenv"
        )
        if is_item or is_call:
            lines.append(node.lineno)
    return lines


def _is_environ(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def test_only_settings_read_the_environment():
    modules = {path: text for path, text in code().items() if "/settings/" not in path}

    found = {path: _readings(source) for path, source in modules.items()}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_reading_is_seen():
    source = "os.environ.get('A')\nos.environ['B']\nos.getenv('C')"

    assert sorted(_readings(source)) == [1, 2, 3]
