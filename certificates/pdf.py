"""The sheet of a certificate: for paper, where `core.pdf` draws it, and for pages."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from certificates.credentials import verification_url
from certificates.models import Certificate
from core import pdf, tokens
from core.qr import qr_svg

STYLESHEET = "css/pdf/certificate.css"


def size_of(text: str, *, long: int, longest: int) -> str:
    """Return how small a text must be printed so that the sheet stays one page."""
    if len(text) > longest:
        return "longest"
    return "long" if len(text) > long else "usual"


def _sheet(certificate: Certificate, name: str) -> dict:
    """Return what the sheet shows: its own language first, the other two smaller."""
    languages = [certificate.language]
    languages += [code for code in ("kk", "ru", "en") if code not in languages]
    titles = [
        {"language": code, "title": certificate.titles[code]}
        for code in languages
        if code in certificate.titles
    ]
    return {
        "certificate": certificate,
        "name": name,
        "colours": tokens.palette(),
        "name_size": size_of(name, long=40, longest=80),
        "title_size": size_of(
            max([row["title"] for row in titles], key=len, default=""),
            long=60,
            longest=120,
        ),
        "titles": titles,
        "issued_on": timezone.localtime(certificate.issued_at).date(),
        "qr": qr_svg(verification_url(certificate.code), tokens.palette()["ink"]),
        "verification_url": verification_url(certificate.code),
    }


def html_of(certificate: Certificate) -> str:
    """Return the document from which the PDF is drawn."""
    context = _sheet(certificate, certificate.recipient_name)
    with override(certificate.language):
        return render_to_string("pdf/certificate.html", context)


def picture_of(certificate: Certificate, *, name: str) -> SafeString:
    """Return the sheet as a part of a page, with the name that its reader may see."""
    with override(certificate.language):
        return render_to_string("components/cert.html", _sheet(certificate, name))


def draw(certificate: Certificate) -> bytes:
    """Return the certificate as a tagged PDF, A4 landscape."""
    return pdf.render(html_of(certificate), stylesheet=STYLESHEET)
