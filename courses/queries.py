"""Reads that join pages with what a learner has done."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache as made_once
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page

from accounts.models import Person
from core import routing
from core.translations import text_language
from courses import phrases, progress
from courses.models import (
    ChecklistRecord,
    CoursePage,
    CurriculumVersion,
    Enrolment,
    Track,
    UnitPage,
)

COURSE_DEPTH = 4  # root, home, catalogue, course


@dataclass(frozen=True)
class Unit:
    """One completable page of a course, as an outline shows it."""

    key: str
    title: str
    url: str
    kind: str
    minutes: int
    number: int
    language: str = ""
    state: str = "open"
    is_required: bool = True


@dataclass(frozen=True)
class Learner:
    """What one person has done in one course; empty for a guest."""

    enrolment: Enrolment | None = None
    completed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outline:
    """A course in one language with one learner's way through it."""

    course_key: str
    title: str
    url: str
    units: tuple[Unit, ...]
    language: str = ""
    learner: Learner = field(default_factory=Learner)
    progress: "progress.Progress" = field(
        default_factory=lambda: progress.Progress(0, 0)
    )

    @property
    def minutes(self) -> int:
        return sum(unit.minutes for unit in self.units)

    @property
    def minutes_left(self) -> int:
        return sum(unit.minutes for unit in self.units if unit.state != "done")

    @property
    def progress_words(self) -> str:
        return phrases.lessons_done(self.progress.done, self.progress.total)

    @property
    def next_unit(self) -> Unit | None:
        return next((unit for unit in self.units if unit.state == "now"), None)

    @property
    def is_enrolled(self) -> bool:
        return self.learner.enrolment is not None

    def unit(self, key: UUID) -> Unit | None:
        return next((unit for unit in self.units if unit.key == str(key)), None)

    def neighbours(self, key: UUID) -> tuple[Unit | None, Unit | None]:
        """Return the units before and after one."""
        keys = [unit.key for unit in self.units]
        at = keys.index(str(key))
        before = self.units[at - 1] if at else None
        after = self.units[at + 1] if at + 1 < len(keys) else None
        return before, after


def unit_models() -> list[type[UnitPage]]:
    """Return every concrete kind of unit, whichever app declares it."""
    return [model for model in apps.get_models() if issubclass(model, UnitPage)]


def unit_kinds() -> dict[int, str]:
    """Return "lesson", "quiz" … by content type."""
    found = ContentType.objects.get_for_models(*unit_models())
    return {
        kind.pk: model._meta.model_name.removesuffix("page")
        for model, kind in found.items()
    }


def course_path(page: Page) -> str:
    """Return the tree path of the course in which a page stands."""
    return page.path[: Page.steplen * COURSE_DEPTH]


def _rows(pages: QuerySet) -> QuerySet:
    minutes = [F(f"{model._meta.model_name}__minutes") for model in unit_models()]
    return (
        pages.order_by("path")
        .annotate(minutes=Coalesce(*minutes, 0))
        .values(
            "path",
            "translation_key",
            "title",
            "url_path",
            "content_type_id",
            "minutes",
            "alias_of__locale__language_code",
        )
    )


def unit_keys_of(course: Page) -> list[str]:
    """Return the translation keys of a course's live units, in tree order."""
    kinds = unit_kinds()
    return [
        str(row["translation_key"])
        for row in _rows(Page.objects.live().filter(path__startswith=course.path))
        if row["content_type_id"] in kinds
    ]


@made_once
def _current_enrolments() -> QuerySet:
    """Return what is the same in every learner's query: writing it takes the time."""
    return Enrolment.objects.current().order_by("-cycle")


def learner_of(person: Person, course_key: UUID) -> Learner:
    """Return enrolment and completed units of a person in a course, in two queries.

    The frozen list of units is the same for many and never changes: remembered.
    """
    if not person.is_authenticated:
        return Learner()
    enrolment = (
        _current_enrolments().filter(person=person.pk, course_key=course_key).first()
    )
    if enrolment is None:
        return Learner()
    version = enrolment.curriculum_version_id
    enrolment.curriculum_version = routing.remembered(
        f"curriculum:{version}", lambda: CurriculumVersion.objects.get(pk=version)
    )
    keys = enrolment.completions.values_list("unit_key", flat=True)
    return Learner(enrolment, frozenset(str(key) for key in keys))


def _units_of(rows: Iterable[dict], language: str) -> tuple[Unit, ...]:
    kinds = unit_kinds()
    units = [row for row in rows if row["content_type_id"] in kinds]
    return tuple(
        Unit(
            key=str(row["translation_key"]),
            title=row["title"],
            url=routing.address_of(row["url_path"], language),
            kind=kinds[row["content_type_id"]],
            minutes=row["minutes"],
            number=number,
            language=row["alias_of__locale__language_code"] or language,
        )
        for number, row in enumerate(units, start=1)
    )


def with_learner(outline: Outline, learner: Learner) -> Outline:
    """Return the outline with each unit's state for this learner.

    States: done, now (the next to do), open, skip (added after the learner started,
    so not asked for).
    """
    order = [unit.key for unit in outline.units]
    frozen = (
        learner.enrolment.curriculum_version.unit_keys if learner.enrolment else order
    )
    required = progress.required_units(frozen, order)
    asked = [key for key in order if key in set(required)]
    now = progress.next_unit(asked, learner.completed)

    def placed(unit: Unit) -> Unit:
        is_required = unit.key in required
        state = "open" if is_required else "skip"
        if unit.key in learner.completed:
            state = "done"
        elif unit.key == now:
            state = "now"
        return replace(unit, state=state, is_required=is_required)

    return replace(
        outline,
        units=tuple(placed(unit) for unit in outline.units),
        learner=learner,
        progress=progress.progress_of(required, learner.completed),
    )


