"""Documents in step with the code: apps, commands, settings, targets, links."""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath

from tests.house.repository import all_files, apps, files, judged, read, texts

VARIABLE = r"(?:LMS_[A-Z_]+|DATABASE_URL|REDIS_URL|PORT)"
READ_IN_SETTINGS = re.compile(
    rf"""(?:\benv(?:\.\w+)?|environ(?:\.get)?)[(\[]["']({VARIABLE})["']"""
)
SETTING_READERS = r"lms/(?:settings/\w+|gunicorn)\.py"
TEST_READERS = r"(?:tests/(?!house/)|benchmarks/).*\.py"
TARGET = re.compile(r"^([a-z][a-z-]*):.*##", re.MULTILINE)
HEADINGS = ["Context", "Decision", "Rejected", "Consequences"]
LINK = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
OUTSIDE = ("http://", "https://", "mailto:", "tel:")


def unnamed(names: list[str], text: str) -> list[str]:
    """Return the names that stand nowhere in a text as code."""
    code = re.findall(r"`[^`\n]+`|^ {4}.+$|^```.*?^```", text, re.MULTILINE | re.DOTALL)
    words = set(re.findall(r"[\w.-]+", " ".join(code)))
    return [name for name in names if name not in words]


def test_unnamed_is_found():
    text = "Say `make run`, then\n\n    make test PORT=1\n\nbut not cover.\n"

    assert unnamed(["run", "test", "PORT", "cover"], text) == ["cover"]


# --- Apps, commands, targets, settings -------------------------------------------


def commands() -> list[str]:
    found = files(r"\w+/management/commands/[a-z]\w*\.py")
    return [Path(path).stem for path in found]


def variables(text: str) -> set[str]:
    return set(READ_IN_SETTINGS.findall(text))


def example_variables() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE))


def test_variables_are_found():
    text = """A = env("LMS_A"); B = env.bool('LMS_B', default=True)
    os.environ.get("PORT"); os.environ["REDIS_URL"]; LMS_C = 1; env("OTHER")"""

    assert variables(text) == {"LMS_A", "LMS_B", "PORT", "REDIS_URL"}


def test_settings_read_what_the_example_lists():
    used = variables("\n".join(texts(SETTING_READERS).values()))

    assert len(used) > 10
    assert used == example_variables()


def test_every_variable_is_explained():
    of_tests = variables("\n".join(texts(TEST_READERS).values()))
    names = sorted(example_variables() | of_tests)

    assert unnamed(names, read("docs/operations.md")) == []


def test_every_app_is_on_the_tour():
    assert unnamed(apps(), read("docs/tour.md")) == []


def test_every_command_is_explained():
    assert len(commands()) > 8
    assert unnamed(commands(), read("docs/tour.md") + read("docs/operations.md")) == []


def test_every_target_is_explained():
    targets = TARGET.findall(read("Makefile"))

    assert len(targets) > 15
    assert unnamed(targets, read("README.md")) == []


def test_readme_names_the_two_commands_and_a_picture():
    readme = read("README.md")

    assert "    make run\n" in readme
    assert "    make test\n" in readme
    assert re.search(r"!\[[^\]]{20,}\]\([^)]+\.png\)", readme)


# --- Decisions -------------------------------------------------------------------


def record_faults(path: str, text: str, index: str) -> list[str]:
    """Return what a decision record lacks: its number, a heading, its row."""
    name = PurePosixPath(path).name
    title = re.match(r"# (\d{4}) (.+)\n", text)
    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    faults = [] if found == HEADINGS else ["headings"]
    if not title or title[1] != name[:4]:
        faults.append("number")
    elif f"| [{title[1]}]({name}) | {title[2]} |" not in index:
        faults.append("index")
    return faults


def test_record_faults_are_found():
    text = "# 0002 Two\n\n## Context\n\n## Decision\n"
    whole = "# 0001 One\n" + "".join(f"## {one}\n" for one in HEADINGS)
    index = "| [0001](0001-one.md) | One |"

    assert record_faults("docs/decisions/0001-one.md", whole, index) == []
    assert record_faults("0002-two.md", text, index) == ["headings", "index"]
    assert record_faults("0003-two.md", whole, index) == ["number"]


def test_decisions_are_whole_and_in_the_index():
    index = read("docs/decisions/index.md")
    records = texts(r"docs/decisions/\d{4}-[a-z0-9-]+\.md")
    numbers = [int(PurePosixPath(path).name[:4]) for path in records]

    assert numbers == list(range(1, len(records) + 1))
    assert set(records) == set(files(r"docs/decisions/(?!index).*"))
    faults = {path: record_faults(path, text, index) for path, text in records.items()}
    assert {path: found for path, found in faults.items() if found} == {}


# --- Links -----------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """Return the anchors that headings give, as the usual forges write them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in kept}


def broken_links(documents: dict[str, str], present: set[str]) -> list[str]:
    """Return the relative links that lead to no file, or to no heading in it."""
    folders = {str(parent) for path in present for parent in Path(path).parents}
    found = []
    for path, text in documents.items():
        for link in LINK.findall(FENCED.sub("", text)):
            if link.startswith(OUTSIDE):
                continue
            name, _hash, anchor = link.partition("#")
            target = normpath(f"{PurePosixPath(path).parent}/{name}") if name else path
            is_there = target in present | folders
            if is_there and anchor and target in documents:
                is_there = anchor in anchors(documents[target])
            if not is_there:
                found.append(f"{path}: {link}")
    return found


def test_broken_links_are_found():
    documents = {
        "docs/a.md": "[b](b.md) [c](../c.md#two-words) [d](d.md) [e](#here) ![f](../x/)"
        "\n[g](../c.md#none) `[h](h.md)` [i](https://e.org/)\n# Here\n",
        "c.md": "## Two words!\n",
    }
    present = {"docs/a.md", "docs/b.md", "c.md", "x/f.png"}

    assert broken_links(documents, present) == [
        "docs/a.md: d.md",
        "docs/a.md: ../c.md#none",
    ]


def test_no_link_is_broken():
    documents = texts(r"(?!content/(?:courses|pages|news)/).*\.md")

    assert len(documents) > 10
    assert judged(broken_links(documents, set(all_files()))) == []
