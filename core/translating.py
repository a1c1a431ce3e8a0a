"""A translator's work: what is to be translated, what was given, when it is shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from core import inline

FIELD = "text-"


@dataclass(frozen=True)
class Passage:
    """One text of a page beside its translation, if there is one yet."""

    segment_id: int
    block: str
    label: str
    source: str
    text: str
    is_rich: bool
    error: str = ""

    @property
    def name(self) -> str:
        """What its field is called; a number would be written with spaces."""
        return f"{FIELD}{self.segment_id}"

    @property
    def is_done(self) -> bool:
        return bool(self.text) and not self.error

    @property
    def rows(self) -> int:
        """How many lines the field shows."""
        return min(12, 1 + len(self.source) // 60 + self.source.count("\n"))


@dataclass(frozen=True)
class PassageGroup:
    """The passages of one field, or of one block in a StreamField."""

    label: str
    passages: tuple[Passage, ...]

    @property
    def is_single(self) -> bool:
        """Whether the group says no more than its only passage does."""
        return len(self.passages) == 1


# --- Beginning and following --------------------------------------------------------


def translation_to(page: Page) -> Translation | None:
    """Return the translation whose result is this page; None when it is no target."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale_id=page.locale_id,
            enabled=True,
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


@transaction.atomic
def begin_translation(*, page: Page, locale: Locale) -> Translation:
    """Open the translation of a published page into a language.

    Nothing that readers see changes: the stand-in stays until the translation is
    published as a whole.
    """
    source, is_new = TranslationSource.get_or_create_from_instance(page.specific)
    if not is_new:
        source.update_from_db()
    translation, _is_new = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    return translation


@transaction.atomic
def renew_translations(*, page: Page) -> None:
    """Note what has changed in a published source page.

    Texts that were changed wait for their translators. A translation of which no
    text waits is published anew, so that minutes, pictures and order follow.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None or page.alias_of_id is not None:
        return
    source.update_from_db()
    shown = Page.objects.live().filter(
        translation_key=page.translation_key, alias_of=None
    )
    complete = source.translations.annotate(missing=missing_count()).filter(
        enabled=True, missing=0, target_locale__in=shown.values("locale")
    )
    for translation in complete:
        _publish(translation, None)


# --- Passages -------------------------------------------------------------------------


def missing_count() -> Subquery:
    """Return the number of texts without a usable translation, for a `Translation`."""
    given = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    counted = (
        StringSegment.objects.filter(~Exists(given), source_id=OuterRef("source_id"))
        .order_by()
        .values("source_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)


def missing_in(translation: Translation) -> int:
    """Return how many texts of a translation are still to be translated."""
    row = Translation.objects.annotate(missing=missing_count()).get(pk=translation.pk)
    return row.missing


def _leaf_of(page: Page, path: list[str]) -> tuple[list[str], bool]:
    """Return the labels on the way to a text, and whether it is rich."""
    field = page._meta.get_field(path[0])
    labels = [capfirst(str(field.verbose_name))]
    if not isinstance(field, StreamField):
        return labels, isinstance(field, RichTextField)
    block = field.stream_block
    for name in path[1:]:
        is_list = isinstance(block, blocks.ListBlock)
        block = block.child_block if is_list else block.child_blocks[name]
        labels.append(capfirst(str(block.label)))
    return labels, isinstance(block, blocks.RichTextBlock)


def _passage(
    segment: StringSegment, given: StringTranslation | None, page: Page
) -> tuple[str, Passage]:
    path = segment.context.get_field_path(page).split(".")
    labels, is_rich = _leaf_of(page, path)
    data = given.data if given else ""
    place = ".".join(segment.context.path.split(".")[:2])
    return place, Passage(
        segment_id=segment.pk,
        block=labels[1] if len(labels) > 1 else labels[0],
        label=labels[-1],
        source=_shown(segment.string.data, is_rich=is_rich),
        text=_shown(data, is_rich=is_rich),
        is_rich=is_rich,
        error=(given.get_error() or "") if given else "",
    )


def _shown(data: str, *, is_rich: bool) -> str:
    """Return a kept text as it is read and typed: a bare & is no sign."""
    if is_rich:
        return data.replace("&amp;", "&")
    return StringValue(data).render_text()


def passages_of(translation: Translation) -> list[PassageGroup]:
    """Return a translation's texts in the order of the page, block by block."""
    page = translation.source.get_source_instance()
    given = {
        (one.translation_of_id, one.context_id): one
        for one in StringTranslation.objects.filter(
            locale_id=translation.target_locale_id,
            context__object_id=translation.source.object_id,
        )
    }
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order", "pk")
    )
    found = [
        _passage(one, given.get((one.string_id, one.context_id)), page)
        for one in segments
    ]
    groups = []
    for _place, members in groupby(found, key=lambda pair: pair[0]):
        passages = tuple(passage for _path, passage in members)
        groups.append(PassageGroup(passages[0].block, passages))
    return groups


