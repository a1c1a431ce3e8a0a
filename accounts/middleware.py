"""Who may enter the editors' desk, and what stays on a shared computer."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from accounts.permissions import can_enter_admin


class StaffSecondFactorMiddleware:
    """Send staff without a second factor to set one up before the desk opens.

    On a shared computer no page of a signed-in person is kept by the browser.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._needs_second_factor(request):
            return redirect("mfa_index")
        response = self.get_response(request)
        session = request.session
        if session.accessed and session.get("is_shared_computer"):
            add_never_cache_headers(response)
        return response

    @staticmethod
    def _needs_second_factor(request) -> bool:
        return (
            settings.LMS_STAFF_SECOND_FACTOR
            and request.path.startswith("/admin/")
            and request.user.is_authenticated
            and can_enter_admin(request.user)
            and not is_mfa_enabled(request.user)
        )
