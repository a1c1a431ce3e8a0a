"""What follows a sign-in: new recovery words for whoever came in by the old ones."""

from allauth.account.signals import user_logged_in
from django.dispatch import receiver

from accounts.views.recovery import finish_recovery


@receiver(user_logged_in)
def on_signed_in(request, **_kwargs):
    finish_recovery(request, request.user)
