"""What people may type as names, phones, e-mails and sign-in names."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_NAME = re.compile(r"^[^\W\d_](?:[^\W\d_]|[ .'`‘’ʻʼ\-–])*$")
_IIN = re.compile(r"(?<!\d)\d[\d \-]{10,18}\d(?!\d)")
_SIGN_IN_NAME = re.compile(r"^[a-zа-яёәғқңөұүһі0-9][a-zа-яёәғқңөұүһі0-9.\-]{2,39}$")
_QUOTES = " «»“”„\"'"
_GAPS = re.compile(r"[\s_‐‑‒–—-]+")
_DIGITS_BEHIND = re.compile(r"^(.*[^\d-])(\d{3})$")
_PHONE_SIGNS = re.compile(r"^\+?[0-9\s()\-–.]+$")


def clean_text(text: str) -> str:
    """Return typed text in NFC, without hidden characters and double spaces.

    Raises ValidationError when it holds a NUL or a broken character.
    """
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValidationError(_("Remove the hidden characters."), code="hidden")
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in text if unicodedata.category(c) not in _HIDDEN)
    return " ".join(kept.split())


def as_looked_up(text: str) -> str:
    """Return what was typed to sign in, in the one form that identifiers are kept in.

    It never fails: what cannot be a sign-in name is simply nobody's.
    """
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in text if unicodedata.category(c) not in _HIDDEN)
    return kept.strip().lower()


def as_sign_in_name(text: str) -> str:
    """Return what was typed to sign in, in the form in which names are given out.

    «Әже 861» and әже861 mean әже-861; an e-mail stays as it is.
    """
    text = as_looked_up(text)
    if "@" in text:
        return text
    joined = _GAPS.sub("-", text.strip(_QUOTES)).strip("-")
    return _DIGITS_BEHIND.sub(r"\1-\2", joined)


def refuse_iin(text: str) -> None:
    """Raise ValidationError when a text holds what may be an IIN: we never keep one."""
    for match in _IIN.finditer(text):
        if len(re.sub(r"\D", "", match[0])) == 12:
            raise ValidationError(
                _("Do not write an IIN here: Qadam never keeps one."), code="iin"
            )


def clean_name(text: str) -> str:
    """Return a name as typed, cleaned; letters of any alphabet, hyphen, apostrophe."""
    text = clean_text(text)
    refuse_iin(text)
    if text and not _NAME.match(text):
        raise ValidationError(
            _("Use letters, spaces, hyphens and apostrophes only."), code="letters"
        )
    return text


def as_phone(text: str) -> str | None:
    """Return a Kazakhstan phone as +77011234567, None when it is not one.

    8 701…, +7(701)…, 7701… and 701… all mean the same number.
    """
    text = as_looked_up(text)
    if not _PHONE_SIGNS.match(text):
        return None
    digits = re.sub(r"\D", "", text)
    has_country = len(digits) == 11 and digits[0] in "78"
    if text.startswith("+") and not (has_country and digits[0] == "7"):
        return None
    number = digits[1:] if has_country else digits
    return f"+7{number}" if len(number) == 10 and number[0] == "7" else None


def spaced_phone(phone: str) -> str:
    """Return +77011234567 as people read it: +7 701 123 45 67."""
    return re.sub(r"^(\+7)(\d{3})(\d{3})(\d\d)(\d\d)$", r"\1 \2 \3 \4 \5", phone)


def clean_phone(text: str) -> str:
    """Return a phone in one form; raises ValidationError with the form to use."""
    phone = as_phone(clean_text(text))
    if phone is None:
        raise ValidationError(
            _("Enter a phone number of 10 digits after +7, like +7 701 123 45 67."),
            code="phone",
        )
    return phone


def clean_sign_in_name(text: str) -> str:
    """Return a sign-in name in lower case, dashes for spaces.

    Raises ValidationError with the rule.
    """
    name = clean_text(text).lower().replace(" ", "-")
    if not _SIGN_IN_NAME.match(name):
        raise ValidationError(
            _("A sign-in name has 3 to 40 letters, digits, dots or dashes."),
            code="sign_in_name",
        )
    return name
