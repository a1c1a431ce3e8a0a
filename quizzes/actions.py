"""Verbs that change what is asked, and what learners have given."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from wagtail_localize.models import Translation

from accounts.models import Person
from courses.actions import record_completion
from courses.enums import Evidence
from courses.models import Enrolment
from quizzes import grading, queries
from quizzes.enums import AttemptState, ClosedBy, Outcome, ResponseSource
from quizzes.exceptions import (
    AttemptClosed,
    AttemptNotFound,
    NoAttemptsLeft,
    NoQuestions,
)
from quizzes.models import (
    Attempt,
    AttemptItem,
    QuestionText,
    QuestionVersion,
    QuizPage,
    Response,
)
from quizzes.models.questions import QUESTION_MODELS
from quizzes.signals import result_changed
from quizzes.validators import validated_response

# --- Publishing ---------------------------------------------------------------


@transaction.atomic
def publish_questions(*, page: QuizPage) -> None:
    """Turn the blocks of a published quiz into versions, or into texts of versions.

    Only the page in which the quiz is written makes versions. A translation writes
    its texts, for just those questions that it has wholly translated. An alias, and
    a page that was cut loose from its source, write nothing.
    """
    if page.alias_of_id is not None or not page.live:
        return
    translation = queries.translation_of(page)
    if translation is not None:
        _publish_translated_texts(page, translation)
        _share_rules(page.translation_key, translation.source.locale_id)
    elif queries.is_source(page):
        _publish_versions(page)
        _share_rules(page.translation_key, page.locale_id)


def _publish_versions(page: QuizPage) -> None:
    written = queries.written_questions(page)
    versions = (
        QuestionVersion.objects.non_polymorphic()
        .select_for_update()
        .filter(quiz_key=page.translation_key)
    )
    known = {
        (
            str(version.block_id),
            version.definition_digest,
            version.source_digest,
        ): version
        for version in versions
    }
    found = {
        question.block_id: known.get(
            (question.block_id, question.definition_digest, question.source_digest)
        )
        for question in written
    }
    kept = [version.pk for version in found.values() if version]
    current = QuestionVersion.objects.filter(
        quiz_key=page.translation_key, is_current=True
    )
    current.exclude(pk__in=kept).update(is_current=False)
    language = page.locale.language_code
    for question in written:
        version = found[question.block_id]
        if version is None:
            _create_version(page.translation_key, language, question)
        elif not version.is_current or version.position != question.position:
            QuestionVersion.objects.filter(pk=version.pk).update(
                is_current=True, position=question.position
            )
    _keep_texts(
        page.translation_key, language, [(one, one.source_digest) for one in written]
    )


def _create_version(
    quiz_key: UUID, language: str, question: queries.WrittenQuestion
) -> QuestionVersion:
    return QUESTION_MODELS[question.kind].objects.create(
        quiz_key=quiz_key,
        block_id=question.block_id,
        number=queries.next_number(quiz_key, question.block_id),
        position=question.position,
        source_language=language,
        source_digest=question.source_digest,
        definition_digest=question.definition_digest,
        **question.common,
        **question.fields,
    )


def _publish_translated_texts(page: QuizPage, translation: Translation) -> None:
    """Keep a translation's texts beside the source texts they were made from."""
    sources = {
        question.block_id: question.source_digest
        for question in queries.written_questions(translation.source.as_instance())
    }
    untranslated = queries.untranslated_blocks(translation)
    _keep_texts(
        page.translation_key,
        page.locale.language_code,
        [
            (question, sources[question.block_id])
            for question in queries.written_questions(page)
            if question.block_id in sources and question.block_id not in untranslated
        ],
    )


def _keep_texts(quiz_key: UUID, language: str, questions: list) -> None:
    QuestionText.objects.bulk_create(
        [
            QuestionText(
                quiz_key=quiz_key,
                block_id=question.block_id,
                source_digest=source_digest,
                language=language,
                texts=question.texts,
                feedback=question.feedback,
            )
            for question, source_digest in questions
        ],
        update_conflicts=True,
        unique_fields=["quiz_key", "block_id", "source_digest", "language"],
        update_fields=["texts", "feedback"],
    )


