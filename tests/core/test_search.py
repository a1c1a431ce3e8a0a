"""Search forgives how Kazakh is typed, and finds only what anybody may read."""

import pytest
from hypothesis import given, strategies as st
from wagtail.models import PageViewRestriction

from core.search import fold, fold_word
from courses.models import LessonPage
from home.queries import found_ids
from tests.factories import courses as make
from tests.factories.quizzes import choice_question, make_quiz, numeric_question

CANARY = "zhasyrynbelgi"

ALIKE = [
    ("қазақ", "казак"),
    ("әкім", "аким"),
    ("іс", "ис"),
    ("өтініш", "отиниш"),
    ("ұлт", "улт"),
    ("үй", "уй"),
    ("ғылым", "гылым"),
    ("таңба", "танба"),
    ("таңба", "тангба"),
    ("жеңіл", "женгил"),
    ("һәм", "хам"),
    ("ёлка", "елка"),
    ("объект", "обект"),
    ("шаңырақ", "ШАҢЫРАҚ"),
    ("шаңырақ", "Шаңырақ"),
    ("сайт", "caйт"),
    ("екі", "eкi"),
    ("мемлекеттік", "мeмлeкeттiк"),
    ("тіркелу", "тыркелу"),
]
"""What is written, and what people type for it; look-alikes are Latin letters."""


@pytest.mark.parametrize(("written", "typed"), ALIKE)
def test_words_typed_alike_are_folded_alike(written, typed):
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("бала", "бата"), ("сан", "сын"), ("qadam", "cadam"), ("a", "а")]
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


def test_a_latin_word_keeps_its_letters():
    assert fold_word("eGov.KZ") == "egov.kz"


def test_signs_and_spaces_between_words_do_not_count():
    assert fold("  Төрт-қадам,  (екі)! ") == "торт кадам еки"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


# --- Finding pages ----------------------------------------------------------------


def found(text, language="kk"):
    return found_ids(text, language)


@pytest.mark.parametrize(("written", "typed"), ALIKE)
def test_a_page_is_found_however_its_title_is_typed(db, written, typed):
    lesson = make.make_lesson(title=f"Жаңа {written} туралы")
    make.make_lesson(title="Мүлде басқа")

    assert found(typed) == [lesson.pk]


@pytest.mark.parametrize(
    "typed", ["цифрлық", "цифрлы", "цифрлық қол", "қолтаңба цифрлық", "колтанбаны"]
)
def test_beginnings_and_other_endings_of_words_are_found(db, typed):
    lesson = make.make_lesson(title="Цифрлық қолтаңба")

    assert found(typed) == [lesson.pk]


def test_every_word_must_be_there(db):
    make.make_lesson(title="Цифрлық қолтаңба")

    assert found("цифрлық шегіртке") == []


def test_the_text_of_a_lesson_is_searched(db):
    lesson = make.make_lesson(
        title="Сабақ", body=[make.paragraph("Бұл жерде шегіртке бар.")]
    )

    assert found("шегиртке") == [lesson.pk]


def test_a_title_counts_more_than_a_text(db):
    in_text = make.make_lesson(title="Басқа", body=[make.paragraph("шегіртке")])
    in_title = make.make_lesson(title="Шегіртке")

    assert set(found("шегіртке")) == {in_title.pk, in_text.pk}
    assert found("шегіртке")[0] == in_title.pk


def test_each_language_finds_its_own_pages(db, django_capture_on_commit_callbacks):
    lesson = make.make_lesson(title="Шегіртке")
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(lesson, "ru")

    assert found("шегіртке", "kk") == [lesson.pk]
    assert found("шегіртке", "en") == [make.in_language(lesson, "en").pk]
    assert found("ru", "ru") == [make.in_language(lesson, "ru").pk]


def test_what_is_published_is_found_at_once_and_what_is_taken_off_is_not(db):
    lesson = make.make_lesson(title="Шегіртке")
    lesson.title = "Қоңыз"
    lesson.save_revision().publish()
    assert (found("шегіртке"), found("қоңыз")) == ([], [lesson.pk])

    LessonPage.objects.get(pk=lesson.pk).unpublish()

    assert found("қоңыз") == []


def test_a_draft_is_not_found(db):
    lesson = make.make_lesson(title="Шегіртке")
    lesson.title = "Жасырын"
    lesson.save_revision()

    assert found("жасырын") == []


@pytest.mark.parametrize("above", [False, True])
def test_a_private_page_is_not_found(db, above):
    lesson = make.make_lesson(title="Шегіртке")
    PageViewRestriction.objects.create(
        page=lesson.get_parent() if above else lesson,
        restriction_type=PageViewRestriction.LOGIN,
    )

    assert found("шегіртке") == []


def test_no_answer_key_is_found(db):
    make_quiz(
        title="Шегіртке туралы",
        questions=[
            choice_question("q", [f"right {CANARY}"], [f"wrong {CANARY}"]),
            numeric_question("n", answer="918273645"),
        ],
    )
    make.make_lesson(body=[make.check_question("c", (CANARY,), ("other",))])

    assert found("шегіртке") != []
    assert found(CANARY) == found("918273645") == found("why") == []


@pytest.mark.parametrize(
    "typed", ["", "   ", "!!!", "()", '"', "'", "a OR b", "*", "-", "x AND", "%", "\\"]
)
def test_signs_of_query_languages_do_no_harm(db, typed):
    make.make_lesson(title="Шегіртке")

    assert found(typed) == []


def test_a_long_text_asks_for_six_words_at_most(db, django_assert_max_num_queries):
    make.make_lesson(title="Шегіртке")

    with django_assert_max_num_queries(20):
        found("шегіртке " * 100)
