"""Every page stands in every language, and in the same place."""

import pytest
from wagtail.models import Locale, Page

from core import translations
from core.translations import ContentMismatch
from courses.models import LessonPage
from tests.factories import courses as make

CODES = {"kk", "ru", "en"}


def versions(page):
    return {
        each.locale.language_code: each
        for each in page.get_translations(inclusive=True)
    }


def titles_below(page):
    return [child.title for child in page.get_children().order_by("path")]


# --- Stand-ins -------------------------------------------------------------------


def test_a_published_page_stands_in_every_language(db):
    lesson = make.make_lesson(title="Сабақ")

    found = versions(lesson)

    assert set(found) == CODES
    assert {page.title for page in found.values()} == {"Сабақ"}
    assert {code for code, page in found.items() if page.alias_of_id} == {"ru", "en"}


def test_a_page_may_be_born_in_any_language(db):
    course = make.in_language(make.make_course(), "ru").specific
    lesson = make.make_lesson(course, title="Урок")

    found = versions(lesson)

    assert set(found) == CODES
    assert found["kk"].alias_of_id == lesson.pk
    assert translations.text_language(found["kk"]) == "ru"


def test_a_stand_in_follows_its_source(db):
    lesson = make.make_lesson(title="Бірінші")
    lesson.title = "Екінші"
    lesson.save_revision().publish()

    assert {page.title for page in versions(lesson).values()} == {"Екінші"}


def test_publishing_again_makes_no_second_stand_in(db):
    lesson = make.make_lesson()

    translations.ensure_stand_ins(lesson)
    translations.ensure_stand_ins(versions(lesson)["ru"])

    assert Page.objects.filter(translation_key=lesson.translation_key).count() == 3


def test_a_page_whose_parent_is_missing_in_a_language_waits(db):
    course = make.make_course()
    make.in_language(course, "en").delete()

    lesson = make.make_lesson(course)

    assert set(versions(lesson)) == {"kk", "ru"}


def test_the_top_of_the_tree_is_left_alone(db):
    home = make.make_home()
    before = Page.objects.count()

    translations.ensure_stand_ins(Page.objects.get(depth=1))
    translations.ensure_stand_ins(home)

    assert Page.objects.count() == before


@pytest.mark.parametrize(
    ("code", "language"), [("kk", "kk"), ("ru", "ru"), ("en", "kk")]
)
def test_the_language_of_a_text_is_the_one_it_is_written_in(
    db, code, language, django_capture_on_commit_callbacks
):
    lesson = make.make_lesson()
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(lesson, "ru")

    assert translations.text_language(versions(lesson)[code]) == language


# --- Moves -----------------------------------------------------------------------


@pytest.fixture
def course(db):
    """A course whose three lessons are called A, B and C."""
    course = make.make_course()
    for title in "ABC":
        make.make_lesson(course, title=title)
    return course


@pytest.mark.parametrize(
    ("moved", "target", "position", "order"),
    [
        ("C", "A", "left", "CAB"),
        ("A", "B", "right", "BAC"),
        ("A", "C", "right", "BCA"),
        ("B", "C", "right", "ACB"),
    ],
)
def test_all_languages_keep_one_order(course, moved, target, position, order):
    pages = {page.title: page for page in make.units_of(course)}

    pages[moved].move(pages[target], pos=position)

    for version in versions(course).values():
        assert titles_below(version) == list(order)


def test_a_page_moved_to_another_course_goes_there_in_every_language(course):
    other = make.make_course()
    make.units_of(course)[1].move(other, pos="last-child")

    for version in versions(course).values():
        assert titles_below(version) == ["A", "C"]
    for version in versions(other).values():
        assert titles_below(version) == ["B"]


def test_a_page_moved_behind_one_that_lacks_a_language_goes_last(course):
    other = make.make_course()
    before = make.make_lesson(other, title="before")
    make.make_lesson(other, title="after")
    make.in_language(before, "en").delete()

    make.units_of(course)[0].move(before, pos="right")

    assert titles_below(versions(other)["ru"]) == ["before", "A", "after"]
    assert titles_below(versions(other)["en"]) == ["after", "A"]


