"""Numbers on a page: as short as they are exact, in the reader's own spelling."""

from decimal import Decimal

import pytest
from django.template import engines
from django.utils.translation import override


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        ("3.50", "en", "3.5"),
        ("3.50", "ru", "3,5"),
        ("3.25", "kk", "3,25"),
        ("10.00", "en", "10"),
        ("0.00", "kk", "0"),
    ],
)
def test_number_has_no_needless_noughts(number, language, expected):
    template = engines["django"].from_string("{{ number|plain }}")

    with override(language):
        assert template.render({"number": Decimal(number)}) == expected
