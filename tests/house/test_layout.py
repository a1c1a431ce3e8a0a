"""What lies where: the top level, telling names, nothing of any one machine."""

import ast
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from tests.house.repository import all_files, apps, code, files, judged, read, texts

FOLDERS = {
    *(".ci", "benchmarks", "content", "docs"),
    *("locale", "static", "templates", "tests"),
}
FILES = {
    *(".editorconfig", ".env.example", ".gitignore", ".importlinter"),
    *(".pre-commit-config.yaml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
    *("Makefile", "README.md", "SECURITY.md", "manage.py", "pyproject.toml"),
    *("requirements-dev.in", "requirements-dev.txt"),
    *("requirements.in", "requirements.txt"),
}
DOCUMENTS = {
    *("architecture", "decisions", "glossary", "index"),
    *("operations", "style", "testing", "tour"),
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}
SHARED_SCRIPTS = "static/js/lib/"
ENVIRONMENT = {"environ", "getenv", "putenv"}
MAY_READ_ENVIRONMENT = {
    "core/backups.py": "hands its environment on to PostgreSQL's own programs",
    "lms/asgi.py": "names the settings when nobody has",
    "lms/management/commands/serve.py": "hands its environment on to the processes",
    "lms/wsgi.py": "names the settings when nobody has",
}
MACHINE = re.compile(
    r"(?<![\w.~/{}*-])/(?:work|root|home|opt|mnt|srv|tmp|Users)/[\w.-]+"
    r"|(?:localhost|127\.0\.0\.1|\d+\.\d+\.\d+\.\d+)[:/]\d*/?simple"
    r"|\b(?:index|trusted|find)-(?:url|host|links)\b"
    r"|\b(?:pypi|npmjs|pythonhosted|artifactory|nexus)\.\w+",
    re.IGNORECASE,
)


# --- The top level -----------------------------------------------------------------


def surprises(top: set[str], expected: set[str]) -> list[str]:
    return sorted(f"{name}: unexpected" for name in top - expected) + sorted(
        f"{name}: missing" for name in expected - top
    )


def test_surprises_are_found():
    assert surprises({"lms", "src"}, {"lms", "docs"}) == [
        "src: unexpected",
        "docs: missing",
    ]


def test_top_level_is_the_one_we_describe():
    top = {path.split("/")[0] for path in all_files()}

    assert surprises(top, {*FOLDERS, *FILES, *apps()}) == []


def test_documents_are_there():
    present = {PurePosixPath(path.split("/")[1]).stem for path in files(r"docs/.+")}

    assert DOCUMENTS - present == set()


def test_ci_runs_what_the_readme_names():
    run = re.findall(r"^make ([\w-]+)$", read(".ci/run"), re.MULTILINE)

    assert run == ["check", "test", "test-postgres"]
    assert [name for name in run if f"`make {name}`" not in read("README.md")] == []


# --- Names and docstrings ------------------------------------------------------------


def drawers(paths: list[str]) -> list[str]:
    """Return the files and folders whose name says nothing about what they hold."""
    return [
        path
        for path in paths
        if not path.startswith(SHARED_SCRIPTS)
        and DRAWERS & {part.split(".")[0].lstrip("_") for part in path.split("/")}
    ]


def silent(texts: Mapping[str, str]) -> list[str]:
    """Return the modules that do not say in one sentence what they are for."""
    found = []
    for path, text in texts.items():
        is_empty_package = path.endswith("/__init__.py") and not text.strip()
        docstring = ast.get_docstring(ast.parse(text)) or ""
        if not is_empty_package and not docstring.split("\n\n")[0].endswith((".", "?")):
            found.append(path)
    return found


def test_drawers_are_found():
    paths = [
        "a/utils.py",
        "b/common/x.py",
        "c/_misc.html",
        "static/js/lib/x.js",
        "ok.py",
    ]

    assert drawers(paths) == paths[:3]


def test_silent_module_is_found():
    planted = {
        "a.py": "x = 1",
        "b/__init__.py": "",
        "c.py": '"""Says what.\n\nAnd more"""',
        "d/__init__.py": "x = 1",
        "e.py": '"""No full stop"""',
    }

    assert silent(planted) == ["a.py", "d/__init__.py", "e.py"]


def test_nothing_is_a_drawer():
    assert drawers(list(all_files())) == []


def test_every_module_says_what_it_is_for():
    modules = texts(r"(?!.*/migrations/)(?:.*/)?[^/]+\.py")

    assert judged(silent(modules)) == []


def test_every_app_says_what_it_is_for():
    assert [app for app in apps() if not read(f"{app}/__init__.py").strip()] == []


# --- Nothing of one machine ------------------------------------------------------


def environment_readers(texts: Mapping[str, str]) -> list[str]:
    return [
        path
        for path, text in texts.items()
        if any(
            getattr(node, "attr", getattr(node, "id", None)) in ENVIRONMENT
            for node in ast.walk(ast.parse(text))
        )
    ]


def machine_marks(texts: Mapping[str, str]) -> list[str]:
    """Return what points at a folder of one machine or at a package registry."""
    return [
        f"{path}: {mark.group()}"
        for path, text in texts.items()
        for mark in MACHINE.finditer(text)
    ]


def test_environment_reader_is_found():
    planted = {
        "a.py": "import os\nos.environ['A']",
        "b.py": "from os import getenv",
        "c.py": "getenv('A')",
        "d.py": "environment = {}",
    }

    assert environment_readers(planted) == ["a.py", "c.py"]


def test_machine_marks_are_found():
    planted = {
        "a": "see /wo" + "rk/main and (/ho" + "me/someone)",
        "b": "--inde" + "x-url https://py" + "pi.org/simple",
        "c": "templates/home/page.html, /kk/home/, ~/home/x, href='/work'",
    }

    assert machine_marks(planted) == [
        "a: /wo" + "rk/main",
        "a: /ho" + "me/someone",
        "b: inde" + "x-url",
        "b: py" + "pi.org",
    ]


def test_only_settings_read_the_environment():
    readers = environment_readers(
        {path: text for path, text in code().items() if "lms/settings/" not in path}
    )

    assert judged(readers, MAY_READ_ENVIRONMENT) == []


def test_no_file_knows_a_machine():
    binary = r".*\.(?:png|jpg|ttf|mo|ico|webp|pdf|mp4)"
    found = texts(rf"(?!{binary}|locale/wagtail/).*")

    assert len(found) > 400
    assert machine_marks(found) == []