def test_a_page_that_stands_behind_one_lacking_a_language_stays(course):
    first, _second, third = make.units_of(course)
    make.in_language(first, "en").delete()

    third.move(first, pos="right")

    assert titles_below(versions(course)["kk"]) == ["A", "C", "B"]
    assert titles_below(versions(course)["en"]) == ["B", "C"]


def test_a_version_without_a_new_parent_stays_where_it_is(course):
    other = make.make_course()
    make.in_language(other, "en").delete()

    make.units_of(course)[0].move(other, pos="last-child")

    assert titles_below(versions(course)["en"]) == ["A", "B", "C"]


# --- Versions from content files ----------------------------------------------------


def version_of(page, body, **kwargs):
    """An unsaved version in another language, with the block ids of its source."""
    return LessonPage(
        title="Урок", slug=page.slug, summary="О чём.", body=body, **kwargs
    )


def body_in(language: str, paragraphs: int = 1):
    blocks = [
        make.block("text", f"<p>{language} {number}</p>", f"text {number}")
        for number in range(paragraphs)
    ]
    return [make.block("heading", f"{language} heading", "heading"), *blocks]


@pytest.fixture
def lesson(db):
    return make.make_lesson(body=body_in("kk"))


def test_a_language_version_replaces_its_stand_in(lesson):
    translations.publish_translations(lesson, {"ru": version_of(lesson, body_in("ru"))})

    russian = versions(lesson)["ru"].specific
    assert (russian.alias_of_id, russian.live) == (None, True)
    assert (russian.title, russian.summary) == ("Урок", "О чём.")
    assert [str(block.value) for block in russian.body] == [
        "ru heading",
        "<p>ru 0</p>",
    ]


def test_a_version_is_kept_segment_by_segment_for_translators(lesson):
    translations.publish_translations(lesson, {"ru": version_of(lesson, body_in("ru"))})
    lesson.title = "Жаңа атау"
    lesson.save_revision().publish()

    from wagtail_localize.models import TranslationSource

    source = TranslationSource.objects.get_for_instance(lesson)
    translation = source.translations.get(target_locale__language_code="ru")
    translation.save_target(publish=True)

    russian = versions(lesson)["ru"].specific
    assert str(russian.body[0].value) == "ru heading"


def test_addresses_may_differ_between_languages(db):
    def body(code):
        return [
            make.block("text", f'<p>a <a href="https://egov.kz/{code}">b</a></p>', "t")
        ]

    lesson = make.make_lesson(body=body("kk"))
    translations.publish_translations(lesson, {"ru": version_of(lesson, body("ru"))})

    russian = versions(lesson)["ru"].specific
    assert 'href="https://egov.kz/ru"' in str(russian.body[0].value)


def test_fields_of_their_own_may_differ_between_languages(db):
    def sources(code):
        source = {
            "ref": "s",
            "publisher": "egov.kz",
            "date": "2026-02-05",
            "url": f"https://egov.kz/{code}",
            "supports": code,
        }
        item = {"type": "item", "id": make.uid("source"), "value": source}
        return [make.block("sources", [item], "sources")]

    lesson = make.make_lesson(body=body_in("kk"), sources=sources("kk"))
    version = version_of(lesson, body_in("ru"), sources=sources("ru"))
    translations.publish_translations(lesson, {"ru": version})

    (block,) = versions(lesson)["ru"].specific.sources
    assert block.value[0]["url"] == "https://egov.kz/ru"
    assert block.value[0]["supports"] == "ru"


@pytest.mark.parametrize("paragraphs", [0, 2])
def test_versions_of_different_shape_are_refused(lesson, paragraphs):
    version = version_of(lesson, body_in("ru", paragraphs))

    with pytest.raises(ContentMismatch, match=r"Урок: \d and \d texts at body"):
        translations.publish_translations(lesson, {"ru": version})


def test_a_refused_version_leaves_nothing_behind(lesson):
    version = version_of(lesson, body_in("ru", 2))

    with pytest.raises(ContentMismatch):
        translations.publish_translations(
            lesson, {"en": version_of(lesson, body_in("en")), "ru": version}
        )

    assert {page.title for page in versions(lesson).values()} == {lesson.title}


def test_every_language_of_the_site_has_a_locale(db):
    make.make_home()

    assert set(Locale.objects.values_list("language_code", flat=True)) == CODES
