"""What every test of certificates may ask for."""

import pytest
from django.core.files.storage import FileSystemStorage

from certificates.models import Certificate
from tests.factories import certificates as given, courses as make


@pytest.fixture
def learner(db):
    return make.make_person(
        first_name="Айгүл", last_name="Омарова", patronymic="Серікқызы"
    )


@pytest.fixture
def certificate(learner):
    return given.make_certificate(learner)


@pytest.fixture
def files(monkeypatch, tmp_path):
    """An empty store for what is drawn; returns its folder."""
    store = FileSystemStorage(location=tmp_path)
    monkeypatch.setattr(Certificate._meta.get_field("pdf"), "storage", store)
    return tmp_path / "certificates"
