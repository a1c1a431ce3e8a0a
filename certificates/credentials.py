"""What the outside world sees of a certificate: its address, QR code, public name."""

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def verification_url(code: str) -> str:
    """Return the public address that the QR code holds."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/kk/verify/{code}/"


def qr_svg(text: str, dark: str = "black") -> SafeString:
    """Return a QR code as SVG without size or style of its own.

    On a page the style sheet gives the colour, whatever `dark` is; a drawn PDF needs
    it here, since no style sheet reaches into its drawings.
    """
    svg = segno.make(text, error="m").svg_inline(
        omitsize=True, svgclass="qr-code", lineclass=None, dark=dark
    )
    return mark_safe(svg)  # noqa: S308 - drawn by segno from our own address


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
