"""Giving, drawing, replacing and revoking certificates."""

import hashlib
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from certificates import actions, numbering, tasks
from certificates.enums import CertificateStatus
from certificates.exceptions import NotEarned, NotValid
from certificates.models import Certificate, SerialCounter
from core import jobs
from core.models import AuditEntry, Job, JobState
from courses.enums import EnrolmentStatus
from courses.models import Enrolment
from tests.factories import certificates as given, courses as make
from tests.racing import race, twice

LATER = make.NOW + timedelta(days=30)


def issue(enrolment, now=make.NOW):
    return actions.issue_certificate(enrolment=enrolment, now=now)


def make_uncertified():
    """A completed enrolment as a server leaves it that is killed at that moment."""
    enrolment = make.make_completed(make.make_person())
    for model in (Certificate, SerialCounter, Job):
        model.objects.all().delete()
    return enrolment


# --- Issuing ---------------------------------------------------------------------


def test_a_certificate_is_a_snapshot_of_what_was_earned(learner):
    course = make.make_course_with(3)
    enrolment = make.make_completed(learner, course)

    certificate = issue(enrolment)

    assert certificate.recipient_name == "Омарова Айгүл Серікқызы"
    assert certificate.titles == {"kk": course.title}
    assert (certificate.academic_hours, certificate.result_percent) == (1, None)
    assert (certificate.language, certificate.status) == ("kk", "valid")
    assert (certificate.completed_at, certificate.issued_at) == (make.NOW, make.NOW)
    assert numbering.has_right_check(certificate.code)


def test_later_edits_change_no_certificate(certificate, learner):
    before = dict(certificate.__dict__)
    learner.first_name = "Басқа"
    learner.save()
    course = make.CoursePage.objects.get(locale__language_code="kk")
    course.title = "Басқа курс"
    course.save_revision().publish()

    certificate.refresh_from_db()

    assert (
        certificate.__dict__.items()
        >= {
            name: before[name]
            for name in ("recipient_name", "titles", "serial", "code")
        }.items()
    )


def test_an_unfinished_course_earns_nothing(learner):
    with pytest.raises(NotEarned, match="course_not_completed"):
        issue(make.make_enrolment(learner))


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_nobody_is_half_named_on_a_certificate(db, name):
    enrolment = make.make_completed(make.make_person(**{name: " "}))

    with pytest.raises(NotEarned, match="name_missing"):
        issue(enrolment)


def test_issuing_again_gives_the_same_certificate(certificate):
    enrolment = Enrolment.objects.get()

    assert issue(enrolment, LATER) == certificate
    assert Certificate.objects.count() == Job.objects.count() == 1


def test_a_revoked_certificate_is_not_issued_anew(certificate, learner):
    actions.revoke_certificate(
        certificate=certificate, actor=learner, reason="A mistake.", now=LATER
    )

    assert issue(Enrolment.objects.get()) == certificate
    assert Certificate.objects.count() == 1


def test_two_at_once_issue_one_certificate(transactional_db):
    enrolment = make_uncertified()

    issued = race(
        *twice(issue, enrolment=enrolment),
        before='INSERT INTO "certificates_certificate',
    )

    assert issued[0] == issued[1] == Certificate.objects.get()
    assert SerialCounter.objects.get().last == 1


def test_two_at_once_get_different_numbers(transactional_db):
    enrolments = [make_uncertified() for _number in range(2)]
    Certificate.objects.all().delete()

    issued = race(*(partial(issue, each) for each in enrolments), before="UPDATE")

    assert sorted(each.serial for each in issued) == [
        "QDM-2026-000001",
        "QDM-2026-000002",
    ]


def test_the_constraint_refuses_the_second_of_two(transactional_db, monkeypatch):
    """The race is real: one of the two is refused by the database."""
    enrolment = make_uncertified()
    monkeypatch.setattr(actions, "_existing", lambda enrolment: None)

    def try_to_issue():
        try:
            return issue(enrolment)
        except IntegrityError:
            return None

    issued = race(*twice(try_to_issue), before="INSERT")

    assert issued.count(None) == 1


