"""How allauth sees our people: sign-in by name, e-mail or phone; where to go next."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.shortcuts import resolve_url
from django.utils.translation import activate

from accounts.models import Person
from accounts.queries import person_typed


class SignInBackend(ModelBackend):
    """Checks a password against the person of any of the three identifiers."""

    def authenticate(self, request, username=None, password=None, **credentials):
        identifier = username or credentials.get("email") or credentials.get("phone")
        if not identifier or password is None:
            return None
        person = person_typed(identifier)
        if person is None:
            Person().set_password(password)  # as long as for somebody who exists
            return None
        if person.check_password(password) and self.user_can_authenticate(person):
            return person
        return None


class AccountAdapter(DefaultAccountAdapter):
    """allauth's decisions, where ours differ."""

    def is_open_for_signup(self, request):
        return True

    def get_login_redirect_url(self, request):
        if request.user.is_authenticated and request.session.get("read_units"):
            return resolve_url("claim_reading")
        return resolve_url("my_learning")

    def get_logout_redirect_url(self, request):
        return resolve_url("account_login")

    def post_login(self, request, user, **kwargs):
        activate(user.language)
        response = super().post_login(request, user, **kwargs)
        response.set_cookie("language", user.language, samesite="Lax")
        return response

    def add_message(self, request, level, *args, **kwargs):
        """Say nothing of our own accord: each page tells what happened."""
