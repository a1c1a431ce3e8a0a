"""Style sheets: tokens alone hold colours, one block a file, all joined."""

import gzip
import re
from pathlib import Path

from core.storage import joined
from tests.house.repository import files, judged, read, texts
from tests.house.stylesheets import (
    all_tokens,
    classes_in,
    colour_in,
    declarations_of,
    parts_of,
    rules_of,
)

SHEETS = r"static/css/.*\.css"
PARTS = r"static/css/components/.*\.css"
TOKENS = "static/css/tokens.css"
COMPRESSED_BYTES = 10_000
PHYSICAL = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:top|right|bottom|left)"
    r"(?:-.*)?|top|right|bottom|left|(?:min-|max-)?(?:width|height)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
FOUR_SIDED = {"margin", "padding", "inset", "border-width"}
SIDES = {"left", "right"}
PRINTED = ("static/css/pdf/booklet.css", "static/css/pdf/certificate.css")
REVIEWED_COLOURS = {
    "templates/base.html: #00a3bf": "the browser's own frame takes no variable",
}
COLOUR_IN_MARKUP = re.compile(
    r"[\"':\s](#[0-9a-f]{3,8}|rgba?\(|hsla?\()(?=[\"';\s\d])", re.IGNORECASE
)


# --- Colours -----------------------------------------------------------------------


def colours(css: str) -> list[str]:
    """Return the colours that a style sheet fixes instead of naming a token."""
    return [
        colour
        for one in declarations_of(css)
        for token in all_tokens(one.value)
        if (colour := colour_in(token))
    ]


def test_colours_are_found():
    planted = (
        ".a { color: red; background: #fff8 } @media print { .a { --b: rgb(0 0 0) } }"
        ".c { color: var(--ink); border-color: transparent currentColor;"
        " background: linear-gradient(hsl(1 1% 1%), var(--d)) }"
    )

    assert colours(planted) == ["red", "#fff8", "rgb", "hsl"]


def test_colours_stand_in_tokens_alone():
    found = {path: colours(css) for path, css in texts(SHEETS).items()}

    assert len(found.pop(TOKENS)) > 60
    assert {path: names for path, names in found.items() if names} == {}


def test_markup_and_scripts_hold_no_colour():
    found = [
        f"{path}: {colour}"
        for path, text in texts(r"(?:templates|static/js)/.*\.(?:html|svg|js)").items()
        for colour in COLOUR_IN_MARKUP.findall(text)
    ]

    assert judged(found, REVIEWED_COLOURS) == []


def test_the_excused_colour_is_a_token():
    assert "--sky-mid: #00a3bf;" in read(TOKENS)


# --- One block a file ----------------------------------------------------------------


def strangers(path: str, css: str) -> list[str]:
    """Return the selectors that do not speak of the block the file is named for."""
    block = Path(path).stem.replace("_", "-")
    own = re.compile(rf"{block}(?:-[a-z0-9-]+)?")
    return [
        " ".join(rule.name.split())
        for rule in rules_of(css)
        if rule.depth == 1 and rule.selector
        for part in parts_of(rule.selector)
        if not any(own.fullmatch(name) for name in classes_in(part))
    ]


def test_strangers_are_found():
    planted = (
        ".card a, .card-title { x: y } @media print { .card--now .tag { x: y } }"
        "[data-state] > .card-dot { x: y; .inner { x: y } }"
        ".cards { x: y } table { x: y } .card, .tag { x: y }"
    )

    assert strangers("static/css/components/card.css", planted) == [
        ".cards",
        "table",
        ".card, .tag",
    ]


def test_component_sheet_holds_one_block():
    found = {path: strangers(path, css) for path, css in texts(PARTS).items()}

    assert len(found) > 40
    assert {path: names for path, names in found.items() if names} == {}


def used_words() -> set[str]:
    """Return every word of templates, scripts and Python: class names among them.

    The page of specimens does not count: it shows whatever there is.
    """
    pages = r"(?:templates/(?!styleguide/)|static/js/).*"
    sources = texts(rf"{pages}|(?!tests/|core/styleguide).*\.py").values()
    return {word for text in sources for word in re.findall(r"[\w-]+", text)}


