"""A reader with a browser."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories import courses as make


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def url():
    """Return the address of a named view in a language."""

    def address(name, *args, code="en"):
        with override(code):
            return reverse(name, args=args)

    return address


@pytest.fixture
def address():
    """Return the address of a page in a language."""

    def of(page, code="en"):
        return make.in_language(page, code).get_url()

    return of
