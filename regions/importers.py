"""Regions from content files."""

from pathlib import Path

from regions import formats
from regions.models import Region


def load_regions(path: Path) -> int:
    """Load every region of the file; return how many there are."""
    rows = formats.read(path.read_text())
    regions = {}
    for row in rows:
        values = {
            name: row[name] for name in formats.PLAIN if row.get(name) is not None
        }
        for name in formats.TEXTS:
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
