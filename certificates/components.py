"""Pieces that certificate pages and the printed sheet share."""

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from certificates.models import Certificate


def verification_url(certificate: Certificate) -> str:
    """Return the public address that the QR code holds."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/kk/verify/{certificate.code}/"


def qr_svg(text: str) -> SafeString:
    """Return a QR code as SVG without size, style or colour of its own."""
    svg = segno.make(text, error="m").svg_inline(
        omitsize=True, xmldecl=False, svgclass="qr-code", lineclass=None, dark=None
    )
    return mark_safe(svg)  # noqa: S308 - drawn by segno from our own address


def public_name(certificate: Certificate) -> str:
    """Return the name as strangers see it: the family name is one letter.

    The first word of the printed name is the family name (Kazakh and Russian order);
    a single word is shown whole.
    """
    family, *rest = certificate.recipient_name.split()
    return " ".join([*rest, f"{family[0]}."]) if rest else family
