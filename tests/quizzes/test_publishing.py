"""From blocks to versions and texts: who writes what, and what never changes."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from quizzes import queries
from quizzes.actions import publish_questions
from quizzes.exceptions import QuestionIsImmutable
from quizzes.models import (
    NumericQuestion,
    QuestionText,
    QuestionVersion,
    SingleChoiceQuestion,
)
from tests.factories import quizzes as make


def current(quiz):
    return list(QuestionVersion.objects.current(quiz.translation_key))


def changed(question: dict, **fields) -> dict:
    question = copy.deepcopy(question)
    question["value"].update(fields)
    return question


def test_publishing_makes_one_version_for_each_block(quiz):
    versions = current(quiz)

    assert [version.kind for version in versions] == [
        "single_choice",
        "multiple_choice",
        "true_false",
        "numeric",
        "ordering",
    ]
    assert [version.position for version in versions] == [1, 2, 3, 4, 5]
    assert {version.number for version in versions} == {1}


def test_every_version_gives_back_the_key_of_its_block(quiz):
    keys = [child.block.key_of(child.value) for child in quiz.questions]

    assert [version.key() for version in current(quiz)] == keys


def test_publishing_again_without_a_change_makes_nothing(quiz):
    before = [version.pk for version in current(quiz)]

    make.republish(quiz)

    assert [version.pk for version in current(quiz)] == before
    assert QuestionVersion.objects.count() == 5


def test_a_draft_changes_no_row(quiz):
    page = type(quiz).objects.get(pk=quiz.pk)
    page.questions = [make.true_false_question("q9")]

    page.save_revision()

    assert len(current(quiz)) == 5


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt": "Another prompt?"},
        {"answer": "false"},
        {"max_score": "2"},
        {"section": 1},
        {"feedback_correct": "Another word."},
    ],
)
def test_a_changed_question_gets_a_new_version(db, fields):
    question = make.true_false_question("q1")
    quiz = make.make_quiz(questions=[question])
    old = current(quiz)[0]

    make.republish(quiz, [changed(question, **fields)])

    new = current(quiz)
    assert [version.number for version in new] == [2]
    assert not QuestionVersion.objects.get(pk=old.pk).is_current


def test_a_removed_block_that_comes_back_is_the_same_version(db):
    first, second = make.true_false_question("q1"), make.numeric_question("q2")
    quiz = make.make_quiz(questions=[first, second])
    before = [version.pk for version in current(quiz)]

    make.republish(quiz, [second])
    alone = [version.pk for version in current(quiz)]
    make.republish(quiz, [second, first])

    assert alone == before[1:]
    assert [version.pk for version in current(quiz)] == before[::-1]


def test_a_stand_in_writes_nothing(quiz):
    stand_in = next(p for p in type(quiz).objects.all() if p.alias_of_id)
    rows = QuestionVersion.objects.count(), QuestionText.objects.count()

    publish_questions(page=stand_in)

    assert (QuestionVersion.objects.count(), QuestionText.objects.count()) == rows


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def words(version, language):
    return queries.words_for([version], language, with_feedback=True)[version.pk]


def test_a_translation_writes_texts_and_no_key(db, commit):
    quiz = make.make_quiz(questions=[make.numeric_question("q1")])

    with commit():
        make.translate(quiz, "ru")

    (version,) = current(quiz)
    found = words(version, "ru")
    assert QuestionVersion.objects.count() == 1
    assert (found.language, found.texts["prompt"]) == ("ru", "ru: Prompt q1?")
    assert found.feedback["right"] == "ru: well done q1"


def test_keys_numbers_and_short_names_are_no_segments(db, commit):
    school = make.make_school(
        [
            make.choice_question(
                "q1", ["a"], ["b"], ref="short-name", section=1, max_score="2"
            )
        ]
    )
    quiz = make.republish(school.quiz)

    with commit():
        translation = make.translate(quiz, "ru")

    strings = translation.source.stringsegment_set
    questions = strings.filter(context__path__startswith="questions.")
    assert sorted(questions.values_list("string__data", flat=True)) == [
        "Prompt q1?",
        "a",
        "b",
        "why a",
        "why b",
    ]
    assert not translation.source.overridablesegment_set.filter(
        context__path__startswith="questions."
    ).exists()


def test_a_language_without_text_shows_the_source_text_labelled(quiz):
    found = words(current(quiz)[0], "en")

    assert (found.language, found.texts["prompt"]) == ("kk", "Prompt q1?")


def test_an_old_translation_is_not_shown_for_a_newer_question(db, commit):
    question = make.true_false_question("q1")
    quiz = make.make_quiz(questions=[question])
    with commit():
        make.translate(quiz, "ru")
    (old,) = current(quiz)

    make.republish(quiz, [changed(question, prompt="Newer?")])

    (new,) = current(quiz)
    assert words(new, "ru").texts["prompt"] == "Newer?"
    assert words(old, "ru").texts["prompt"] == "ru: Prompt q1?"


def test_a_translation_published_again_without_sync_stays_with_the_old_text(db, commit):
    question = make.true_false_question("q1")
    quiz = make.make_quiz(questions=[question])
    with commit():
        translation = make.translate(quiz, "ru")
    make.republish(quiz, [changed(question, prompt="Newer?")])

    with commit():
        translation.save_target(publish=True)

    (new,) = current(quiz)
    assert words(new, "ru").texts["prompt"] == "Newer?"


def test_a_question_not_wholly_translated_stands_in_its_source(db, commit):
    quiz = make.make_quiz(
        questions=[make.true_false_question("q1"), make.true_false_question("q2")]
    )

    with commit():
        make.translate(quiz, "ru", leave_out=["well done q2"])

    first, second = current(quiz)
    assert words(first, "ru").language == "ru"
    assert words(second, "ru").language == "kk"


def test_a_repaired_key_keeps_the_translations(db, commit):
    question = make.true_false_question("q1")
    quiz = make.make_quiz(questions=[question])
    with commit():
        make.translate(quiz, "ru")

    make.republish(quiz, [changed(question, answer="false")])

    (new,) = current(quiz)
    assert (new.number, words(new, "ru").texts["prompt"]) == (2, "ru: Prompt q1?")


def test_a_translation_cannot_bring_a_key_of_its_own(db, commit):
    question = make.true_false_question("q1")
    quiz = make.make_quiz(questions=[question])
    with commit():
        make.translate(quiz, "ru")
    russian = type(quiz).objects.get(locale__language_code="ru")

    make.republish(russian, [changed(question, answer="false")])

    (version,) = current(quiz)
    assert version.key().answer is True


def test_a_page_cut_loose_from_its_source_brings_no_key(quiz):
    stand_in = next(p for p in type(quiz).objects.all() if p.alias_of_id)
    type(quiz).objects.filter(pk=stand_in.pk).update(alias_of=None)

    make.republish(stand_in, [make.true_false_question("q9")])

    assert len(current(quiz)) == 5


def test_a_quiz_born_in_another_language_is_its_own_source(db):
    course = make.make_course()
    parent = type(course).objects.get(locale__language_code="ru")

    quiz = make.make_quiz(parent, [make.true_false_question("q1")])

    (version,) = current(quiz)
    assert version.source_language == "ru"
    assert words(version, "kk").language == "ru"


def test_rules_of_the_source_hold_in_every_language(db, commit):
    quiz = make.make_quiz(questions=[make.true_false_question("q1")])
    with commit():
        make.translate(quiz, "ru")

    make.republish(quiz, pass_mark=90, attempt_limit=2)

    rules = type(quiz).objects.values_list("pass_mark", "attempt_limit")
    assert set(rules) == {(90, 2)}


def test_rows_and_page_are_published_together(quiz, monkeypatch):
    def fail(**_kwargs):
        raise RuntimeError

    monkeypatch.setattr("quizzes.receivers.publish_questions", fail)

    with pytest.raises(RuntimeError), transaction.atomic():
        make.republish(quiz, title="New title")

    assert type(quiz).objects.get(pk=quiz.pk).title == quiz.title


def test_a_version_cannot_be_saved_again(quiz):
    version = SingleChoiceQuestion.objects.get()
    version.right_choice = "other"

    with pytest.raises(QuestionIsImmutable):
        version.save()


def test_a_version_cannot_be_updated_or_deleted_in_bulk(quiz):
    with pytest.raises(QuestionIsImmutable):
        NumericQuestion.objects.update(answer=1)
    with pytest.raises(QuestionIsImmutable):
        QuestionVersion.objects.all().delete()
    with pytest.raises(QuestionIsImmutable):
        QuestionVersion.objects.first().delete()


def test_a_copied_quiz_has_rows_of_its_own_once_published(quiz):
    copied = quiz.copy(update_attrs={"slug": "copy"}, keep_live=False)
    nothing = current(copied)

    make.republish(copied)

    assert (len(nothing), len(current(copied)), len(current(quiz))) == (0, 5, 5)


@pytest.mark.parametrize("key", ["mci", "мрп"])
def test_a_question_that_quotes_a_figure_is_refused_in_words(quiz, key):
    page = type(quiz).objects.get(pk=quiz.pk)
    page.questions = [
        changed(make.true_false_question("q9"), prompt=f"Is it {{value:{key}}}?")
    ]

    with (
        override("en"),
        pytest.raises(ValidationError, match="write the number and its date"),
    ):
        page.full_clean()
