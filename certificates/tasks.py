"""Background work: drawing a certificate's PDF."""

from certificates import pdf
from certificates.actions import DRAW, store_file
from certificates.models import Certificate
from core.jobs import job


@job(DRAW)
def draw(payload: dict) -> None:
    certificate = Certificate.objects.get(pk=payload["certificate"])
    if not certificate.pdf:
        store_file(certificate=certificate, content=pdf.draw(certificate))
