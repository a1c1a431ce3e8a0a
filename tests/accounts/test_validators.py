"""What may be typed as a name, a phone, an e-mail or a sign-in name."""

import pytest
from django.core.exceptions import ValidationError

from accounts import validators

ONE_PHONE = "+77011234567"


def refused(clean, text) -> str:
    with pytest.raises(ValidationError) as failure:
        clean(text)
    return failure.value.code


@pytest.mark.parametrize(
    "text",
    [
        "+7 701 123 45 67",
        "8 701 123 45 67",
        "87011234567",
        "77011234567",
        "7011234567",
        "+7(701)1234567",
        "8 (701) 123-45-67",
        "+7-701-123-45-67",
        "+7 701 123–45–67",
        " 8.701.123.45.67 ",
        "\u200e+7 701\xa0123 45 67\u202c",
    ],
)
def test_every_spelling_of_a_phone_is_one_number(text):
    assert validators.as_phone(text) == ONE_PHONE
    assert validators.clean_phone(text) == ONE_PHONE


@pytest.mark.parametrize(
    ("kept", "shown"), [(ONE_PHONE, "+7 701 123 45 67"), ("", ""), ("+49 30", "+49 30")]
)
def test_a_phone_is_shown_in_groups(kept, shown):
    assert validators.spaced_phone(kept) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "701123456",
        "+7 701 123 45",
        "+7 012 345 678",
        "+1 701 234 5678",
        "+8 701 123 45 67",
        "870112345678",
        "6011234567",
        "٧٠١١٢٣٤٥٦٧",
        "８７０１１２３４５６７",
        "aigul",
        "7011234567 доб. 5",
        "++77011234567",
        "7" * 10_000,
    ],
)
def test_what_is_no_phone_of_the_country_is_refused(text):
    assert validators.as_phone(text) is None
    assert refused(validators.clean_phone, text) == "phone"


@pytest.mark.parametrize(
    "name",
    [
        "Әсел Ғалымқызы",
        "Ғ Қ Ң Ө Ұ Ү Һ І",
        "Нұр-Сұлтан",
        "О'Брайен",
        "Дʼартаньян",
        "Ма’мун",
        "Ulug‘bek",
        "Петров-Водкин",
        "Қ. Сәтбаев",
        "Ли",
        "Я",
        "ßÉł",
        "阿依古丽",
    ],
)
def test_a_name_is_kept_as_it_was_typed(name):
    assert validators.clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Айгүл \t Омарова ", "Айгүл Омарова"),
        ("Андрей", "Андрей"),
        ("Ай\u200bгүл\u202e", "Айгүл"),
        ("Айгүл\xa0Омарова\u2028", "Айгүл Омарова"),
        ("\u200b \u2060", ""),
        ("", ""),
    ],
)
def test_a_name_is_cleaned_of_what_cannot_be_seen(typed, kept):
    assert validators.clean_name(typed) == kept


@pytest.mark.parametrize(
    "name",
    ["Айгүл😀", "R2D2", "_Айгүл", "-Айгүл", "<b>Айгүл</b>", "Айгүл/", "=1+1", "1"],
)
def test_a_name_of_other_signs_is_refused(name):
    assert refused(validators.clean_name, name) == "letters"


@pytest.mark.parametrize("text", ["Ай\0гүл", "\ud800Айгүл"])
def test_broken_text_is_refused(text):
    assert refused(validators.clean_text, text) == "hidden"


@pytest.mark.parametrize(
    "text",
    [
        "990101300123",
        "990101 300 123",
        "ЖСН 990101-300-123",
        "990101300123@example.kz",
    ],
)
def test_an_iin_is_never_taken(text):
    assert refused(validators.refuse_iin, text) == "iin"


@pytest.mark.parametrize(
    "text", ["+7 701 123 45 67", "8 701 123 45 67", "2026", "12345678901", "9" * 13]
)
def test_other_numbers_are_no_iin(text):
    assert validators.refuse_iin(text) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Aigul", "aigul"),
        (" ӘСЕЛ ", "әсел"),
        ("nur-bol.7", "nur-bol.7"),
        ("007", "007"),
        ("Ай гүл", "ай-гүл"),
    ],
)
def test_a_sign_in_name_is_kept_in_lower_case(typed, kept):
    assert validators.clean_sign_in_name(typed) == kept


@pytest.mark.parametrize(
    "text",
    ["", "ab", "a,b", "a@b", "-ab", "ab/", "a" * 41, "😀😀😀", "\u200b\u200b\u200b"],
)
def test_other_sign_in_names_are_refused(text):
    assert refused(validators.clean_sign_in_name, text) == "sign_in_name"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" ӘСЕЛ-123\u200b", "әсел-123"), ("A@B.KZ", "a@b.kz"), ("", ""), ("\0\ud800", "")],
)
def test_what_was_typed_to_sign_in_has_one_form(typed, kept):
    assert validators.as_looked_up(typed) == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("әже-861", "әже-861"),
        ("әже 861", "әже-861"),
        ("«Әже 861»", "әже-861"),
        ("ӘЖЕ861", "әже-861"),
        (" әже - 861 ", "әже-861"),
        ("әже\xa0–\xa0861", "әже-861"),
        ("ай гүл861", "ай-гүл-861"),
        ("әже 8610", "әже-8610"),
        ("A_b@C.kz", "a_b@c.kz"),
        ("", ""),
        ("861", "861"),
        ("\0\ud800", ""),
    ],
)
def test_a_sign_in_name_is_read_with_spaces_for_its_dash(typed, meant):
    assert validators.as_sign_in_name(typed) == meant
