"""The colours of tokens.css can be told from the papers they stand on."""

import pytest

from core import styleguide, tokens

GRAPHICS = {"edge"}
LEAST_TEXT, LEAST_GRAPHIC = 7, 3


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#000000", 21),
        ("#767676", "#ffffff", 4.54),
        ("#00566e", "#00566e", 1),
    ],
)
def test_contrast(one, other, expected):
    assert tokens.contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_dark_scheme_changes_colours_and_keeps_sizes():
    light, dark = tokens.values("light"), tokens.values("dark")

    assert (light["paper"], dark["paper"]) == ("#fbf7ee", "#11181e")
    assert light["s1"] == dark["s1"] == "0.25rem"


def test_palette_is_the_light_one_and_colours_alone():
    palette = tokens.palette()

    assert (palette["sky"], palette["sun_deep"]) == (
        "#00566e",
        tokens.values()["sun-deep"],
    )
    assert not {"s1", "sun-deep"} & set(palette)


def test_the_desk_follows_the_choice_in_the_account_before_the_device(settings):
    """Wagtail says the choice by a class; the device decides where there is none."""
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()

    by_choice = css.partition(f":root.w-theme-dark,\n{tokens.DARK}")[2].partition("}")[
        0
    ]
    by_device = css.partition("@media (prefers-color-scheme: dark) {")[2]

    assert dict(tokens.TOKEN.findall(by_choice))["paper"] == "#11181e"
    assert by_device.split("{")[0].strip().endswith(":not(.w-theme-light)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "paper"),
    [(name, paper) for name, (_use, paper) in styleguide.SWATCHES.items() if paper],
)
def test_colour_stands_out_from_its_paper(scheme, name, paper):
    least = LEAST_GRAPHIC if name in GRAPHICS else LEAST_TEXT
    values = tokens.values(scheme)

    assert tokens.contrast(values[name], values[paper]) >= least


def test_every_colour_is_shown():
    colours = {name for name, value in tokens.values().items() if value[0] == "#"}

    assert colours - set(styleguide.SWATCHES) == {"code-paper", "code-ink"}
