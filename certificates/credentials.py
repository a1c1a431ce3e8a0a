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


def public_name(recipient_name: str) -> str:
    """Return the name as strangers see it: the family name is one letter.

    The first word of the printed name is the family name (Kazakh and Russian order);
    a single word is shown whole.
    """
    family, *rest = recipient_name.split()
    return " ".join([*rest, f"{family[0]}."]) if rest else family
