"""Verbs that change who learns what, and what a course asks for."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Person
from core import audit, jobs
from courses import progress, queries
from courses.enums import EnrolmentStatus, Evidence
from courses.models import (
    Booklet,
    ChecklistRecord,
    Completion,
    CoursePage,
    CurriculumVersion,
    Enrolment,
    LessonPage,
    TextReview,
)
from courses.signals import course_completed, enrolled

DRAW_BOOKLET = "courses.booklet"
BOOKLETS = "booklets"
UNDER_WAY = timedelta(hours=1)
"""A file so young may have been stored by a drawing that has not said so yet."""


@transaction.atomic
def record_curriculum(*, page: Page) -> CurriculumVersion | None:
    """Freeze what the page's course asks for now, when that has changed.

    The list is read from the course in the site's first language, where every unit
    stands at least as a stand-in. Learners keep the version they started with;
    those who have done all that is left of theirs are settled at once. A page
    outside a course, or in a language whose course is not live, changes nothing.
    """
    course = CoursePage.objects.filter(path=queries.course_path(page)).first()
    if course is None:
        return None
    original = (
        CoursePage.objects.filter(
            translation_key=course.translation_key, locale__language_code="kk"
        ).first()
        or course
    )
    # Of two editors who publish at once the second sees what the first has added
    CoursePage.objects.select_for_update(of=("self",)).get(pk=original.pk)
    unit_keys = queries.unit_keys_of(original)
    latest = queries.latest_curriculum(original.translation_key)
    if latest is not None and latest.unit_keys == unit_keys:
        return latest
    version = CurriculumVersion.objects.create(
        course_key=original.translation_key,
        number=latest.number + 1 if latest else 1,
        unit_keys=unit_keys,
        created_at=timezone.now(),
    )
    _settle_all(original.translation_key, unit_keys)
    return version


def _settle_all(course_key: UUID, live_keys: list[str]) -> None:
    """Complete the enrolments to which nothing is left after a unit was taken away."""
    waiting = (
        Enrolment.objects.filter(course_key=course_key, status=EnrolmentStatus.ACTIVE)
        .select_related("curriculum_version")
        .prefetch_related("completions")
    )
    for enrolment in waiting.iterator(chunk_size=500):
        if enrolment.completions.all():
            _settle(enrolment, live_keys, timezone.now())


def _curriculum_for(course_key: UUID) -> CurriculumVersion:
    version = queries.latest_curriculum(course_key)
    if version is None:
        course = CoursePage.objects.get(
            translation_key=course_key, locale__language_code="kk"
        )
        version = record_curriculum(page=course)
    return version


@transaction.atomic
def enrol(
    *, person: Person, course_key: UUID, language: str, now: datetime
) -> Enrolment:
    """Enrol a person in a course; pressed twice, it is one enrolment.

    Someone who has withdrawn comes back to the same enrolment with all they had
    done. Sends `enrolled` after commit, for a new or reopened enrolment only.
    """
    enrolment, is_new = Enrolment.objects.get_or_create(
        person=person,
        course_key=course_key,
        cycle=1,
        defaults={
            "curriculum_version": _curriculum_for(course_key),
            "language": language,
            "enrolled_at": now,
        },
    )
    reopened = 0
    if not is_new and enrolment.status == EnrolmentStatus.WITHDRAWN:
        enrolment.status = (
            EnrolmentStatus.COMPLETED
            if enrolment.completed_at
            else EnrolmentStatus.ACTIVE
        )
        enrolment.withdrawn_at = None
        reopened = Enrolment.objects.filter(
            pk=enrolment.pk, status=EnrolmentStatus.WITHDRAWN
        ).update(status=enrolment.status, withdrawn_at=None)
    if reopened and enrolment.completed_at is None:
        _settle(enrolment, _live_keys(course_key), now)
    if is_new or reopened:
        transaction.on_commit(
            partial(enrolled.send_robust, Enrolment, enrolment=enrolment)
        )
    return enrolment


@transaction.atomic
def withdraw(*, enrolment: Enrolment, now: datetime) -> None:
    """Take a person out of a course; what they have done stays on record."""
    Enrolment.objects.filter(
        pk=enrolment.pk, status__in=[EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED]
    ).update(status=EnrolmentStatus.WITHDRAWN, withdrawn_at=now)


@transaction.atomic
def record_completion(
    *,
    enrolment: Enrolment,
    unit_key: UUID,
    evidence_kind: str,
    language: str,
    now: datetime,
    evidence_reference: str = "",
) -> Completion:
    """Record that a unit is done, and complete the course when it was the last.

    A second record for the same unit is the first one: date and evidence stay. The
    enrolment is locked, so that of the last two units recorded at once the later one
    sees the other and completes the course.
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    completion, _is_new = Completion.objects.get_or_create(
        enrolment=enrolment,
        unit_key=unit_key,
        defaults={
            "completed_at": now,
            "evidence_kind": evidence_kind,
            "evidence_reference": evidence_reference,
            "language": language,
        },
    )
    if locked.completed_at is None:
        _settle(enrolment, _live_keys(enrolment.course_key), now)
    return completion


def _live_keys(course_key: UUID) -> list[str]:
    """Return the keys of the units that stand in a course now."""
    course = CoursePage.objects.filter(
        translation_key=course_key, locale__language_code="kk"
    ).first()
    return queries.unit_keys_of(course) if course else []


