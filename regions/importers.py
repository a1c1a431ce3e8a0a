"""Regions from content files."""

from pathlib import Path

import yaml

from regions.models import Region

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


def load_regions(path: Path) -> int:
    """Load every region of the file; return how many there are."""
    rows = yaml.safe_load(path.read_text())
    regions = {}
    for row in rows:
        values = {name: row[name] for name in PLAIN if row.get(name) is not None}
        for name in TEXTS:
            for code, text in (row.get(name) or {}).items():
                values[f"{name}_{code}"] = text
        regions[row["key"]], _is_new = Region.objects.update_or_create(
            key=row["key"], defaults=values
        )
    for row in rows:
        if row.get("project_territory"):
            region = regions[row["key"]]
            region.project_territory = regions[row["project_territory"]]
            region.save(update_fields=["project_territory"])
    return len(rows)
