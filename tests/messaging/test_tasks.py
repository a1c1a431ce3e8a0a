"""The worker sends the outbox, tries again, and parks what cannot be sent."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from core.jobs import run_due_jobs
from core.models import Job, JobState
from core.patience import A_DAY
from core.queries import parked_jobs
from messaging.models import Message
from tests.factories.accounts import NOW, make_person
from tests.messaging.test_actions import queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


def test_the_worker_sends_what_waits(clock):
    queue("a")
    queue("b", address="bolat@example.kz")

    assert run_due_jobs() == 2

    assert [sent.to for sent in mail.outbox] == [
        ["aigul@example.kz"],
        ["bolat@example.kz"],
    ]
    assert {message.sent_at for message in Message.objects.all()} == {NOW}
    assert {job.state for job in Job.objects.all()} == {JobState.DONE}


def test_a_message_that_may_wait_waits(clock):
    queue(not_before=NOW + timedelta(hours=1))

    assert run_due_jobs() == 0
    clock.shift(3600)
    assert run_due_jobs() == 1
    assert len(mail.outbox) == 1


def test_a_mail_server_that_stays_down_for_a_day_parks_the_message(clock, settings):
    settings.EMAIL_BACKEND = "tests.factories.mail.Broken"
    queue()
    while Job.objects.get().state == JobState.QUEUED:
        assert run_due_jobs() == 1
        assert run_due_jobs() == 0
        clock.shift(Job.objects.get().run_after - timezone.now())

    job = Job.objects.get()
    assert (job.state, job.tries) == (JobState.PARKED, A_DAY.most_tries)
    assert timedelta(hours=24) < timezone.now() - NOW < timedelta(hours=28)
    assert job.last_error == "ConnectionRefusedError: no mail server"
    assert parked_jobs().get() == job  # what staff see on their first page
    clock.shift(timedelta(days=30))
    assert run_due_jobs() == 0
    assert Message.objects.get().sent_at is None


def test_a_mail_server_that_comes_back_after_23_hours_gets_the_message(clock, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.factories.mail.Broken"
    queue()
    while timezone.now() - NOW < timedelta(hours=23):
        run_due_jobs()
        clock.shift(Job.objects.get().run_after - timezone.now())
    settings.EMAIL_BACKEND = working

    run_due_jobs()

    assert len(mail.outbox) == 1
    assert Job.objects.get().state == JobState.DONE


def test_a_mail_server_that_comes_back_gets_the_message(clock, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.factories.mail.Broken"
    queue()
    run_due_jobs()
    clock.shift(11)
    settings.EMAIL_BACKEND = working

    run_due_jobs()

    assert len(mail.outbox) == 1
    assert Job.objects.get().state == JobState.DONE
    assert Message.objects.get().sent_at == NOW + timedelta(seconds=11)


def test_a_code_that_is_over_is_not_sent_any_more(clock):
    queue(is_secret=True, expires_at=NOW + timedelta(minutes=10))
    clock.shift(timedelta(minutes=10))

    assert run_due_jobs() == 1

    assert mail.outbox == []
    assert Message.objects.get().sent_at is None
    assert Job.objects.get().state == JobState.DONE


def test_a_code_goes_while_it_is_of_use(clock):
    queue(is_secret=True, expires_at=NOW + timedelta(minutes=10))
    clock.shift(timedelta(minutes=9))

    run_due_jobs()

    assert len(mail.outbox) == 1


def test_a_mailbox_that_is_not_there_parks_the_message_at_once(clock, settings):
    settings.EMAIL_BACKEND = "tests.factories.mail.Refusing"
    queue()

    run_due_jobs()

    job = Job.objects.get()
    assert (job.state, job.tries) == (JobState.PARKED, 1)
    assert "no such mailbox" in job.last_error
    assert parked_jobs().get() == job  # what staff see on their first page


def test_one_broken_message_does_not_hold_up_the_others(clock):
    queue("a", address="a b@example.kz\n")
    queue("b")

    run_due_jobs()

    assert [sent.to for sent in mail.outbox] == [["aigul@example.kz"]]


def test_a_job_taken_over_sends_once(clock):
    queue()
    run_due_jobs()
    Job.objects.update(state=JobState.RUNNING, lease_until=NOW - timedelta(seconds=1))

    assert run_due_jobs() == 1
    assert len(mail.outbox) == 1


def test_a_message_that_went_with_its_person_is_no_failure(clock):
    person = make_person()
    queue(person=person)
    person.delete()

    assert run_due_jobs() == 1
    assert mail.outbox == []
    assert Job.objects.get().state == JobState.DONE