_IN_BRACES = re.compile(r"\{[^{}]*\}")
"""What a page writes out by itself, such as a figure; no word of it is translated."""


def _clean(text: str, passage: Passage) -> str:
    """Return a typed text as it is kept; raises ValidationError for broken signs."""
    text = text.strip().replace("\r\n", "\n")
    kept, given = (set(_IN_BRACES.findall(each)) for each in (passage.source, text))
    if text and kept != given:
        raise ValidationError(
            _("Keep what stands in { } just as it is in the source text.")
        )
    if not passage.is_rich:
        return StringValue.from_plaintext(text).data
    try:
        return inline.clean(text, source=passage.source)
    except ValueError as failure:
        raise ValidationError(_broken_signs()) from failure


def _broken_signs() -> str:
    return _("Keep the signs in < > just as they are in the source text.")


def tidy(given: StringTranslation) -> None:
    """Clean a translation before it is kept, whichever way it came in.

    One that cannot be cleaned is kept for its translator to mend, and never shown.
    """
    try:
        given.data = inline.clean(given.data, source=given.translation_of.data)
    except ValueError:
        given.has_error = True
        given.field_error = _broken_signs()


@transaction.atomic
def keep_passages(
    *, translation: Translation, texts: Mapping[int, str], person
) -> dict[int, str]:
    """Keep the texts that differ from what was there; an emptied one is taken away.

    Returns what cannot be kept: an error sentence by segment.
    """
    refused: dict[int, str] = {}
    for passage in _all(passages_of(translation)):
        text = texts.get(passage.segment_id)
        if text is None or text.strip() == passage.text:
            continue
        try:
            _keep(translation, passage, _clean(text, passage), person)
        except ValidationError as failure:
            refused[passage.segment_id] = failure.messages[0]
    return refused


def _all(groups: Iterable[PassageGroup]) -> Iterable[Passage]:
    return (passage for group in groups for passage in group.passages)


def _keep(translation: Translation, passage: Passage, data: str, person) -> None:
    segment = StringSegment.objects.get(
        pk=passage.segment_id, source_id=translation.source_id
    )
    place = {
        "translation_of_id": segment.string_id,
        "context_id": segment.context_id,
        "locale_id": translation.target_locale_id,
    }
    if not data:
        StringTranslation.objects.filter(**place).delete()
        return
    StringTranslation.objects.update_or_create(
        **place,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": person,
            "has_error": False,
            "field_error": "",
        },
    )


# --- Publishing ------------------------------------------------------------------


def may_be_published(translation: Translation) -> bool:
    """Tell whether readers may see a translation as it stands.

    It must be whole, unless its page type marks the parts that are not translated.
    """
    model = translation.source.specific_content_type.model_class()
    return model.marks_untranslated_parts or not missing_in(translation)


def _publish(translation: Translation, person) -> None:
    translation.save_target(user=person, publish=False)
    # From a fresh row: a page object from before would write its old place back
    translation.get_target_instance().latest_revision.publish(user=person)


@transaction.atomic
def publish_translation(*, translation: Translation, person) -> None:
    """Show a translation to readers; raises ValidationError when its page refuses."""
    _publish(translation, person)
