"""How long a certificate takes to draw: the first one, then warm ones."""

import json
import time
from pathlib import Path
from statistics import median

from certificates import pdf
from certificates.models import Certificate
from core.pdf import close

WARM = 15


def _timed(draw) -> tuple[float, int]:
    started = time.perf_counter()
    content = draw()
    return time.perf_counter() - started, len(content)


def measure() -> dict[str, float]:
    """Return seconds and bytes; the drawing process is started by the first."""
    certificate = Certificate.objects.first()
    first, size = _timed(lambda: pdf.draw(certificate))
    warm = [_timed(lambda: pdf.draw(certificate))[0] for _number in range(WARM)]
    close()
    return {"first": first, "warm": median(warm), "bytes": size}


def main(output: str) -> None:
    Path(output).write_text(json.dumps(measure()))
