"""Who has earned a certificate, and if not, what is missing."""

import pytest

from certificates.eligibility import course_verdict


@pytest.mark.parametrize(
    ("is_completed", "has_name", "reason"),
    [
        (True, True, ""),
        (True, False, "name_missing"),
        (False, True, "course_not_completed"),
        (False, False, "course_not_completed"),
    ],
)
def test_the_certificate_of_a_course(is_completed, has_name, reason):
    verdict = course_verdict(is_completed=is_completed, has_name=has_name)

    assert verdict.reason == reason
    assert verdict.is_earned is (reason == "")
