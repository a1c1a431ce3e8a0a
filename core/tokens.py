"""The tokens of the style sheets, read for what no style sheet reaches."""

import re
from functools import cache

from django.conf import settings

TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
DARK = ':root[data-theme="dark"] {'
LINEAR_BELOW = 0.04045


@cache
def values(scheme: str = "light") -> dict[str, str]:
    """Return name and value of each token as written, in one colour scheme."""
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light = dict(TOKEN.findall(css.partition("@media")[0]))
    if scheme == "light":
        return light
    return light | dict(TOKEN.findall(css.partition(DARK)[2].partition("}")[0]))


def palette() -> dict[str, str]:
    """Return the light colours by names that a template can write."""
    found = values().items()
    return {name.replace("-", "_"): value for name, value in found if value[0] == "#"}


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart, as WCAG 2 reckons it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        _linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= LINEAR_BELOW:
        return channel / 12.92
    return ((channel + 0.055) / 1.055) ** 2.4
