"""What the house tests read: the files of the repository, and who lives where."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NOT_OURS = {".git", ".venv", "var", "mutants", "htmlcov", "__pycache__"}


def _listed_by_git() -> list[str] | None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode().split("\0")[:-1]


def _found_on_disk() -> list[str]:
    """Return what a copy without git's records holds."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [
        path.as_posix()
        for path in found
        if not NOT_OURS & set(path.parts) and not path.parts[0].endswith("_cache")
    ]


@cache
def all_files() -> tuple[str, ...]:
    """Return every file of the project, as a path from its root."""
    names = _listed_by_git()
    names = _found_on_disk() if names is None else names
    return tuple(sorted(name for name in set(names) if (ROOT / name).is_file()))


def files(pattern: str) -> list[str]:
    """Return the files whose whole path matches a regular expression."""
    return [name for name in all_files() if re.fullmatch(pattern, name)]


@cache
def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def texts(pattern: str) -> dict[str, str]:
    """Return path and text of the files that match."""
    return {path: read(path) for path in files(pattern)}


@cache
def contracts() -> ConfigParser:
    parser = ConfigParser()
    parser.read_string(read(".importlinter"))
    return parser


def contract_list(contract: str, option: str) -> list[str]:
    section = contracts()[f"importlinter:contract:{contract}"]
    return section[option].split("\n")[1:]


def ladder() -> list[set[str]]:
    """Return the layers of apps, highest first."""
    return [
        {name.strip() for name in layer.split("|")}
        for layer in contract_list("apps", "layers")
    ]


def rank_of() -> dict[str, int]:
    """Return the height of each app: the lowest layer is 0."""
    return {
        app: height for height, layer in enumerate(reversed(ladder())) for app in layer
    }


def apps() -> list[str]:
    return sorted(rank_of())


def code(folder: str = "") -> dict[str, str]:
    """Return path and text of the apps' Python, without migrations and tests."""
    names = "|".join([folder] if folder else apps())
    found = texts(rf"(?:{names})/.*\.py")
    return {path: text for path, text in found.items() if "/migrations/" not in path}


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def judged(found: Iterable[str], reviewed: Mapping[str, str] | None = None) -> list:
    """Return what nobody has excused, and the excuses that excuse nothing."""
    found, reviewed = set(found), reviewed or {}
    stale = [
        f"{name}: excused, but not found" for name in reviewed if name not in found
    ]
    unfounded = [name for name, reason in reviewed.items() if len(reason.split()) < 3]
    return sorted(found - set(reviewed)) + stale + unfounded
