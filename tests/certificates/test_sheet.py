"""The printed sheet: one page, A4 landscape, whatever is printed on it."""

import datetime
import io

import pypdf
import pytest

from certificates import pdf as sheets
from certificates.models import Certificate
from core import pdf

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
LONGEST = {
    "ordinary": "Омарова Айгүл Серікқызы",
    "letters": KAZAKH,
    "three of eighty": " ".join(["Әбдіқадырқұлмұхамедова" * 4])[:80],
    "as long as may be": "Құдайбергенқызы-Мұхамеджановна Тоқтарбекұлы " * 5 + "Қазыбек",
    "without a space": "Ұзынқұлақ" * 27,
    "wide": "Щ" * 80,
}
TITLES = {
    "kk": "Мемлекеттік қызметтерді онлайн алу және цифрлық қолтаңбаны пайдалану " * 3,
    "ru": "Получение государственных услуг онлайн и использование подписи " * 3,
    "en": "Getting government services online and using a digital signature " * 3,
}


@pytest.fixture(scope="module", autouse=True)
def one_drawing_process():
    yield
    pdf.close()


def sheet(**kwargs) -> pypdf.PdfReader:
    certificate = Certificate(
        **{
            "serial": "QDM-2026-000001",
            "code": "7K2M9QXT4B0C1",
            "recipient_name": LONGEST["ordinary"],
            "titles": {"kk": "Мемлекеттік қызметтер", "ru": "Госуслуги"},
            "academic_hours": 3,
            "result_percent": 90,
            "language": "kk",
            "issued_at": NOW,
            **kwargs,
        }
    )
    return pypdf.PdfReader(io.BytesIO(sheets.draw(certificate)))


def text_of(reader) -> str:
    return reader.pages[0].extract_text()


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", LONGEST.values(), ids=LONGEST)
def test_a_name_stands_whole_on_one_page(name):
    reader = sheet(recipient_name=name.strip()[:250])

    assert len(reader.pages) == 1
    assert letters(name.strip()[:250]) in letters(text_of(reader))


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_longest_of_everything_still_fits(code):
    titles = {key: title.strip()[:180] for key, title in TITLES.items()}
    reader = sheet(
        recipient_name=LONGEST["as long as may be"].strip()[:250],
        titles=titles,
        language=code,
        academic_hours=999,
        serial="QDM-2026-1234567",
    )

    text = letters(text_of(reader))
    assert len(reader.pages) == 1
    for title in titles.values():
        assert letters(title) in text
    assert "QDM-2026-1234567" in text


def test_the_sheet_is_a4_landscape():
    box = sheet().pages[0].mediabox

    assert (round(float(box.width)), round(float(box.height))) == (842, 595)


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_sheet_says_its_title_and_language_and_is_tagged(code):
    reader = sheet(language=code)
    root = reader.trailer["/Root"]

    assert root["/Lang"] == code
    assert "QDM-2026-000001" in reader.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [("kk", "Мемлекеттік", "Госуслуги"), ("ru", "Госуслуги", "Мемлекеттік")],
)
def test_the_recipient_s_language_comes_first(code, first, second):
    text = text_of(sheet(language=code))

    assert 0 < text.index(first) < text.index(second)


def test_the_sheet_carries_what_is_needed_to_check_it():
    text = letters(text_of(sheet()))

    assert "7K2M-9QXT-4B0C-1" in text
    assert "/kk/verify/7K2M9QXT4B0C1/" in text


def test_without_a_quiz_no_result_is_printed():
    assert "90" not in text_of(sheet(result_percent=None)).replace("\xa0", " ")


def test_wording_is_never_code():
    reader = sheet(recipient_name="{{ 7*7 }} %s <b>{0}</b>")

    assert letters("{{ 7*7 }} %s <b>{0}</b>") in letters(text_of(reader))


@pytest.mark.parametrize(
    ("length", "size"),
    [(0, "usual"), (40, "usual"), (41, "long"), (80, "long"), (81, "longest")],
)
def test_long_texts_are_printed_smaller(length, size):
    assert sheets.size_of("х" * length, long=40, longest=80) == size
