"""Reads that join quizzes, questions, their texts and what learners gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from accounts.models import Person
from core import routing
from core.digests import digest_of as stream_digest
from courses.models import Enrolment
from quizzes import grading
from quizzes.models import Attempt, AttemptItem, QuestionText, QuestionVersion, QuizPage
from quizzes.models.questions import CHILD_NAMES, QUESTION_MODELS, digest_of

# --- What editors wrote -------------------------------------------------------


@dataclass(frozen=True)
class WrittenQuestion:
    """One question block, taken apart."""

    block_id: str
    position: int
    kind: str
    fields: dict
    common: dict
    texts: dict
    feedback: dict

    @property
    def source_digest(self) -> str:
        return digest_of([self.texts, self.feedback])

    @property
    def definition_digest(self) -> str:
        return digest_of([self.kind, self.common, self.fields])


def written_questions(page: QuizPage) -> list[WrittenQuestion]:
    """Take the question blocks of a page apart, in their order."""
    written = []
    for position, child in enumerate(page.questions, start=1):
        value, block = child.value, child.block
        lesson = value["read_again"]
        written.append(
            WrittenQuestion(
                block_id=str(UUID(str(child.id))),
                position=position,
                kind=child.block_type,
                fields=QUESTION_MODELS[child.block_type].fields_of(block.key_of(value)),
                common={
                    "max_score": value["max_score"],
                    "section": value["section"],
                    "read_again_key": lesson.translation_key if lesson else None,
                },
                texts=block.texts_of(value),
                feedback=block.feedback_of(value),
            )
        )
    return written


def translation_of(page: QuizPage) -> Translation | None:
    """Return what says that this page is the translation of another, if it is."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


def is_source(page: QuizPage) -> bool:
    """Tell whether this is the page in which the quiz is written.

    It owns the translation source; before anything was translated, it is the one
    from which the rows were made, and before that the first to be published.
    """
    source = (
        TranslationSource.objects.filter(object_id=page.translation_key)
        .order_by("created_at")
        .first()
    )
    if source is not None:
        return source.locale_id == page.locale_id
    first = (
        QuestionVersion.objects.non_polymorphic()
        .filter(quiz_key=page.translation_key)
        .first()
    )
    return first is None or first.source_language == page.locale.language_code


def untranslated_blocks(translation: Translation) -> set[str]:
    """Return the ids of question blocks of which some words are not translated."""
    paths = (
        StringSegment.objects.filter(
            source=translation.source, context__path__startswith="questions."
        )
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .values_list("context__path", flat=True)
    )
    return {path.split(".")[1] for path in paths}


def next_number(quiz_key: UUID, block_id: str) -> int:
    versions = QuestionVersion.objects.filter(quiz_key=quiz_key, block_id=block_id)
    return (versions.aggregate(last=Max("number"))["last"] or 0) + 1


# --- Attempts -----------------------------------------------------------------


def attempts_of(person: Person, quiz_key: UUID) -> list[Attempt]:
    """Return a person's attempts at a quiz, newest first; trials are left out."""
    if not person.is_authenticated:
        return []
    attempts = Attempt.objects.of(person).counted().filter(quiz_key=quiz_key)
    return list(attempts.order_by("-number"))


def best_of(attempts: Iterable[Attempt]) -> Attempt | None:
    """Return the attempt that counts: the highest share, the earlier one of two."""
    graded = [attempt for attempt in attempts if attempt.score is not None]
    return max(graded, key=lambda a: (a.is_passed, a.percent, -a.number), default=None)


def results_of(person: Person) -> dict[str, Attempt]:
    """Return the best graded attempt of a person by quiz, in one query."""
    attempts = Attempt.objects.of(person).counted().graded()
    by_quiz: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        by_quiz.setdefault(str(attempt.quiz_key), []).append(attempt)
    return {key: best_of(found) for key, found in by_quiz.items()}


def attempts_left(
    quiz: QuizPage, attempts: Iterable[Attempt], enrolment: Enrolment | None
) -> int | None:
    """Return how many attempts may still be started; None when there is no limit."""
    if quiz.attempt_limit is None:
        return None
    used = [a for a in attempts if enrolment and a.enrolment_id == enrolment.pk]
    return max(0, quiz.attempt_limit - len(used))


def first_open_slot(attempt: Attempt) -> int:
    """Return the first question without a response; the last one when all have one."""
    first = (
        attempt.items.filter(response__isnull=True)
        .order_by("slot")
        .values_list("slot", flat=True)
        .first()
    )
    return first or attempt.question_count


