"""The door of every page, the display controls and the pages for what went wrong."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET, require_POST, require_safe
from wagtail.views import serve as serve_by_route

from core import routing
from core.context_processors import DISPLAY_CHOICES
from core.styleguide import examples

YEAR = 60 * 60 * 24 * 365
RETRY_SECONDS = 300
SECRET_FIELDS = {"code", "csrfmiddlewaretoken", "words"}
"""What is never written into a page again; nor is any field called a password."""


@require_safe
def serve_page(request, path=""):
    """Show the live page at a whole path; one query finds it, at most.

    What is not plainly live and public (drafts, private pages, redirects, Wagtail's
    own routes) is left to Wagtail's serve view, so the outcome is the same.
    """
    page = routing.page_at(path, get_language())
    if page is None or page.is_private or not hasattr(page.specific_class, "view"):
        return serve_by_route(request, path)
    response = page.specific_class.view()(request, page)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def back_address(request) -> str:
    """Return the page the reader came from when it is ours, else home."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return f"/{get_language()}/"


@require_safe
def show_icon(request):
    """Answer browsers that ask for the icon at its old address."""
    return HttpResponseRedirect(static("img/icon.svg"))


@require_POST
def set_display(request):
    """Keep one display choice (text size, contrast, theme) in a cookie."""
    response = HttpResponseRedirect(back_address(request))
    for name, values in DISPLAY_CHOICES.items():
        if request.POST.get(name) in values:
            response.set_cookie(
                name,
                request.POST[name],
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


@require_GET
def show_styleguide(request):
    if not settings.LMS_DEMO:
        raise Http404
    with override("en"):
        response = render(request, "styleguide/page.html", examples())
    response.headers["Content-Language"] = "en"
    return response


def csrf_failure(request, reason=""):
    """Say that the page was open too long, and offer to send the same answers again.

    Secrets are left out. So is everything when the form came from another site: one
    click here would do that site's will.
    """
    is_own_form = reason.startswith("CSRF ")
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if is_own_form and name not in SECRET_FIELDS and "password" not in name
    ]
    return render(request, "403_csrf.html", {"kept": kept}, status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def too_many_requests(request):
    """Say to wait; programs read how long."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def server_error(request):
    return render(request, "500.html", status=500)


@require_GET
def show_offline(request):
    return render(request, "offline.html")
