"""Regions with the dates for which they hold, named in the reader's language."""

from datetime import date

import pytest
import time_machine
from django.utils.translation import override

from regions.models import Region
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def make_region(key="aqtobe", **kwargs) -> Region:
    names = {
        f"{name}_{code}": f"{name} {code}"
        for name in ("name", "locative", "centre")
        for code in ("kk", "ru", "en")
    }
    return Region.objects.create(key=key, iso="KZ-15", **{**names, **kwargs})


@pytest.mark.parametrize(
    ("language", "code"), [("kk", "kk"), ("ru", "ru"), ("en", "en"), ("de", "kk")]
)
def test_a_region_is_named_in_the_readers_language(language, code):
    region = make_region()

    with override(language):
        assert (region.name, str(region)) == (f"name {code}", f"name {code}")
        assert region.locative == f"locative {code}"
        assert region.centre == f"centre {code}"


def test_without_a_language_and_without_a_text_it_is_named_in_kazakh():
    region = make_region(name_ru="", centre_ru="")

    with override("ru"):
        assert (region.name, region.centre) == ("name kk", "centre kk")
    with override(None):
        assert region.name == "name kk"


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2022, 6, 7), ["always", "old"]),
        (date(2022, 6, 8), ["always", "new", "old"]),
        (date(2022, 6, 9), ["always", "new"]),
    ],
)
def test_regions_are_those_of_a_day(day, keys):
    make_region("always")
    make_region("old", valid_until=date(2022, 6, 8))
    make_region("new", valid_from=date(2022, 6, 8))

    assert [region.key for region in Region.objects.as_of(day)] == keys


def test_today_is_the_day_in_kazakhstan():
    make_region("ends", valid_until=date(2026, 11, 24))
    make_region("begins", valid_from=date(2026, 11, 25))

    with time_machine.travel(NOW.replace(hour=18, minute=59), tick=False):
        assert [region.key for region in Region.objects.today()] == ["ends"]
    with time_machine.travel(NOW.replace(hour=19), tick=False):
        assert [region.key for region in Region.objects.today()] == ["begins"]


def test_regions_stand_in_their_order():
    make_region("b", order=1)
    make_region("a", order=1)
    make_region("c", order=0)

    assert [region.key for region in Region.objects.all()] == ["c", "a", "b"]
