"""Limits by address tell callers apart behind the proxies that the settings name."""

import pytest
from allauth.core import ratelimit
from django.core.cache import caches

from core.caching import copies

SIGN_UPS_A_MINUTE = 20
LIMIT = "20/m/ip"


@pytest.fixture(autouse=True)
def _limit(settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": LIMIT}


def _calls(rf, forwarded: str, times: int = 1) -> list[bool]:
    """Return which of the calls through a proxy were let pass."""
    header = {"x-forwarded-for": forwarded}
    return [
        bool(ratelimit.consume(rf.post("/", headers=header), action="signup"))
        for _call in range(times)
    ]


def test_one_caller_behind_a_proxy_uses_up_nobody_elses_limit(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert all(_calls(rf, "203.0.113.1", SIGN_UPS_A_MINUTE))
    assert _calls(rf, "203.0.113.1") == [False]
    assert _calls(rf, "203.0.113.2") == [True]


def test_what_a_caller_writes_before_the_proxy_is_not_believed(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    for number in range(SIGN_UPS_A_MINUTE):
        _calls(rf, f"198.51.100.{number}, 203.0.113.1")

    assert _calls(rf, "198.51.100.99, 203.0.113.1") == [False]


def test_without_proxies_the_header_is_not_believed(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0

    for number in range(SIGN_UPS_A_MINUTE):
        _calls(rf, f"198.51.100.{number}")

    assert _calls(rf, "198.51.100.99") == [False]


@pytest.mark.parametrize(("alias", "is_kept"), [("copies", True), ("default", False)])
def test_no_copy_pushes_a_counter_out(rf, alias, is_kept, monkeypatch):
    """In one cache with the counters, as the other case shows, copies would."""
    monkeypatch.setattr(caches[alias], "_max_entries", 30)
    _calls(rf, "203.0.113.1", SIGN_UPS_A_MINUTE)

    for number in range(200):
        caches[alias].set(f"page:{number}", "copy")

    assert _calls(rf, "203.0.113.1") == [not is_kept]


def test_copies_are_not_where_the_counters_are():
    copies.set("page", "copy")

    assert [alias for alias in caches.settings if caches[alias].get("page")] == [
        "copies"
    ]
