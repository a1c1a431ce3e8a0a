"""Addresses around the account; allauth's names are kept, because allauth uses them."""

from allauth.account import views as allauth_views
from django.urls import include, path, re_path

from accounts import views

urlpatterns = [
    path("", views.show_account, name="account"),
    path("sign-in/", views.SignInView.as_view(), name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-up/", views.sign_up, name="account_signup"),
    path("words/", views.show_words, name="recovery_words"),
    path("words/new/", views.renew_words, name="renew_words"),
    path("recover/", views.recover, name="recover"),
    path("messages/", views.save_messages, name="save_messages"),
    path("sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("demo-mail/", views.show_demo_mail, name="demo_mail"),
    path("code/", allauth_views.request_login_code, name="account_request_login_code"),
    path(
        "code/confirm/",
        allauth_views.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("password/", allauth_views.password_change, name="account_change_password"),
    path("password/set/", allauth_views.password_set, name="account_set_password"),
    path("password/forgotten/", views.recover, name="account_reset_password"),
    path("e-mail/", allauth_views.email, name="account_email"),
    path(
        "e-mail/sent/",
        allauth_views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^e-mail/confirm/(?P<key>[-:\w]+)/$",
        allauth_views.confirm_email,
        name="account_confirm_email",
    ),
    path("confirm/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("second-factor/", include("allauth.mfa.urls")),
]
