"""What is said when something about an account was changed."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is on."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is off."),
    "mfa/messages/recovery_codes_generated.txt": _("There are new recovery codes."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}
"""allauth's names for it, with our words; every other message stays unsaid."""

REFUSED = {
    "incorrect_code": _("This code does not fit. Check it and try again."),
    "incorrect_password": _("This is not your password."),
    "too_many_login_attempts": _("Too many wrong codes. Ask for a new one."),
}
"""allauth's names for what was not right, with our words."""

WRONG_SIGN_IN = _("The name or the password is not right. Check both and try again.")
WRONG_WORDS = _("The name or the words are not right. Check both and try again.")
SAVED = _("Saved.")
