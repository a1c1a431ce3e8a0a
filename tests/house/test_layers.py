"""Who may know whom, where import-linter cannot see: relations, page trees, templates.

Also that each import contract is able to fail, and that none forgets an app.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps as django_apps
from django.conf import settings
from wagtail.models import Page

from tests.house.repository import (
    ROOT,
    apps,
    code,
    contract_list,
    contracts,
    judged,
    rank_of,
    read,
    texts,
)

WAGTAIL = {"wagtailadmin", "wagtailusers", "wagtail_localize"}
"""Its templates may be extended by those of the admin, and by no others."""
SHARED_FOLDERS = {"blocks", "components", "emails", "figures", "layouts", "pdf"}
ALLAUTH = {"account", "mfa"}  # folders that one library names
RULES = re.compile(
    r"(calculators|canvas|progress|grading|scoring|eligibility|numbering|timetable|lifecycle"
    r"|calendar)\.py"
)
TEMPLATE_TAG = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
TEMPLATE_NAME = re.compile(r"[\w/]+\.(?:html|txt|svg)")
REVIEWED_RELATIONS = {
    "core.AuditEntry.actor -> accounts": "the user model, by Django's setting",
    "messaging.Message.person -> accounts": "the user model, by Django's setting",
    "messaging.Preference.person -> accounts": "the user model, by Django's setting",
}
REVIEWED_PARENTS = {
    "courses.CataloguePage -> home": "the catalogue hangs below the site's home page",
}


def goes_up(source: str, target: str, ranks: dict[str, int]) -> bool:
    """Whether one app names another that is not below it; libraries never count."""
    if source == target or source not in ranks or target not in ranks:
        return False
    return ranks[target] >= ranks[source]


# --- Relations and the page tree ---------------------------------------------


def our_models() -> list:
    return [model for model in django_apps.get_models() if _app(model) in rank_of()]


def _app(model) -> str:
    return model._meta.app_label


def relations() -> list[tuple[str, str, str]]:
    """Return app, field and target app of every relation that we declare."""
    return [
        (_app(model), f"{model._meta.label}.{field.name}", _app(field.related_model))
        for model in our_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and field.related_model
    ]


def page_names() -> list[tuple[str, str, str]]:
    """Return app, page type and app of every page type that it names."""
    return [
        (_app(model), model._meta.label, name.partition(".")[0])
        for model in our_models()
        if issubclass(model, Page)
        for option in ("parent_page_types", "subpage_types")
        for name in vars(model).get(option, [])
    ]


def upward(names: list[tuple[str, str, str]], ranks: dict[str, int]) -> list[str]:
    return [
        f"{label} -> {target}"
        for source, label, target in names
        if goes_up(source, target, ranks)
    ]


def test_upward_is_found():
    ranks = {"core": 0, "courses": 1, "quizzes": 2, "seminars": 2}
    names = [
        ("courses", "courses.Unit.quiz", "quizzes"),
        ("quizzes", "quizzes.Attempt.session", "seminars"),
        ("quizzes", "quizzes.Attempt.unit", "courses"),
        ("core", "core.Job.kind", "contenttypes"),
    ]

    assert upward(names, ranks) == [
        "courses.Unit.quiz -> quizzes",
        "quizzes.Attempt.session -> seminars",
    ]


def test_relations_point_down():
    assert len(relations()) > 20
    assert judged(upward(relations(), rank_of()), REVIEWED_RELATIONS) == []


def test_page_types_name_nothing_above_them():
    assert len(page_names()) > 8
    assert judged(upward(page_names(), rank_of()), REVIEWED_PARENTS) == []


# --- Templates ---------------------------------------------------------------


def foreign_templates(texts: dict[str, str]) -> list[str]:
    """Return each template that takes one from a folder neither its own nor shared."""
    return [
        f"{path} takes {name}"
        for path, text in texts.items()
        for name in TEMPLATE_TAG.findall(text)
        if name.split("/")[0] not in {*SHARED_FOLDERS, "base.html", *_own(path)}
    ]


def _own(path: str) -> set[str]:
    folder = path.split("/")[1]
    if "/admin/" in path or folder in WAGTAIL:
        return {folder, *WAGTAIL}
    return ALLAUTH if folder in ALLAUTH else {folder}


def foreign_names(texts: dict[str, str], owners: set[str]) -> list[str]:
    """Return each Python file that names a template of another app."""
    found = []
    for path, text in texts.items():
        for node in ast.walk(ast.parse(text)):
            value = getattr(node, "value", None) if _is_text(node) else None
            if value and TEMPLATE_NAME.fullmatch(value) and "/" in value:
                owner = value.split("/")[0]
                if owner in owners and owner != path.split("/")[0]:
                    found.append(f"{path} names {value}")
    return found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_foreign_template_is_found():
    planted = {
        "templates/courses/lesson.html": '{% include "quizzes/_start.html" %}',
        "templates/quizzes/quiz.html": "{% include 'courses/_crumbs.html' with a=b %}"
        '{% extends "layouts/page.html" %}{% include "quizzes/_start.html" %}',
        "templates/components/card.html": '{% include "courses/_ramp.html" %}',
        "templates/404.html": '{% extends "base.html" %}{% include "home/_a.html" %}',
    }

    assert foreign_templates(planted) == [
        "templates/courses/lesson.html takes quizzes/_start.html",
        "templates/quizzes/quiz.html takes courses/_crumbs.html",
        "templates/components/card.html takes courses/_ramp.html",
        "templates/404.html takes home/_a.html",
    ]


def test_foreign_template_name_is_found_in_python():
    planted = {"courses/views.py": 'render(request, "quizzes/quiz.html", {})'}

    assert foreign_names(planted, {"courses", "quizzes"}) == [
        "courses/views.py names quizzes/quiz.html"
    ]


def test_templates_stay_in_their_folder():
    assert foreign_templates(texts(r"templates/.*")) == []


def test_python_names_templates_of_its_own_app():
    assert foreign_names(code(), set(apps())) == []


# --- The contracts themselves --------------------------------------------------

FAULTS = {
    "courses/queries.py": "import certificates.models",
    "messaging/utils.py": '"""A drawer for everything."""',
    "courses/progress.py": "import django.utils.timezone",
    "certificates/pdf.py": "import weasyprint",
    "courses/models/records.py": "from polymorphic.models import PolymorphicModel",
    "certificates/actions.py": "import quizzes.views",
    "quizzes/queries.py": "import quizzes.actions",
}
REPORTS = [
    r"courses is not allowed to import certificates",
    r"not listed as layers:\s+- messaging\.utils",
    r"courses\.progress -> django",
    r"certificates\.pdf -> weasyprint",
    r"courses\.models\.records -> polymorphic",
    r"certificates\.actions -> quizzes\.views",
    r"quizzes\.queries is not allowed to import quizzes\.actions",
]


def lint_imports(folder: Path) -> str:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def _copy_code(target: Path) -> None:
    shutil.copy(ROOT / ".importlinter", target)
    for path in code():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, target / path)


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> str:
    """What import-linter says of a copy in which each contract is broken once."""
    folder = tmp_path_factory.mktemp("faults")
    _copy_code(folder)
    for path, line in FAULTS.items():
        with (folder / path).open("a") as file:
            file.write(f"\n{line}\n")
    return lint_imports(folder)


@pytest.mark.parametrize("expected", REPORTS)
def test_each_planted_fault_is_reported(report, expected):
    assert re.search(expected, report)


def test_every_contract_can_fail(report):
    count = len([name for name in contracts() if name.startswith("importlinter:c")])

    assert f"Contracts: 0 kept, {count} broken." in report


def test_an_unplanted_copy_is_kept(tmp_path):
    _copy_code(tmp_path)

    assert " 0 broken." in lint_imports(tmp_path)


def test_contracts_name_every_app():
    installed = {name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()}
    ours = set(apps())

    assert ours == installed
    assert ours == set(contracts()["importlinter"]["root_packages"].split())
    assert set(contract_list("private", "source_modules")) == ours - {"lms"}
    assert set(contract_list("weasyprint", "source_modules")) == ours - {"lms"}
    assert set(contract_list("polymorphic", "source_modules")) == ours - {
        "lms",
        "quizzes",
    }
    assert set(contract_list("shelves", "containers")) == ours - {"core", "lms"}


def test_every_rule_is_kept_pure_typed_and_mutated():
    rules = {
        path
        for path in code()
        if RULES.fullmatch(Path(path).name) and path.count("/") == 1
    }
    tools = tomllib.loads(read("pyproject.toml"))["tool"]
    modules = {path.removesuffix(".py").replace("/", ".") for path in rules}

    assert len(rules) >= 4
    assert set(contract_list("pure", "source_modules")) == modules
    assert set(tools["mypy"]["files"]) == rules
    assert set(tools["mutmut"]["source_paths"]) == rules
    assert rules <= set(read("Makefile").split())