def _settle(enrolment: Enrolment, live_keys: list[str], now: datetime) -> None:
    """Mark the enrolment completed once, when all required units are done.

    Whoever hears `course_completed` may fail without spoiling the learner's page; it
    is logged, and each has a tick that makes up for it.
    """
    required = progress.required_units(
        enrolment.curriculum_version.unit_keys, live_keys
    )
    completed = {str(done.unit_key) for done in enrolment.completions.all()}
    if not progress.progress_of(required, completed).is_complete:
        return
    marked = Enrolment.objects.filter(
        pk=enrolment.pk, completed_at__isnull=True, status=EnrolmentStatus.ACTIVE
    ).update(status=EnrolmentStatus.COMPLETED, completed_at=now)
    if marked:
        enrolment.refresh_from_db(fields=["status", "completed_at"])
        transaction.on_commit(
            partial(course_completed.send_robust, Enrolment, enrolment=enrolment)
        )


@transaction.atomic
def record_ticks(*, person: Person, unit_key: UUID, ticked: Iterable[str]) -> None:
    """Keep the ticks of a lesson's checklists for their owner."""
    ChecklistRecord.objects.update_or_create(
        person=person, unit_key=unit_key, defaults={"ticked": sorted(set(ticked))}
    )


@transaction.atomic
def claim_reading(
    *, person: Person, units: Iterable[Page], language: str, now: datetime
) -> int:
    """Record lessons read before signing up that the person says are theirs.

    Enrols them in the courses of these lessons. Returns the number recorded.
    """
    count = 0
    for unit in units:
        course = Page.objects.get(path=queries.course_path(unit))
        enrolment = enrol(
            person=person,
            course_key=course.translation_key,
            language=language,
            now=now,
        )
        record_completion(
            enrolment=enrolment,
            unit_key=unit.translation_key,
            evidence_kind=Evidence.READ_AS_GUEST,
            language=language,
            now=now,
        )
        count += 1
    return count


# --- Checks of texts --------------------------------------------------------------


@transaction.atomic
def note_text(*, page: LessonPage, now: datetime) -> None:
    """Open the record of who checks a lesson that somebody has written on the site.

    A stand-in has no text of its own, and content files bring their own record.
    """
    author = page.latest_revision.user if page.latest_revision else None
    if page.alias_of_id is not None or author is None:
        return
    TextReview.objects.get_or_create(
        page_key=page.translation_key,
        language=page.locale.language_code,
        defaults={
            "digest": page.text_digest,
            "drafted_by": author.get_full_name() or author.username,
            "drafted_on": timezone.localdate(now),
        },
    )


@transaction.atomic
def record_check(
    *, review: TextReview, lesson: LessonPage, actor: Person
) -> TextReview:
    """Put on record who has checked the text of a lesson as it stands now."""
    review.digest = lesson.text_digest
    review.status = "checked" if review.is_checked else "draft"
    review.save()
    audit.record(actor, "check_text", review, language=review.language)
    return review


@transaction.atomic
def ask_for_booklet(*, course_key: UUID, language: str) -> Booklet:
    """Ask for the file of a course; many who ask before it is drawn ask once."""
    booklet, _is_new = Booklet.objects.get_or_create(
        course_key=course_key, language=language
    )
    jobs.enqueue(
        DRAW_BOOKLET,
        {"booklet": booklet.pk, "drawing": booklet.drawings},
        key=booklet.job_key,
    )
    return booklet


def store_booklet(
    *, booklet: Booklet, digest: str, content: bytes, now: datetime
) -> bool:
    """Put a drawn file in the place of the one before; return whether it was wanted.

    Of two workers that drew the same one the first wins.
    """
    storage, before = booklet.pdf.storage, booklet.pdf.name
    name = f"{BOOKLETS}/{booklet.course_key}-{booklet.language}.pdf"
    stored = storage.save(name, ContentFile(content))
    is_first = Booklet.objects.filter(pk=booklet.pk, drawings=booklet.drawings).update(
        pdf=stored, digest=digest, drawn_at=now, drawings=F("drawings") + 1
    )
    useless = before if is_first else stored
    if useless:
        storage.delete(useless)
    return bool(is_first)


def clear_booklet(*, booklet: Booklet) -> None:
    """Throw the file away; whoever asks again gets a new one."""
    storage, before = booklet.pdf.storage, booklet.pdf.name
    Booklet.objects.filter(pk=booklet.pk).update(
        pdf="", digest="", drawn_at=None, drawings=F("drawings") + 1
    )
    if before:
        storage.delete(before)


def clear_booklets(*, now: datetime) -> int:
    """Throw away files of courses that were taken off, and files of no booklet.

    The latter are left by a server that was killed between two steps. Return how
    many files went.
    """
    live = CoursePage.objects.live().values_list(
        "translation_key", "locale__language_code"
    )
    shown = set(live)
    rows = Booklet.objects.exclude(pdf="")
    stale = [row for row in rows if (row.course_key, row.language) not in shown]
    for booklet in stale:
        clear_booklet(booklet=booklet)
    return len(stale) + _sweep_booklets(now)


def _sweep_booklets(now: datetime) -> int:
    storage = Booklet._meta.get_field("pdf").storage
    known = set(Booklet.objects.exclude(pdf="").values_list("pdf", flat=True))
    try:
        _folders, names = storage.listdir(BOOKLETS)
    except FileNotFoundError:
        return 0
    paths = [f"{BOOKLETS}/{name}" for name in names]
    left = [
        path
        for path in paths
        if path not in known and storage.get_modified_time(path) < now - UNDER_WAY
    ]
    for path in left:
        storage.delete(path)
    return len(left)
