"""Addresses around the account; allauth's names are kept, because allauth uses them."""

from allauth.account import views as allauth_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.views import account, recovery, second_factor, sign_in, sign_up

SECOND_FACTOR = [
    path("", second_factor.SecondFactorView.as_view(), name="mfa_index"),
    path(
        "authenticate/",
        second_factor.AuthenticateView.as_view(),
        name="mfa_authenticate",
    ),
    path(
        "confirm/",
        second_factor.SecondFactorAgainView.as_view(),
        name="mfa_reauthenticate",
    ),
    path("app/", second_factor.AppView.as_view(), name="mfa_activate_totp"),
    path("app/off/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", second_factor.show_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/new/",
        code_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", passkey_views.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", second_factor.PasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "passkeys/confirm/",
        second_factor.PasskeyAgainView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "passkeys/<int:pk>/",
        second_factor.PasskeyNameView.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        passkey_views.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
]

urlpatterns = [
    path("", account.show_account, name="account"),
    path("messages/", account.save_messages, name="save_messages"),
    path(
        "sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"
    ),
    path("name/", account.change_name, name="certificate_name"),
    path("phone/", account.change_phone, name="change_phone"),
    path("e-mail/", account.change_email, name="account_email"),
    re_path(
        r"^e-mail/confirm/(?P<key>[-:\w]+)/$",
        account.ConfirmEmailView.as_view(),
        name="account_confirm_email",
    ),
    path(
        "password/", account.NewPasswordView.as_view(), name="account_change_password"
    ),
    path(
        "password/set/",
        account.FirstPasswordView.as_view(),
        name="account_set_password",
    ),
    path("password/forgotten/", recovery.recover, name="account_reset_password"),
    path("recover/", recovery.recover, name="recover"),
    path("words/", sign_up.show_words, name="recovery_words"),
    path("words/new/", account.renew_words, name="renew_words"),
    path("sign-up/", sign_up.sign_up, name="account_signup"),
    path("sign-in/", sign_in.SignInView.as_view(), name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("code/", sign_in.CodeRequestView.as_view(), name="account_request_login_code"),
    path(
        "code/confirm/", sign_in.CodeView.as_view(), name="account_confirm_login_code"
    ),
    path(
        "confirm/", sign_in.PasswordAgainView.as_view(), name="account_reauthenticate"
    ),
    path("demo-mail/", sign_in.show_demo_mail, name="demo_mail"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path(
        "e-mail/sent/",
        allauth_views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("second-factor/", include(SECOND_FACTOR)),
]
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
"""Nothing about an account stays in a browser or on the way to it."""
