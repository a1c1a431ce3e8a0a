"""What waits for an editor: drafts, texts to translate, parked jobs."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models import Job, JobState
from core.translating import missing_count

TOP_DEPTH = 2  # the home pages; what is above them is no page of the site


@dataclass(frozen=True)
class ToTranslate:
    """A page that readers of one language do not have wholly in their language."""

    page_id: int
    title: str
    language: str
    missing: int | None
    is_stand_in: bool


def drafts_of(person: AbstractBaseUser) -> QuerySet:
    """Return the pages on which a person has work that nobody else sees, newest first.

    New pages that were never published, and changes since the last publishing.
    """
    own = Q(owner=person) | Q(latest_revision__user=person)
    return (
        Page.objects.filter(own, has_unpublished_changes=True, alias_of=None)
        .select_related("locale", "content_type")
        .order_by("-latest_revision_created_at", "-pk")
    )


def _begun() -> dict[tuple, int]:
    """Return the texts that each open translation lacks, by key and locale."""
    rows = Translation.objects.filter(enabled=True).annotate(missing=missing_count())
    found = rows.values_list("source__object_id", "target_locale_id", "missing")
    return {(key, locale_id): missing for key, locale_id, missing in found}


def to_translate(language: str = "") -> list[ToTranslate]:
    """Return what is to be translated, in tree order: stand-ins and changed texts.

    Two queries, however many pages; `language` narrows it to one.
    """
    begun = _begun()
    behind = [key for (key, _locale_id), missing in begun.items() if missing]
    is_stand_in = Q(alias_of__isnull=False) & ~Q(alias_of__locale=F("locale"))
    pages = (
        Page.objects.live()
        .filter(is_stand_in | Q(translation_key__in=behind), depth__gte=TOP_DEPTH)
        .select_related("locale")
        .order_by("path")
    )
    if language:
        pages = pages.filter(locale__language_code=language)
    found = []
    for page in pages:
        missing = begun.get((page.translation_key, page.locale_id))
        if page.alias_of_id or missing:
            found.append(
                ToTranslate(
                    page_id=page.pk,
                    title=page.title,
                    language=page.locale.language_code,
                    missing=missing,
                    is_stand_in=bool(page.alias_of_id),
                )
            )
    return found


def parked_jobs() -> QuerySet:
    """Return the jobs that have given up, newest first."""
    return Job.objects.filter(state=JobState.PARKED).order_by("-created_at")
