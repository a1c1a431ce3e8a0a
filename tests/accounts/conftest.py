"""What tests of accounts may ask for."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from tests.factories.accounts import make_person


@pytest.fixture
def person(db):
    return make_person()


@pytest.fixture
def counted_hashes(monkeypatch):
    """The slow work of hashing, one entry each time it is done."""
    done = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        done.append(len(password))
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done
