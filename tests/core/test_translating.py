"""What a translator gives is written anew before it is kept, however it came in."""

import polib
import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from core import inline, translating
from tests.factories import courses as make

SOURCE = 'Оқы <b>мұны</b> <a id="a1">осында</a>'
UNSAFE = (
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    '<meta http-equiv="refresh" content="0;url=//evil.kz">',
    "<!DOCTYPE html>",
    "<!ELEMENT x>",
    "<?php x ?>",
    "<b onclick=alert(1)>x</b>",
    '<a href="javascript:alert(1)">x</a>',
    '<a id="a2">x</a>',
    "<script>alert(1)</script>",
)


def passage(**kwargs) -> translating.Passage:
    given = {"source": SOURCE, "text": "", "is_rich": True}
    return translating.Passage(1, "Мәтін", "Мәтін", **{**given, **kwargs})


@pytest.fixture
def translation(db):
    lesson = make.make_lesson(title="Сабақ")
    locale = Locale.objects.get(language_code="ru")
    return translating.begin_translation(page=lesson, locale=locale)


# --- Cleaning -------------------------------------------------------------------


@pytest.mark.parametrize("text", UNSAFE)
def test_what_is_neither_text_nor_an_inline_tag_is_refused(text):
    with pytest.raises(ValidationError):
        translating._clean(f"Читай {text}", passage())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (SOURCE, SOURCE),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<b>x", "<b>x</b>"),
        ("&lt;img src=x&gt;", "&lt;img src=x&gt;"),
        ("x<br>y", "x<br/>y"),
    ],
)
def test_a_rich_text_is_written_anew(text, kept):
    assert translating._clean(text, passage()) == kept
    assert inline.clean(kept, source=SOURCE) == kept


@pytest.mark.parametrize("text", [*UNSAFE, 'a < b & "c"', "x\ny"])
def test_a_plain_text_stays_what_was_typed(text):
    kept = translating._clean(text, passage(is_rich=False))

    assert "<img" not in kept
    assert translating._shown(kept, is_rich=False) == text
    assert inline.clean(kept, source="") == kept


@pytest.mark.parametrize(
    "text", ["One MCI", "{мән:mci}", "{value: mci}", "{value:mci} {value:other}"]
)
@pytest.mark.parametrize("is_rich", [True, False])
def test_what_stands_in_braces_is_not_translated(text, is_rich):
    quoting = passage(source="Бір АЕК – {value:mci}", is_rich=is_rich)

    with override("en"), pytest.raises(ValidationError, match="Keep what stands in"):
        translating._clean(text, quoting)


def test_what_stands_in_braces_may_stand_elsewhere_in_the_sentence():
    quoting = passage(source="Бір АЕК – {value:mci}", is_rich=False)

    assert translating._clean("{value:mci} is one MCI", quoting)
    assert translating._clean("", quoting) == ""


# --- Keeping --------------------------------------------------------------------


@pytest.mark.parametrize("text", UNSAFE[:3])
def test_an_unsafe_text_from_a_file_is_never_shown(translation, text):
    segment = StringSegment.objects.filter(source=translation.source).first()
    entry = polib.POEntry(
        msgid=segment.string.data, msgctxt=segment.context.path, msgstr=text
    )
    file = polib.POFile()
    file.append(entry)

    translation.import_po(file)

    given = StringTranslation.objects.get(context=segment.context)
    assert given.has_error
    assert given.get_error()


def test_a_text_kept_past_our_screen_is_written_anew(translation):
    segment = StringSegment.objects.filter(source=translation.source).first()

    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": "<b>a & b", "has_error": False},
    )

    given = StringTranslation.objects.get(context=segment.context)
    assert given.data == "<b>a &amp; b</b>"
    assert not given.has_error
