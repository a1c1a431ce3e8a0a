"""Background work: drawing a certificate's PDF, and issuing what was left undone."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from certificates import pdf
from certificates.actions import DRAW, issue_missing, store_file
from certificates.models import Certificate
from core.jobs import job
from core.ticks import every


@job(DRAW, name=_("Drawing a certificate"))
def draw(payload: dict) -> None:
    certificate = Certificate.objects.get(pk=payload["certificate"])
    if not certificate.pdf:
        store_file(certificate=certificate, content=pdf.draw(certificate))


@every(timedelta(minutes=1))
def issue_what_is_missing(now: datetime) -> None:
    issue_missing(now=now)
