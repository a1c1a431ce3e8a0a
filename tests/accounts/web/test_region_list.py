"""The list of regions at sign-up is one that people find their own in."""

import pytest
from bs4 import BeautifulSoup

from regions.models import Region

pytestmark = pytest.mark.django_db


def _region(key, kk, ru, **more):
    return Region.objects.create(key=key, name_kk=kk, name_ru=ru, iso="KZ", **more)


@pytest.mark.parametrize(
    ("language", "groups"),
    [
        (
            "kk",
            {
                "Бағдарлама өңірлері": ["Ақтөбе облысы", "Шығыс Қазақстан облысы"],
                "Басқа": ["Абай облысы", "Астана қаласы", "Ұлытау облысы"],
            },
        ),
        (
            "ru",
            {
                "В программе": [
                    "Актюбинская область",
                    "Восточно-Казахстанская область",
                ],
                "Другие": ["область Абай", "город Астана", "область Ұлытау"],
            },
        ),
    ],
)
def test_regions_of_the_programme_come_first_by_name(client, language, groups):
    east = ("Шығыс Қазақстан облысы", "Восточно-Казахстанская область")
    _region("ulytau", "Ұлытау облысы", "область Ұлытау", order=1)
    _region("east", *east, is_project_territory=True, order=2)
    _region("astana", "Астана қаласы", "город Астана", order=3)
    _region("abai", "Абай облысы", "область Абай", order=4)
    _region(
        "aqtobe",
        "Ақтөбе облысы",
        "Актюбинская область",
        is_project_territory=True,
        order=5,
    )

    page = BeautifulSoup(
        client.get(f"/{language}/account/sign-up/").content, "html.parser"
    )

    found = {
        group["label"]: [option.text for option in group.select("option")]
        for group in page.select("[name=region] optgroup")
    }
    assert found == groups
    assert list(found) == list(groups)
    assert page.select_one("[name=region] option")["value"] == ""
