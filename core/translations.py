"""Every page is there in every language: translated, or as a labelled stand-in."""

import json

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component


class ContentMismatch(ValueError):
    """Two language versions do not have the same blocks and paragraphs."""


def ensure_stand_ins(page: Page) -> None:
    """Give a page an alias in each language that has no version of it yet.

    The alias shows the source text until somebody translates the page; templates
    mark it with the language of the text. A page that is itself an alias, or whose
    parent has no version in that language, is left alone.
    """
    if page.alias_of_id is not None or page.depth < 3:
        return
    taken = set(
        page.get_translations(inclusive=True).values_list("locale_id", flat=True)
    )
    for locale in Locale.objects.exclude(pk__in=taken):
        if page.get_parent().get_translations().filter(locale=locale).exists():
            page.specific.copy_for_translation(locale, alias=True)


def _previous_key(page: Page):
    sibling = page.get_prev_sibling()
    return sibling.translation_key if sibling else None


def follow_move(page: Page) -> None:
    """Put the other language versions where the moved page stands now.

    Same parent and same neighbour in each tree, so that a course has one order in
    all languages. Nothing happens where a version stands right already.
    """
    parent_key = page.get_parent().translation_key
    before_key = _previous_key(page)
    for twin in page.get_translations():
        parent = Page.objects.filter(
            translation_key=parent_key, locale_id=twin.locale_id
        ).first()
        if parent is None:
            continue
        already = twin.get_parent().pk == parent.pk
        if already and _previous_key(twin) == before_key:
            continue
        if before_key is None:
            twin.move(parent, pos="first-child")
            continue
        neighbour = parent.get_children().filter(translation_key=before_key).first()
        if neighbour is not None:
            twin.move(neighbour, pos="right")
        elif not already:
            twin.move(parent, pos="last-child")


def text_language(page: Page) -> str:
    """Return the language that the text of a page is really in."""
    source = page.alias_of if page.alias_of_id else page
    return source.locale.language_code


def publish_source(page: Page, parent: Page) -> Page:
    """Add a page below `parent`, or a new version of it where it stands; publish it."""
    if page.pk is None:
        page.live = False
        parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _by_path(segments) -> dict[str, list]:
    grouped: dict[str, list] = {}
    for segment in segments:
        grouped.setdefault(segment.path, []).append(segment)
    return grouped


def _pairs(source: TranslationSource, version: Page) -> list[tuple]:
    """Return the source's segments beside those of a language version.

    Both are cut in the same way; they meet by path and by order within it. Raises
    ContentMismatch when the two do not have the same text segments.
    """
    original = _by_path(extract_segments(source.as_instance()))
    other = _by_path(extract_segments(version))
    pairs = []
    for path in sorted(original.keys() | other.keys()):
        ours, theirs = original.get(path, []), other.get(path, [])
        texts = [s for s in [*ours, *theirs] if isinstance(s, StringSegmentValue)]
        if len(ours) != len(theirs) and texts:
            raise ContentMismatch(
                f"{version.title}: {len(ours)} and {len(theirs)} texts at {path}: "
                f"{texts[0].string.data[:60]}"
            )
        pairs += zip(ours, theirs, strict=False)
    return pairs


def _context(source: TranslationSource, path: str) -> TranslationContext:
    return TranslationContext.objects.get_or_create(object=source.object, path=path)[0]


def _keep_override(source, locale, path: str, value) -> None:
    SegmentOverride.objects.update_or_create(
        locale=locale,
        context=_context(source, path),
        defaults={"data_json": json.dumps(value), "has_error": False},
    )


def _keep_links(source, locale, ours, theirs) -> None:
    """Keep addresses that differ between the languages within one text."""
    for name, attrs in (ours.attrs or {}).items():
        href, other = attrs.get("href"), (theirs.attrs or {}).get(name, {}).get("href")
        if href and other and href != other:
            path = f"{ours.path}.{quote_path_component(href)}"
            _keep_override(source, locale, path, other)


def _segments(source: TranslationSource) -> dict[tuple[str, str], StringSegment]:
    """Return a source's text segments by path and text."""
    segments = StringSegment.objects.filter(source=source)
    return {
        (segment.context.path, segment.string.data): segment
        for segment in segments.select_related("context", "string")
    }


def _given(source: TranslationSource, locale: Locale) -> dict[tuple, StringTranslation]:
    """Return the texts of one language by their string and context."""
    kept = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale=locale
    )
    return {(one.translation_of_id, one.context_id): one for one in kept}


def _keep_text(segment: StringSegment, given, locale: Locale, text: str) -> None:
    translation = given.setdefault(
        (segment.string_id, segment.context_id),
        StringTranslation(
            translation_of=segment.string, context=segment.context, locale=locale
        ),
    )
    translation.data = text
    translation.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    translation.tool_name = "content files"
    translation.has_error = False
    translation.save()


def _keep_version(source: TranslationSource, version: Page, locale: Locale) -> None:
    """Keep the texts and addresses of a language version as a translator's work."""
    segments, given = _segments(source), _given(source, locale)
    for ours, theirs in _pairs(source, version):
        if isinstance(ours, StringSegmentValue):
            segment = segments[ours.path, ours.string.data]
            _keep_text(segment, given, locale, theirs.string.data)
            _keep_links(source, locale, ours, theirs)
        elif isinstance(ours, OverridableSegmentValue) and ours.data != theirs.data:
            _keep_override(source, locale, ours.path, theirs.data)


@transaction.atomic
def publish_translations(page: Page, versions: dict[str, Page]) -> None:
    """Publish language versions of a page, kept segment by segment for translators.

    `versions` maps a language code to an unsaved page of the same type that holds
    the texts of that language and the block ids of the source.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    for code, version in versions.items():
        locale = Locale.objects.get(language_code=code)
        translation, _created = Translation.objects.get_or_create(
            source=source, target_locale=locale
        )
        _keep_version(source, version, locale)
        translation.save_target(publish=False)
        # Published here, not on commit, from a fresh row: a page object from before
        # the commit would write its old place in the tree back.
        translation.get_target_instance().latest_revision.publish()
