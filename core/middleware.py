"""Answers to probes, and headers that tell the browser what a page may do."""

from django.middleware.gzip import GZipMiddleware

from core.health import PROBES

TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")
PUBLIC = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'self'; form-action 'self'"
)
ADMIN = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; frame-ancestors 'self'; form-action 'self'; "
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
)
"""Wagtail's own screens carry inline scripts and styles; nobody else's do."""


class ProbeMiddleware:
    """Answers probes whatever the Host: they call by address, not by our name.

    It stands before everything that reads the Host; the answers do not depend on it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return PROBES.get(request.path_info, self.get_response)(request)


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses what is text; pictures and PDFs go out as they are, length and all."""

    def process_response(self, request, response):
        kind = response.headers.get("Content-Type", "")
        if not kind.startswith(TEXT):
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_admin = request.path.startswith("/admin/")
        response.headers.setdefault(
            "Content-Security-Policy", ADMIN if is_admin else PUBLIC
        )
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response
