"""The second factor: an authenticator app or a passkey."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as base_views
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render

from accounts.forms.second_factor import (
    AppForm,
    PasskeyForm,
    PasskeyNameForm,
    SecondFactorAgainForm,
    SecondFactorForm,
)
from accounts.permissions import can_enter_admin
from accounts.views.refusing import UNPROCESSABLE, Refusing, has_too_many


class SecondFactorView(base_views.IndexView):
    """What the account has: the app, passkeys, recovery codes."""

    def get_context_data(self, **kwargs):
        may_enter = can_enter_admin(self.request.user)
        return super().get_context_data(may_enter_admin=may_enter, **kwargs)


class AuthenticateView(Refusing, base_views.AuthenticateView):
    """The second step of signing in."""

    form_class = SecondFactorForm


class SecondFactorAgainView(Refusing, base_views.ReauthenticateView):
    form_class = SecondFactorAgainForm


class AppView(Refusing, totp_views.ActivateTOTPView):
    form_class = AppForm


@login_required
@reauthentication_required(app="allauth.mfa")
def show_recovery_codes(request):
    """Show the codes that are left; each opens the account once without the phone."""
    codes = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if codes is None:
        raise Http404
    context = {"codes": codes.wrap().get_unused_codes()}
    return render(request, "mfa/recovery_codes/index.html", context)


class PasskeyView(Refusing, passkey_views.AddWebAuthnView):
    form_class = PasskeyForm


class PasskeyNameView(Refusing, passkey_views.EditWebAuthnView):
    form_class = PasskeyNameForm


class PasskeyAgainView(Refusing, passkey_views.ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        if has_too_many(form):
            return super().form_invalid(form)
        context = self.get_context_data()
        return self.render_to_response(context, status=UNPROCESSABLE)
