"""Probes call by address: they are answered whatever the Host; nothing else is."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public_server(settings):
    settings.ALLOWED_HOSTS = ["qadam.example"]


@pytest.mark.parametrize(
    ("address", "key"), [("/healthz", "alive"), ("/readyz", "ready")]
)
def test_probe_is_answered_by_address(client, address, key):
    response = client.get(address, headers={"host": "127.0.0.1:8000"})

    assert response.status_code in {200, 503}
    assert key in response.json()


@pytest.mark.parametrize("address", ["/en/", "/admin/", "/healthz/", "/robots.txt"])
def test_every_other_address_refuses_a_foreign_host(client, address):
    response = client.get(address, headers={"host": "127.0.0.1:8000"})

    assert response.status_code == 400
