"""Every name that the code base gives: in Python, in addresses, to templates."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
ROUTE_VALUE = re.compile(r"<[^>]+>|\(\?P<\w+>[^)]*\)")


@dataclass(frozen=True)
class Name:
    """A name, where it is given, and as what: class, function, value or part."""

    path: str
    kind: str
    text: str

    @property
    def words(self) -> list[str]:
        return [word.lower() for word in HUMP.findall(self.text)]

    @property
    def place(self) -> str:
        return f"{self.path}: {self.text}"


def _given_by(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.ClassDef):
        yield "class", node.name
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield "function", node.name
    elif isinstance(node, ast.arg):
        yield "value", node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield "value", node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield "value", node.attr


def names_in(path: str, text: str) -> Iterator[Name]:
    """Yield every name that a Python file gives, itself among them."""
    yield Name(path, "part", Path(path).stem)
    for node in ast.walk(ast.parse(text)):
        for kind, name in _given_by(node):
            yield Name(path, kind, name)


def python_names(texts: Mapping[str, str]) -> list[Name]:
    return [name for path, text in texts.items() for name in names_in(path, text)]


def template_names(paths: list[str]) -> list[Name]:
    return [
        Name(path, "part", part)
        for path in paths
        for part in Path(path).with_suffix("").parts[1:]
    ]


def _module_of(callback) -> str:
    view = getattr(callback, "view_class", callback)
    return getattr(view, "__module__", "")


def _routes(resolver, before: str = "") -> Iterator[tuple[str, object]]:
    for entry in resolver.url_patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


def url_names(apps: list[str]) -> list[Name]:
    """Return the parts and the names of the addresses that our views answer."""
    found = []
    for route, entry in _routes(get_resolver()):
        module = _module_of(entry.callback)
        if module.partition(".")[0] in apps:
            parts = re.findall(r"[A-Za-z-]+", ROUTE_VALUE.sub("", route))
            names = [*parts, entry.name or ""]
            path = module.replace(".", "/") + ".py"
            found += [Name(path, "part", name) for name in names if name]
    return found
