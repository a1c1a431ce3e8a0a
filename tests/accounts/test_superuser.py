"""Whoever is made at the command line has no e-mail, rather than an empty one."""

import pytest
from django.core.management import call_command

from accounts.models import Person


@pytest.mark.parametrize("names", [["first"], ["first", "second"]])
def test_createsuperuser_leaves_the_e_mail_out(db, names):
    for name in names:
        call_command("createsuperuser", interactive=False, username=name, verbosity=0)

    assert Person.objects.filter(email__isnull=True, is_superuser=True).count() == len(
        names
    )
