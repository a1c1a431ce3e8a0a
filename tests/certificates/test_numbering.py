"""Numbers and codes, and how people type them."""

import re

import pytest
from hypothesis import given, strategies as st

from certificates import numbering
from certificates.numbering import ALPHABET, CHECK_ALPHABET, CODE_LENGTH

BODIES = st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
CODES = BODIES.map(lambda body: body + numbering.check_character(body))
SAMPLE = "7K2M9QXT4B0C"


def test_the_alphabet_has_no_letters_that_are_mistaken_for_others():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert CHECK_ALPHABET.removeprefix(ALPHABET) == "*~$=U"


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("000000000000", "0"),
        ("000000000001", "1"),
        ("00000000000Z", "Z"),
        ("000000000010", "*"),
        ("000000000011", "~"),
        ("000000000012", "$"),
        ("000000000013", "="),
        ("000000000014", "U"),
        ("000000000015", "0"),
        ("ZZZZZZZZZZZZ", "9"),
    ],
)
def test_check_characters(body, check):
    assert numbering.check_character(body) == check


def errors_of(code: str):
    """Every code with one character wrong, and every two neighbours swapped."""
    for at, right in enumerate(code):
        alphabet = ALPHABET if at < CODE_LENGTH else CHECK_ALPHABET
        for wrong in set(alphabet) - {right}:
            yield code[:at] + wrong + code[at + 1 :]
    for at in range(CODE_LENGTH):
        if code[at] != code[at + 1]:
            yield code[:at] + code[at + 1] + code[at] + code[at + 2 :]


@pytest.mark.parametrize(
    "body", [SAMPLE, "000000000000", "ZZZZZZZZZZZZ", "0Z0Z0Z0Z0Z0Z"]
)
def test_every_single_slip_and_every_swap_of_neighbours_is_found(body):
    code = body + numbering.check_character(body)

    slips = list(errors_of(code))

    assert len(slips) >= CODE_LENGTH * 31 + 36
    assert not any(map(numbering.has_right_check, slips))


@given(CODES)
def test_slips_in_any_code_are_found(code):
    assert numbering.has_right_check(code)
    assert not any(map(numbering.has_right_check, errors_of(code)))


def test_new_codes_are_right_and_never_the_same():
    codes = [numbering.new_code() for _number in range(500)]

    assert len(set(codes)) == 500
    assert all(map(numbering.has_right_check, codes))
    assert {len(code) for code in codes} == {13}


def test_new_codes_use_the_whole_alphabet():
    letters = {letter for _n in range(500) for letter in numbering.new_code()[:12]}

    assert letters == set(ALPHABET)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "0",
        "000000000000",
        "0000000000000Z",
        "00000000000I0",
        "00000000000-0",
        "É" * 13,
    ],
)
def test_what_has_not_the_form_of_a_code_has_no_right_check(code):
    assert not numbering.has_right_check(code)


@given(st.text())
def test_no_text_is_too_odd_to_be_checked(text):
    assert numbering.has_right_check(numbering.clean_code(text)) in {True, False}
    assert numbering.clean_serial(text) is None or text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7k2m-9qxt-4b0c-1", "7K2M9QXT4B0C1"),
        (" 7K2M 9QXT 4B0C 1 ", "7K2M9QXT4B0C1"),
        ("7K2M.9QXT/4B0C_1", "7K2M9QXT4B0C1"),
        ("7K2M9QXT4BOCl", "7K2M9QXT4B0C1"),
        ("oOiIlL", "001111"),
        ("АВСЕНКМОРТХ", "ABCEHKM0PTX"),
        ("авсенкмортх", "ABCEHKM0PTX"),
        ("ІЗҺҮУ", "13HYY"),
        ("７Ｋ２Ｍ", "7K2M"),
        ("7K2M*~$=U", "7K2M*~$=U"),
        ("", ""),
    ],
)
def test_a_typed_code_is_read_as_it_was_meant(typed, meant):
    assert numbering.clean_code(typed) == meant


@given(CODES)
def test_a_printed_code_typed_in_small_letters_is_the_code(code):
    shown = numbering.shown_code(code)

    assert re.fullmatch(r".{4}-.{4}-.{4}-.", shown)
    assert numbering.clean_code(shown) == numbering.clean_code(shown.lower()) == code


@pytest.mark.parametrize(
    ("year", "number", "serial"),
    [
        (2027, 4182, "QDM-2027-004182"),
        (2026, 1, "QDM-2026-000001"),
        (2026, 1_234_567, "QDM-2026-1234567"),
    ],
)
def test_a_number_as_it_is_printed(year, number, serial):
    assert numbering.serial_of(year, number) == serial
    assert numbering.clean_serial(serial) == serial


@pytest.mark.parametrize(
    "typed",
    ["QDM-2027-004182", "qdm 2027 004182", "qdm2027004182", "№ QDM–2027–004182"],
)
def test_a_typed_number_is_read_as_it_was_meant(typed):
    assert numbering.clean_serial(typed) == "QDM-2027-004182"


@pytest.mark.parametrize(
    "typed", ["", "QDM", "2027-004182", "QDM-2027-4182", "XDM-2027-004182"]
)
def test_what_is_no_number(typed):
    assert numbering.clean_serial(typed) is None
