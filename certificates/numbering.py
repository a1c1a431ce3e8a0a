"""Serial numbers and codes of certificates, and how people type them."""

import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so nothing is mistaken when read aloud."""
CHECK_ALPHABET = ALPHABET + "*~$=U"
"""The five more signs of Crockford's check character, modulo 37."""
CODE_LENGTH = 12
SERIAL = re.compile(r"QDM(\d{4})(\d{6,})$")

_LIKE = str.maketrans("OILАВСЕЗНҺІКМОРТХУҮ", "011ABCE3HH1KM0PTXYY")


def check_character(code: str) -> str:
    """Return Crockford's check character of a code (modulo 37)."""
    value = 0
    for letter in code:
        value = value * 32 + ALPHABET.index(letter)
    return CHECK_ALPHABET[value % 37]


def new_code() -> str:
    """Return 12 random characters and their check character."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return code + check_character(code)


def has_right_check(code: str) -> bool:
    """Tell whether a cleaned code is of the right form and its check fits."""
    body, check = code[:CODE_LENGTH], code[CODE_LENGTH:]
    return (
        len(body) == CODE_LENGTH
        and all(letter in ALPHABET for letter in body)
        and check == check_character(body)
    )


def clean_code(typed: str) -> str:
    """Return what was typed as the code it means.

    Lower case, spaces and dashes are forgiven; O, I, L and Cyrillic look-alikes
    become the signs that the alphabet has.
    """
    upper = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(c for c in upper if c.isalnum() or c in "*~$=")
    return kept.translate(_LIKE)


def shown_code(code: str) -> str:
    """Return a code in groups of four, as it is printed and read aloud."""
    groups = [code[at : at + 4] for at in range(0, CODE_LENGTH, 4)]
    return "-".join([*groups, code[CODE_LENGTH:]])


def serial_of(year: int, number: int) -> str:
    """Return the printed number, like QDM-2027-004182."""
    return f"QDM-{year}-{number:06d}"


def clean_serial(typed: str) -> str | None:
    """Return the serial that was typed, or None when it is not one.

    What stands before it on the sheet ("№") may be typed along.
    """
    bare = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed).upper())
    match = SERIAL.search(bare)
    return serial_of(int(match[1]), int(match[2])) if match else None
