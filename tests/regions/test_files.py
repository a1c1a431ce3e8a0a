"""The regions' file: read, written back, and read again without a change."""

import pytest

from regions import formats
from regions.exports import regions_text
from regions.importers import load_regions
from regions.models import Region
from tests.counting import Counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(content_dir):
    return content_dir / "regions.yaml"


def test_the_file_that_ships_names_the_twenty_regions(file):
    assert load_regions(file) == 20

    assert Region.objects.count() == 20
    territories = Region.objects.filter(is_project_territory=True)
    assert territories.count() == 8
    successor = Region.objects.get(key="abai")
    assert successor.project_territory.is_project_territory
    for region in Region.objects.all():
        assert all(
            getattr(region, f"{name}_{code}")
            for name in ("name", "locative")
            for code in formats.LANGUAGES
        )


def test_a_round_trip_changes_nothing(file):
    load_regions(file)

    assert regions_text() == file.read_text()


def test_loading_again_changes_nothing(file):
    load_regions(file)
    before = list(Region.objects.values())

    load_regions(file)

    assert list(Region.objects.values()) == before


def test_a_changed_file_changes_its_region_and_no_other(file, tmp_path):
    load_regions(file)
    changed = tmp_path / "regions.yaml"
    changed.write_text(file.read_text().replace("Atyrau Region", "Atyrau oblast"))

    load_regions(changed)

    assert Region.objects.get(key="atyrau").name_en == "Atyrau oblast"
    assert Region.objects.count() == 20


def test_a_region_may_leave_out_what_it_does_not_have(tmp_path):
    path = tmp_path / "regions.yaml"
    path.write_text("- key: new\n  name: {kk: Жаңа}\n  iso: KZ-99\n")

    assert load_regions(path) == 1

    region = Region.objects.get()
    assert (region.name_kk, region.name_ru, region.centre_kk) == ("Жаңа", "", "")
    assert region.project_territory is None


def test_writing_takes_one_query(file):
    load_regions(file)

    with Counted() as counted:
        regions_text()

    assert len(counted) == 1


def test_staff_may_choose_the_zones_of_the_regions_and_no_other(file, settings):
    load_regions(file)

    zones = set(Region.objects.values_list("time_zone", flat=True))

    assert set(settings.WAGTAIL_USER_TIME_ZONES) == zones
    assert settings.WAGTAIL_USER_TIME_ZONES[0] == settings.TIME_ZONE