def unused(paths: list[str], words: set[str]) -> list[str]:
    return [path for path in paths if Path(path).stem.replace("_", "-") not in words]


def test_unused_sheet_is_found():
    paths = ["static/css/components/card.css", "static/css/components/course_card.css"]

    assert unused(paths, {"course-card"}) == paths[:1]


def test_every_block_is_used():
    assert unused(files(PARTS), used_words()) == []


# --- Laws of writing -----------------------------------------------------------------


def laws_broken(css: str) -> list[str]:
    """Return what is important, an id, or nested too deep."""
    rules = rules_of(css)
    ids = [
        rule.name
        for rule in rules
        if any(token.type == "hash" for token in all_tokens(rule.selector))
    ]
    important = [f"!{one.name}" for rule in rules for one in rule.declarations
                 if one.important]  # fmt: skip
    return ids + important + [rule.name for rule in rules if rule.depth > 2]


def directions(css: str) -> list[str]:
    """Return the declarations that would need a twin where text runs leftwards."""
    found = []
    for one in declarations_of(css):
        values = [token for token in one.value if token.type != "whitespace"]
        written = [token.serialize() for token in values]
        sides = any(getattr(token, "lower_value", "") in SIDES for token in values)
        is_uneven = len(written) == 4 and (
            (one.name in FOUR_SIDED and written[1] != written[3])
            or (one.name == "border-radius" and written[::3] != written[1:3])
        )
        if PHYSICAL.fullmatch(one.lower_name) or sides or is_uneven:
            found.append(one.name)
    return found


def test_broken_laws_are_found():
    planted = ".a { x: y !important; .b { x: y; .c { x: y } } } #d .e { x: y }"

    assert laws_broken(planted) == ["#d .e", "!x", ".c"]


def test_directions_are_found():
    planted = (
        ".a { margin-left: 0; left: 0; text-align: right; width: 1em;"
        " padding: 0 1em 0 0; margin-inline-start: 0; inset: 0 auto; padding: 0 1em;"
        " border-radius: 1em 0 0 1em }"
    )

    assert directions(planted) == [
        "margin-left",
        "left",
        "text-align",
        "width",
        "padding",
        "border-radius",
    ]


def test_no_sheet_breaks_a_law():
    found = {path: laws_broken(css) for path, css in texts(SHEETS).items()}

    assert {path: names for path, names in found.items() if names} == {}


def test_sheets_for_the_screen_know_no_left_and_right():
    """The printed sheets are exempt: WeasyPrint knows left and right alone."""
    found = {
        path: directions(css)
        for path, css in texts(SHEETS).items()
        if path not in PRINTED
    }

    assert {path: names for path, names in found.items() if names} == {}


def test_reader_preferences_are_heard():
    site = "\n".join(texts(SHEETS).values())

    for preference in (
        "(prefers-reduced-motion: reduce)",
        "(forced-colors: active)",
        "(prefers-color-scheme: dark)",
        "@media print",
        ":focus-visible",
    ):
        assert preference in site


# --- One sheet for the site ----------------------------------------------------------


def imported(css: str) -> list[str]:
    return re.findall(r'@import url\("([^"]+)"\)', css)


def test_site_imports_every_sheet_once():
    names = imported(read("static/css/site.css"))
    printed = [path.removeprefix("static/css/") for path in PRINTED]
    present = {path.removeprefix("static/css/") for path in files(SHEETS)}
    parts = [name for name in names if name.startswith("components/")]

    assert set(names) == present - {"site.css", "admin.css", *printed}
    assert len(names) == len(set(names))
    assert parts == sorted(parts)


def test_admin_imports_the_tokens_alone():
    assert imported(read("static/css/admin.css")) == ["tokens.css"]


def test_site_holds_nothing_but_imports():
    lines = read("static/css/site.css").splitlines()
    others = [line for line in lines if not line.startswith(("@import url(", "/*"))]

    assert others == ["@layer tokens, base, layout, components, utilities, print;"]


def test_joined_sheet_is_whole_and_small():
    css = joined(read("static/css/site.css"), lambda name: read(f"static/css/{name}"))

    assert "@import" not in css
    assert len(gzip.compress(css.encode())) <= COMPRESSED_BYTES
