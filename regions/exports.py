"""Regions back into the content file."""

from regions import formats
from regions.models import Region

BEFORE_TERRITORY = formats.PLAIN[: formats.PLAIN.index("valid_from")]


def _row(region: Region) -> dict:
    row = {"key": region.key}
    for name in formats.TEXTS:
        row[name] = {
            code: getattr(region, f"{name}_{code}") for code in formats.LANGUAGES
        }
    row |= {name: getattr(region, name) for name in BEFORE_TERRITORY}
    territory = region.project_territory
    row["project_territory"] = territory.key if territory else None
    row["valid_from"] = region.valid_from
    row["order"] = region.order
    return row


def regions_text() -> str:
    """Return every region as YAML, in the order and form that `load_regions` reads."""
    regions = Region.objects.select_related("project_territory")
    return formats.write([_row(region) for region in regions])
