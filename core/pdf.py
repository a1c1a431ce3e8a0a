"""The only file that knows WeasyPrint: HTML in, PDF out, in a process one can kill.

The drawing process reads the fonts once and keeps them. It may fetch nothing but the
product's own fonts and style sheets, and is killed when a page takes too long. A
picture comes in the HTML itself, as a `data:` address.
"""

import multiprocessing
import signal
import threading
from concurrent.futures import ProcessPoolExecutor, TimeoutError as DrawingTimeout
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from urllib.parse import uses_netloc, uses_relative

from django.conf import settings

TIMEOUT_SECONDS = 60
ASSETS = "asset:///"

_lock = threading.Lock()
_pool: ProcessPoolExecutor | None = None


class DrawingFailed(Exception):
    """The PDF could not be drawn in time; trying again later is right."""


def _assets_folder() -> str:
    return str(settings.BASE_DIR / "static")


def render(html: str, *, stylesheet: str, variant: str = "pdf/ua-1") -> bytes:
    """Return the PDF of an HTML page, tagged, with whole fonts embedded.

    `stylesheet` is a path below ``static/``. Raises DrawingFailed after 60 seconds
    or when the drawing process dies.
    """
    global _pool  # noqa: PLW0603 - one drawing process for this process
    with _lock:
        if _pool is None:
            _pool = ProcessPoolExecutor(
                1, multiprocessing.get_context("spawn"), initializer=_stay
            )
        pool = _pool
    try:
        task = pool.submit(_draw, html, stylesheet, variant, _assets_folder())
        return task.result(timeout=TIMEOUT_SECONDS)
    except (DrawingTimeout, BrokenProcessPool) as failure:
        close()
        raise DrawingFailed(str(failure)) from failure


def _stay() -> None:
    """Leave Ctrl-C to the process that owns this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def close() -> None:
    """Kill the drawing process; the next page starts a new one."""
    global _pool
    with _lock:
        pool, _pool = _pool, None
    if pool is not None:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - no public way to kill
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


@cache
def _tools(folder: str, stylesheet: str):
    """Return fetcher, font configuration and style sheet, made once a process."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    for schemes in (uses_relative, uses_netloc):
        schemes.append("asset")  # or "../fonts/" in a style sheet leads nowhere
    root = Path(folder).resolve()

    class OwnAssetsOnly(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            path = (root / url.removeprefix(ASSETS)).resolve()
            if not url.startswith(ASSETS) or not path.is_relative_to(root):
                raise ValueError(f"Only the product's own files may be used: {url}")
            return URLFetcherResponse(url, path.read_bytes())

    fetcher, fonts = OwnAssetsOnly(), FontConfiguration()
    css = weasyprint.CSS(
        string=(root / stylesheet).read_text(),
        base_url=f"{ASSETS}{stylesheet}",
        url_fetcher=fetcher,
        font_config=fonts,
    )
    return fetcher, fonts, css


def _draw(html: str, stylesheet: str, variant: str, folder: str) -> bytes:
    import weasyprint

    fetcher, fonts, css = _tools(folder, stylesheet)
    page = weasyprint.HTML(string=html, base_url=ASSETS, url_fetcher=fetcher)
    return page.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant=variant)