def test_another_broken_promise_is_not_hidden(learner, monkeypatch):
    """Only a certificate that is there explains a conflict."""
    enrolment = make.make_completed(learner)

    def conflict(*args):
        raise IntegrityError("a code taken twice")

    monkeypatch.setattr(actions, "_create", conflict)

    with pytest.raises(IntegrityError, match="a code taken twice"):
        issue(enrolment)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2026, 12, 31, 18, 59, tzinfo=UTC), 2026),
        (datetime(2026, 12, 31, 19, 0, tzinfo=UTC), 2027),
    ],
)
def test_the_year_of_a_number_is_that_of_astana(learner, moment, year):
    certificate = issue(make.make_completed(learner), moment)

    assert certificate.serial == f"QDM-{year}-000001"


def test_numbers_begin_anew_each_year(db):
    serials = [
        issue(make.make_completed(make.make_person()), now).serial
        for now in (make.NOW, make.NOW, make.NOW + timedelta(days=365))
    ]

    assert serials == ["QDM-2026-000001", "QDM-2026-000002", "QDM-2027-000001"]


def test_a_completed_course_gets_its_certificate_at_once(
    learner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make.make_completed(learner)

    certificate = Certificate.objects.get()
    assert certificate.person == learner
    assert Job.objects.get().kind == actions.DRAW


def test_what_a_killed_server_left_out_is_issued_later(learner):
    make.make_completed(learner)
    make.make_enrolment(make.make_person())

    assert actions.issue_missing(now=LATER) == 1
    assert actions.issue_missing(now=LATER) == 0
    assert Certificate.objects.get().issued_at == LATER


def test_the_worker_looks_for_what_was_left_out(learner):
    make.make_completed(learner)

    tasks.issue_what_is_missing(LATER)

    assert Certificate.objects.count() == 1


def test_one_without_a_name_does_not_keep_the_others_waiting(learner):
    make.make_completed(make.make_person(first_name=""))
    make.make_completed(learner)

    assert actions.issue_missing(now=LATER) == 1


# --- The file -----------------------------------------------------------------------


def test_the_file_is_drawn_in_the_background_and_stored(
    certificate, files, monkeypatch
):
    monkeypatch.setattr("certificates.pdf.draw", lambda certificate: given.PDF)
    assert not certificate.pdf

    assert jobs.run_due_jobs() == 1

    certificate.refresh_from_db()
    with certificate.pdf.open() as file:
        assert file.read() == given.PDF
    assert certificate.pdf_digest == hashlib.sha256(given.PDF).hexdigest()


def test_a_stored_file_is_never_drawn_again(files, certificate, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "certificates.pdf.draw", lambda each: drawn.append(each) or given.PDF
    )

    for _time in range(2):
        tasks.draw({"certificate": certificate.pk})

    assert len(drawn) == 1
    assert len(list(files.iterdir())) == 1


def test_the_first_file_stays(files, certificate):
    first = actions.store_file(certificate=certificate, content=b"first")
    name = first.pdf.name

    again = actions.store_file(certificate=first, content=b"second")

    assert again.pdf.name == name
    assert [path.read_bytes() for path in files.iterdir()] == [b"first"]


def test_of_two_drawn_at_once_one_is_kept(files, certificate):
    slow = Certificate.objects.get(pk=certificate.pk)
    actions.store_file(certificate=certificate, content=b"first")

    kept = actions.store_file(certificate=slow, content=b"second")

    with kept.pdf.open() as file:
        assert file.read() == b"first"
    assert len(list(files.iterdir())) == 1


def test_a_drawing_that_fails_is_tried_again(files, certificate, monkeypatch):
    def fail(certificate):
        raise OSError("no paper")

    monkeypatch.setattr("certificates.pdf.draw", fail)

    jobs.run_due_jobs()

    assert Job.objects.get().state == JobState.QUEUED
    certificate.refresh_from_db()
    assert certificate.is_valid


# --- Revoking ----------------------------------------------------------------------


def revoke(certificate, actor, reason="A mistake.", now=LATER):
    return actions.revoke_certificate(
        certificate=certificate, actor=actor, reason=reason, now=now
    )


def test_revoking_says_why_and_who(certificate):
    actor = make.make_superuser()

    revoke(certificate, actor)

    assert certificate.status == CertificateStatus.REVOKED
    assert (certificate.revoked_at, certificate.revocation_reason) == (
        LATER,
        "A mistake.",
    )
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.facts) == (
        actor,
        "revoke",
        {"reason": "A mistake."},
    )