def needed_score(attempt: Attempt) -> Decimal:
    """Return the score that passes, as a number without trailing zeros."""
    return attempt.max_score * attempt.pass_mark / 100


def attempt_of(person: Person, reference: UUID) -> Attempt | None:
    """Return an attempt if it is this person's own."""
    return Attempt.objects.of(person).filter(reference=reference).first()


def items_of(attempt: Attempt) -> list[AttemptItem]:
    """Return the items in order, with the plain rows of their questions, no keys."""
    return list(attempt.items.select_related("question").order_by("slot"))


def items_with_keys(attempt: Attempt) -> list[AttemptItem]:
    """Return the items with every kind's own row joined: one query, keys included."""
    children = [f"question__{name}" for name in CHILD_NAMES.values()]
    return list(attempt.items.select_related(*children).order_by("slot"))


def key_of(item: AttemptItem) -> grading.Key:
    """Return the answer key of an item read by `items_with_keys`."""
    return getattr(item.question, CHILD_NAMES[item.layout["kind"]]).key()


# --- Texts --------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """The words of a question, and the language that they are really in."""

    language: str
    texts: dict
    feedback: dict


def _texts(questions: Iterable[QuestionVersion], language: str) -> QuerySet:
    wanted = Q(pk__in=[])
    for question in questions:
        wanted |= Q(
            quiz_key=question.quiz_key,
            block_id=question.block_id,
            source_digest=question.source_digest,
            language__in=[language, question.source_language],
        )
    return QuestionText.objects.filter(wanted)


def words_for(
    questions: list[QuestionVersion], language: str, *, with_feedback: bool = False
) -> dict[int, Words]:
    """Return the words of each question by its id, in one query.

    Where a language has no text of just this version, the source text stands in.
    Feedback is read only when it is asked for.
    """
    rows = _texts(questions, language)
    if not with_feedback:
        rows = rows.defer("feedback")
    found = {(row.block_id, row.source_digest, row.language): row for row in rows}
    words = {}
    for question in questions:
        place = (question.block_id, question.source_digest)
        row = found.get((*place, language)) or found[*place, question.source_language]
        feedback = row.feedback if with_feedback else {}
        words[question.pk] = Words(row.language, row.texts, feedback)
    return words


# --- Pages --------------------------------------------------------------------


def quiz_page(quiz_key: UUID, language: str) -> Page | None:
    """Return the page of a quiz in a language, live or not, as a base page."""
    quizzes = QuizPage.objects.filter(translation_key=quiz_key)
    return (
        Page.objects.filter(pk__in=quizzes.values("pk"))
        .filter(locale__language_code=language)
        .select_related("locale", "alias_of__locale")
        .first()
    )


PEOPLE = ("owner", "locked_by", "alias_of__owner", "alias_of__locked_by")
"""What a row says of the people who write it."""


def quiz_to_show(page: Page) -> QuizPage:
    """Return the quiz of a page with its number of questions, remembered for everybody.

    Without keys, and without the people who wrote it.
    """
    return routing.remembered(f"quiz:{page.pk}", lambda: _read_quiz(page))


def _read_quiz(page: Page) -> QuizPage:
    current = (
        QuestionVersion.objects.non_polymorphic()
        .filter(quiz_key=OuterRef("translation_key"), is_current=True)
        .order_by()
        .values("quiz_key")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        QuizPage.objects.defer("questions", *PEOPLE)
        .select_related("locale", "alias_of__locale")
        .annotate(question_count=Coalesce(Subquery(current), 0))
        .get(pk=page.pk)
    )


def live_quiz(quiz_key: UUID, language: str) -> QuizPage | None:
    return (
        QuizPage.objects.live()
        .defer("questions")
        .filter(translation_key=quiz_key, locale__language_code=language)
        .select_related("locale", "alias_of__locale")
        .first()
    )


def published_version(draft: QuizPage) -> QuizPage | None:
    """Return the published page of a draft when there is something to take in it."""
    page = QuizPage.objects.live().filter(pk=draft.pk).first()
    return page if page and page.questions else None


def asks_the_same(one: QuizPage, other: QuizPage) -> bool:
    """Tell whether two versions of a page have the same questions and pass mark."""
    return one.pass_mark == other.pass_mark and (
        stream_digest(one.questions) == stream_digest(other.questions)
    )


def address_of_quiz(page: Page | None, language: str) -> str:
    """Return where a quiz stands; home when it is no longer there."""
    return routing.page_address(page) if page and page.live else f"/{language}/"
