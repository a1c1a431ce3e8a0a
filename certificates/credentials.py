"""What the outside world sees of a certificate: its address and public name."""

from django.conf import settings


def verification_url(code: str) -> str:
    """Return the public address that the QR code holds."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/kk/verify/{code}/"


def public_name(recipient_name: str, *, given_name: str, family_name: str) -> str:
    """Return the name as strangers see it: the family name is one letter, at the end.

    People spell and order the printed name as they like. Where the family name is not
    in it as written in the account, only the given name stays whole, or else the first
    word.
    """
    words = recipient_name.split()
    hidden = [word for word in words if _is_in(family_name, word)]
    if not hidden:
        known = [word for word in words if _is_in(given_name, word)] or words[:1]
        hidden = [word for word in words if word not in known]
    whole = [word for word in words if word not in hidden]
    return " ".join([*whole, *(f"{word[0]}." for word in hidden)])


def _is_in(name: str, word: str) -> bool:
    return word.casefold() in name.casefold().split()