def _share_rules(quiz_key: UUID, source_locale_id: int) -> None:
    """Give all language versions of a quiz the rules of its source, at once."""
    versions = QuizPage.objects.filter(translation_key=quiz_key)
    source = versions.filter(locale_id=source_locale_id).first()
    if source is not None:
        versions.exclude(pk=source.pk).update(
            pass_mark=source.pass_mark, attempt_limit=source.attempt_limit
        )


# --- Taking a quiz --------------------------------------------------------------


@dataclass(frozen=True)
class Saved:
    """What a save came to: the revision that is stored now, and whether it is this.

    ``is_stored`` is false when the same or a higher revision was there before;
    ``is_latest`` says whether the stored response equals the one that was sent.
    """

    attempt: Attempt
    revision: int
    saved_at: datetime | None
    is_stored: bool
    is_latest: bool


def _drawn(question: QuestionVersion) -> dict[str, Any]:
    """Draw the order in which choices are shown; an ordering never starts solved."""
    ids = question.choice_ids()
    layout = {"kind": question.kind, "choices": ids}
    if question.kind == "true_false" or not ids:
        return layout
    draw = secrets.SystemRandom()
    while True:
        layout["choices"] = draw.sample(ids, len(ids))
        if question.kind != "ordering" or layout["choices"] != question.order:
            return layout


@transaction.atomic
def start_attempt(
    *,
    person: Person,
    quiz_page: QuizPage,
    enrolment: Enrolment | None,
    language: str,
    now: datetime,
    is_trial: bool = False,
) -> Attempt:
    """Open an attempt and draw its questions; the open one is returned if there is.

    Raises NoAttemptsLeft at the limit, NoQuestions when nothing is published. A
    trial has no limit and needs no enrolment.
    """
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
    own = Attempt.objects.of(person).filter(
        quiz_key=quiz_page.translation_key, is_trial=is_trial
    )
    opened = own.filter(state=AttemptState.IN_PROGRESS).first()
    if opened is not None:
        return opened
    limit = None if is_trial else quiz_page.attempt_limit
    if limit is not None and own.filter(enrolment=enrolment).count() >= limit:
        raise NoAttemptsLeft(quiz_page)
    questions = list(QuestionVersion.objects.current(quiz_page.translation_key))
    if not questions:
        raise NoQuestions(quiz_page)
    attempt = Attempt.objects.create(
        person=person,
        quiz_key=quiz_page.translation_key,
        enrolment=None if is_trial else enrolment,
        number=(own.aggregate(last=Max("number"))["last"] or 0) + 1,
        is_trial=is_trial,
        language=language,
        pass_mark=quiz_page.pass_mark,
        question_count=len(questions),
        started_at=now,
        max_score=sum(question.max_score for question in questions),
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            slot=slot,
            question=question,
            layout=_drawn(question),
            max_score=question.max_score,
        )
        for slot, question in enumerate(questions, start=1)
    )
    return attempt


def _open_item(attempt_reference: UUID, person: Person, slot: int) -> AttemptItem:
    """Return an item of this person's open attempt, the attempt locked.

    Only the attempt is locked, as in `submit_attempt`: one lock cannot deadlock. The
    item is as old as the question asked before the lock was given; who writes it
    compares with what stands there then.
    """
    item = (
        AttemptItem.objects.select_for_update(of=("attempt",))
        .select_related("attempt")
        .filter(attempt__reference=attempt_reference, attempt__person=person, slot=slot)
        .first()
    )
    if item is None:
        raise AttemptNotFound(attempt_reference)
    if not item.attempt.is_open:
        raise AttemptClosed(item.attempt)
    return item


