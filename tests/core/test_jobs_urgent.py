"""What somebody waits for goes before what can wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import jobs
from core.models import Job
from messaging.actions import DELIVER

pytestmark = pytest.mark.django_db
SLOW, URGENT = "tests.slow", "tests.urgent"


@pytest.fixture
def done(monkeypatch):
    """The order in which the two kinds were carried out."""
    order = []
    monkeypatch.setattr(jobs, "_handlers", {})
    monkeypatch.setattr(jobs, "_urgent", set())
    jobs.job(SLOW)(order.append)
    jobs.job(URGENT, is_urgent=True)(order.append)
    return order


def test_urgent_jobs_overtake_those_that_were_there_before(done):
    for number in range(20):
        jobs.enqueue(SLOW, {"slow": number}, key=f"slow {number}")
    jobs.enqueue(URGENT, {"urgent": 1}, key="urgent")

    jobs.run_due_jobs(limit=2)

    assert done == [{"urgent": 1}, {"slow": 0}]


def test_an_urgent_job_still_waits_for_its_time(done):
    later = timezone.now() + timedelta(minutes=1)
    jobs.enqueue(URGENT, {"urgent": 1}, key="urgent", run_after=later)
    jobs.enqueue(SLOW, {"slow": 1}, key="slow")

    jobs.run_due_jobs()

    assert done == [{"slow": 1}]


def test_messages_are_urgent():
    assert DELIVER in jobs._urgent


def test_what_has_failed_often_holds_up_nobody(done):
    jobs.enqueue(URGENT, {"urgent": 1}, key="urgent")
    Job.objects.update(tries=jobs.URGENT_TRIES, run_after=timezone.now())
    earlier = timezone.now() - timedelta(minutes=1)
    jobs.enqueue(SLOW, {"slow": 1}, key="slow", run_after=earlier)

    jobs.run_due_jobs()

    assert done == [{"slow": 1}, {"urgent": 1}]
