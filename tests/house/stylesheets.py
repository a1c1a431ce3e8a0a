"""Style sheets taken apart: rules, declarations and how deep they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import tinycss2
from tinycss2.color4 import Color, parse_color


@dataclass(frozen=True)
class Rule:
    """One rule: its selector's tokens, its declarations, its depth in other rules."""

    selector: tuple
    declarations: tuple
    depth: int

    @property
    def name(self) -> str:
        return tinycss2.serialize(self.selector).strip()


def _contents(block) -> list:
    return tinycss2.parse_blocks_contents(
        block or [], skip_comments=True, skip_whitespace=True
    )


def _rules_in(nodes, depth: int) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            inside = _contents(node.content)
            own = tuple(one for one in inside if one.type == "declaration")
            yield Rule(tuple(node.prelude), own, depth)
            yield from _rules_in(inside, depth + 1)
        elif node.type == "at-rule" and node.content is not None:
            inside = _contents(node.content)
            own = tuple(one for one in inside if one.type == "declaration")
            if own:
                yield Rule((), own, depth)
            yield from _rules_in(inside, depth)


def rules_of(css: str) -> list[Rule]:
    """Return every rule of a style sheet, also those inside others."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return list(_rules_in(nodes, 1))


def declarations_of(css: str) -> list:
    return [one for rule in rules_of(css) for one in rule.declarations]


def all_tokens(nodes) -> Iterator:
    """Yield tokens with those inside brackets and functions."""
    for node in nodes:
        yield node
        if node.type == "function":
            yield from all_tokens(node.arguments)
        elif node.type.endswith("block"):
            yield from all_tokens(node.content)


COLOUR_FUNCTIONS = {
    *("rgb", "rgba", "hsl", "hsla", "hwb"),
    *("lab", "lch", "oklab", "oklch", "color"),
}
NO_COLOURS = {"transparent", "currentcolor"}


def colour_in(token) -> str | None:
    """Return a token that fixes a colour, as written."""
    if token.type == "function":
        return token.name if token.lower_name in COLOUR_FUNCTIONS else None
    if token.type not in {"hash", "ident"} or token.value.lower() in NO_COLOURS:
        return None
    return token.serialize() if isinstance(parse_color(token), Color) else None


def classes_in(selector) -> list[str]:
    """Return the class names of a selector in their order."""
    flat = list(all_tokens(selector))
    return [
        after.value
        for dot, after in pairwise(flat)
        if dot == "." and after.type == "ident"
    ]


def parts_of(selector) -> list[list]:
    """Return the selectors that commas separate."""
    parts: list[list] = [[]]
    for token in selector:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
