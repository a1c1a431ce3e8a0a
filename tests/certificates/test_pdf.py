"""The printed certificate: its own font, its own colours, every name whole."""

import datetime
import io

import pypdf
import pytest

from certificates import pdf as sheets
from certificates.models import Certificate
from core import pdf, tokens
from core.qr import qr_svg

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def drawn():
    certificate = Certificate(
        serial="QD-2026-000001",
        code="ABCDEFGHJKMNP",
        recipient_name="Әйгерім Қуанышбекқызы Һәкімова",
        titles={"kk": "Мемлекеттік қызметтер", "ru": "Госуслуги", "en": "Services"},
        academic_hours=3,
        result_percent=90,
        language="kk",
        issued_at=NOW,
    )
    content = sheets.draw(certificate)
    yield pypdf.PdfReader(io.BytesIO(content))
    pdf.close()


def _colour(name: str) -> list[float]:
    value = tokens.palette()[name]
    return [round(int(value[at : at + 2], 16) / 255, 2) for at in (1, 3, 5)]


def _colours_used(reader) -> list[list[float]]:
    operations = reader.pages[0].get_contents().operations
    return [
        [round(float(part), 2) for part in values[:3]]
        for values, operator in operations
        if operator in {b"rg", b"RG", b"scn", b"SCN"} and len(values) >= 3
    ]


def test_sheet_is_set_in_the_font_that_ships(drawn):
    fonts = drawn.pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}

    assert names == {"Onest", "Onest-Bold"}


@pytest.mark.parametrize("name", ["sky", "sun", "sun_deep", "surface", "ink"])
def test_sheet_wears_the_colours_of_the_product(drawn, name):
    assert _colour(name) in _colours_used(drawn)


def test_sheet_carries_the_whole_name(drawn):
    text = " ".join(drawn.pages[0].extract_text().split())

    assert "Әйгерім Қуанышбекқызы Һәкімова" in text
    assert "Мемлекеттік қызметтер" in text


@pytest.mark.parametrize("colour", [{}, {"dark": "#16222d"}])
def test_qr_code_is_drawn(colour):
    assert '<path stroke="' in qr_svg("https://qadam.example", **colour)


def test_qr_code_carries_its_own_colour_into_the_drawing():
    ink = tokens.palette()["ink"]

    assert f'stroke="{ink}"' in qr_svg("https://qadam.example", ink)
