"""The file of regions: which fields it holds, and in which order."""

from typing import Any

import yaml

LANGUAGES = ("kk", "ru", "en")
TEXTS = ("name", "locative", "centre")
PLAIN = (
    "iso",
    "iso_old",
    "latitude",
    "longitude",
    "map_x",
    "map_y",
    "time_zone",
    "is_project_territory",
    "has_pilot_centre",
    "valid_from",
    "order",
)


def read(text: str) -> list[dict[str, Any]]:
    return yaml.safe_load(text)


def write(rows: list[dict[str, Any]]) -> str:
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000)