@transaction.atomic
def save_response(
    *,
    attempt_reference: UUID,
    person: Person,
    slot: int,
    value: list[str],
    revision: int,
    now: datetime,
    language: str,
    source: str = ResponseSource.FORM,
    is_flagged: bool | None = None,
) -> Saved:
    """Store a response when its revision is higher than the stored one.

    Raises AttemptNotFound, AttemptClosed, or BadResponse when the question does not
    allow the value. Nothing is graded here, so a right and a wrong response take
    the same way.
    """
    item = _open_item(attempt_reference, person, slot)
    response = validated_response(item.layout, value)
    given = {"response": response, "revision": revision, "given_at": now}
    if is_flagged is not None:
        given["is_flagged"] = is_flagged
    is_stored = bool(
        AttemptItem.objects.filter(pk=item.pk, revision__lt=revision).update(**given)
    )
    if not is_stored:
        item.refresh_from_db(fields=["response", "revision", "given_at"])
        is_latest = response == item.response
        return Saved(item.attempt, item.revision, item.given_at, is_stored, is_latest)
    Response.objects.create(
        item=item,
        revision=revision,
        value=response,
        given_at=now,
        language=language,
        source=source,
    )
    return Saved(item.attempt, revision, now, is_stored, is_latest=True)


@transaction.atomic
def save_flag(
    *, attempt_reference: UUID, person: Person, slot: int, is_flagged: bool
) -> Attempt:
    """Mark a question to be looked at later, or take the mark away."""
    item = _open_item(attempt_reference, person, slot)
    item.is_flagged = is_flagged
    item.save(update_fields=["is_flagged"])
    return item.attempt


@transaction.atomic
def submit_attempt(
    *, attempt_reference: UUID, person: Person, language: str, now: datetime
) -> Attempt:
    """Close and grade an attempt once, and complete the unit when it is passed.

    Pressed again, it returns the attempt as it was graded. Sends `result_changed`
    after commit. Raises AttemptNotFound.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment__curriculum_version")
        .filter(reference=attempt_reference, person=person)
        .first()
    )
    if attempt is None:
        raise AttemptNotFound(attempt_reference)
    if not attempt.is_open:
        return attempt
    total = _grade_items(attempt)
    _close(attempt, total, now)
    if attempt.is_trial:
        return attempt
    if attempt.is_passed:
        record_completion(
            enrolment=attempt.enrolment,
            unit_key=attempt.quiz_key,
            evidence_kind=Evidence.QUIZ,
            evidence_reference=str(attempt.reference),
            language=language,
            now=now,
        )
    transaction.on_commit(partial(result_changed.send_robust, Attempt, attempt=attempt))
    return attempt


def _grade_items(attempt: Attempt) -> grading.Total:
    items = queries.items_with_keys(attempt)
    scores = []
    for item in items:
        score = grading.grade(queries.key_of(item), item.response)
        scores.append((score, item.max_score))
        item.score = grading.as_decimal(grading.total(scores[-1:]).earned)
    AttemptItem.objects.bulk_update(items, ["score"])
    return grading.total(scores)


def _close(attempt: Attempt, total: grading.Total, now: datetime) -> None:
    is_passed = grading.passes(total.earned, total.possible, attempt.pass_mark)
    attempt.state = AttemptState.GRADED
    attempt.submitted_at = now
    attempt.closed_by = ClosedBy.LEARNER
    attempt.score = grading.as_decimal(total.earned)
    attempt.outcome = Outcome.PASSED if is_passed else Outcome.FAILED
    attempt.save(
        update_fields=["state", "submitted_at", "closed_by", "score", "outcome"]
    )


@transaction.atomic
def rebuild_responses(*, attempt: Attempt) -> int:
    """Set each item's response anew from the log; returns how many were different."""
    changed = 0
    items = attempt.items.select_for_update().prefetch_related("responses")
    for item in items:
        latest = max(
            item.responses.all(), key=lambda given: given.revision, default=None
        )
        due = (
            (latest.value, latest.revision, latest.given_at)
            if latest
            else (None, 0, None)
        )
        if (item.response, item.revision, item.given_at) != due:
            item.response, item.revision, item.given_at = due
            item.save(update_fields=["response", "revision", "given_at"])
            changed += 1
    return changed