def _read_outline(page: Page) -> Outline:
    language = page.locale.language_code
    path = course_path(page)
    # A live lesson may stand in a course that was taken off: it is still its course
    is_shown = Q(live=True) | Q(path=path)
    rows = list(_rows(Page.objects.filter(is_shown, path__startswith=path)))
    course = rows[0]
    return Outline(
        course_key=str(course["translation_key"]),
        title=course["title"],
        url=routing.address_of(course["url_path"], language),
        units=_units_of(rows, language),
        language=course["alias_of__locale__language_code"] or language,
    )


def _written_outline(page: Page) -> Outline:
    """Return the outline as editors wrote it, remembered for everybody.

    A live unit that it lacks was published by another process: it is read anew.
    """
    place = course_path(page)
    outline = routing.remembered(f"outline:{place}", lambda: _read_outline(page))
    is_unit = page.live and page.content_type_id in unit_kinds()
    if is_unit and outline.unit(page.translation_key) is None:
        return _read_outline(page)
    return outline


def outline_for(page: Page, person: Person) -> Outline:
    """Return the outline of the course in which `page` stands (or is), for a person.

    Two queries for a learner, none for a guest, however long the course; one more
    when the tree has changed.
    """
    outline = _written_outline(page)
    return with_learner(outline, learner_of(person, outline.course_key))


def unit_page(unit_key: UUID, language: str) -> Page | None:
    """Return the live page of a unit in one language, as a base page."""
    return (
        Page.objects.live()
        .filter(
            translation_key=unit_key,
            locale__language_code=language,
            content_type_id__in=unit_kinds(),
        )
        .select_related("locale", "alias_of__locale")
        .first()
    )


def course_page(course_key: UUID, language: str) -> CoursePage | None:
    return (
        CoursePage.objects.live()
        .filter(translation_key=course_key, locale__language_code=language)
        .select_related("locale")
        .first()
    )


def latest_curriculum(course_key: UUID) -> CurriculumVersion | None:
    versions = CurriculumVersion.objects.filter(course_key=course_key)
    return versions.order_by("-number").first()


def ticks_of(person: Person, unit_key: UUID) -> frozenset[str]:
    """Return the ticked items of a lesson's checklists."""
    if not person.is_authenticated:
        return frozenset()
    ticked = (
        ChecklistRecord.objects.filter(person=person, unit_key=unit_key)
        .values_list("ticked", flat=True)
        .first()
    )
    return frozenset(ticked or [])


@dataclass(frozen=True)
class CourseCard:
    """A course as lists show it."""

    outline: Outline
    summary: str
    track: Track
    need: str = ""


def _read_cards(language: str) -> list[CourseCard]:
    courses = (
        CoursePage.objects.live()
        .filter(locale__language_code=language)
        .select_related("track", "alias_of__locale", "locale")
        .order_by("path")
    )
    rows = _rows(
        Page.objects.live().filter(
            locale__language_code=language, content_type_id__in=unit_kinds()
        )
    )
    by_course: dict[str, list[dict]] = {}
    for row in rows:
        path = row["path"][: Page.steplen * COURSE_DEPTH]
        by_course.setdefault(path, []).append(row)
    return [
        CourseCard(
            outline=Outline(
                course_key=str(course.translation_key),
                title=course.title,
                url=routing.address_of(course.url_path, language),
                units=_units_of(by_course.get(course.path, []), language),
                language=text_language(course),
            ),
            summary=course.summary,
            track=course.track,
            need=course.need,
        )
        for course in courses
    ]


def course_cards(language: str, person: Person) -> list[CourseCard]:
    """Return a card for every live course, in tree order, with a person's progress.

    Two queries for a learner, none for a guest, whatever the number of courses; two
    more when the tree has changed.
    """
    learners = learners_by_course(person)

    def with_progress(card: CourseCard) -> CourseCard:
        learner = learners.get(card.outline.course_key, Learner())
        return replace(card, outline=with_learner(card.outline, learner))

    cards = routing.remembered(f"cards:{language}", lambda: _read_cards(language))
    return [with_progress(card) for card in cards]


def learners_by_course(person: Person) -> dict[str, Learner]:
    """Return a person's enrolments and their completions by course, in two queries."""
    if not person.is_authenticated:
        return {}
    enrolments = (
        Enrolment.objects.of(person)
        .current()
        .select_related("curriculum_version")
        .prefetch_related("completions")
        .order_by("cycle")
    )
    return {
        str(enrolment.course_key): Learner(
            enrolment,
            frozenset(str(done.unit_key) for done in enrolment.completions.all()),
        )
        for enrolment in enrolments
    }


def latest_enrolment_key(person: Person) -> str | None:
    """Return the course in which the person did something last, among active ones."""
    enrolment = (
        Enrolment.objects.of(person)
        .filter(status="active")
        .annotate(last=F("completions__completed_at"))
        .order_by(F("last").desc(nulls_last=True), "-enrolled_at")
        .first()
    )
    return str(enrolment.course_key) if enrolment else None


def units_read(keys: Iterable[str], language: str) -> list[Page]:
    """Return the live pages of the lessons a guest has read, in tree order."""
    lessons = [pk for pk, kind in unit_kinds().items() if kind == "lesson"]
    return list(
        Page.objects.live()
        .filter(
            translation_key__in=list(keys),
            locale__language_code=language,
            content_type_id__in=lessons,
        )
        .order_by("path")
    )
