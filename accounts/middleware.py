"""Who may enter the editors' desk, and what stays on a shared computer."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from accounts.permissions import can_enter_admin


class SharedComputerMiddleware:
    """Keep nothing of a person on a computer that others use too.

    No page is kept by the browser, and a session ends after half a day at the latest:
    a browser that is never closed would keep it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_over(request):
            logout(request)
        response = self.get_response(request)
        session = request.session
        if session.accessed and session.get("is_shared_computer"):
            add_never_cache_headers(response)
        return response

    @staticmethod
    def _is_over(request) -> bool:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return False
        return time.time() > request.session.get("shared_until", float("inf"))


class StaffSecondFactorMiddleware:
    """Let staff into the editors' desk, those without a second factor by way of it.

    Nobody else is led to the sign-in page: being signed in, they would come back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            if not can_enter_admin(request.user):
                raise PermissionDenied
            if settings.LMS_STAFF_SECOND_FACTOR and not is_mfa_enabled(request.user):
                return redirect("mfa_index")
        return self.get_response(request)
