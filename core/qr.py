"""QR codes as SVG, for pages, paper and PDF."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, dark: str = "black") -> SafeString:
    """Return a QR code as SVG without size or style of its own.

    On a page the style sheet gives the colour, whatever `dark` is; a drawn PDF needs
    it here, since no style sheet reaches into its drawings.
    """
    svg = segno.make(text, error="m").svg_inline(
        omitsize=True, svgclass="qr-code", lineclass=None, dark=dark
    )
    return mark_safe(svg)  # noqa: S308 - drawn by segno from our own address