def test_revoking_twice_keeps_the_first_reason(certificate, learner):
    revoke(certificate, learner)

    revoke(certificate, learner, "Another.", LATER + timedelta(days=1))

    assert (certificate.revoked_at, certificate.revocation_reason) == (
        LATER,
        "A mistake.",
    )
    assert AuditEntry.objects.count() == 1


def test_revoking_takes_no_completion_back(certificate, learner):
    revoke(certificate, learner)

    assert Enrolment.objects.get().status == EnrolmentStatus.COMPLETED


def test_the_database_refuses_a_revocation_without_a_date(certificate):
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(status=CertificateStatus.REVOKED)


# --- Reissuing ---------------------------------------------------------------------


def reissue(certificate, actor, now=LATER):
    return actions.reissue_certificate(
        certificate=certificate, actor=actor, reason="A new name.", now=now
    )


def test_a_new_certificate_has_the_new_name_and_all_that_was_earned(
    certificate, learner
):
    learner.last_name = "Серік"
    learner.save()
    certificate.refresh_from_db()

    new = reissue(certificate, learner)

    assert new.recipient_name == "Серік Айгүл Серікқызы"
    assert new.public_name == "Айгүл Серікқызы С."
    assert (new.serial, new.issued_at) == ("QDM-2026-000002", LATER)
    assert (new.code, new.reference) != (certificate.code, certificate.reference)
    for name in actions.WHAT_WAS_EARNED:
        assert getattr(new, name) == getattr(certificate, name)
    certificate.refresh_from_db()
    assert certificate.status == CertificateStatus.REPLACED
    assert new.supersedes == certificate


def test_a_new_certificate_is_drawn_and_noted(certificate, learner):
    new = reissue(certificate, learner)

    keys = set(Job.objects.values_list("key", flat=True))
    assert f"{actions.DRAW}:{new.pk}" in keys
    assert AuditEntry.objects.get().facts == {
        "replaces": certificate.serial,
        "reason": "A new name.",
    }


def test_the_new_certificate_is_the_one_that_is_found(certificate, learner):
    new = reissue(certificate, learner)

    assert issue(Enrolment.objects.get()) == new
    assert list(Certificate.objects.of(learner).current()) == [new]
    assert actions.issue_missing(now=LATER) == 0


@pytest.mark.parametrize("act", [revoke, reissue])
def test_only_a_valid_certificate_is_replaced(certificate, learner, act):
    act(certificate, learner)

    with pytest.raises(NotValid, match=certificate.serial):
        reissue(certificate, learner)


def test_without_a_name_nothing_is_replaced(certificate, learner):
    learner.first_name = learner.last_name = learner.patronymic = ""
    learner.save()
    certificate = Certificate.objects.get()

    with pytest.raises(NotEarned):
        reissue(certificate, learner)

    certificate.refresh_from_db()
    assert certificate.is_valid


def test_two_at_once_replace_once(transactional_db):
    certificate = given.make_certificate(make.make_person())
    actor = make.make_superuser()

    def try_to_reissue():
        try:
            return reissue(certificate, actor)
        except NotValid:
            return None

    replaced = race(*twice(try_to_reissue), before="UPDATE")

    assert replaced.count(None) == 1
    assert Certificate.objects.count() == 2
