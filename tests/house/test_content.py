"""The gate of the content: what every lesson that ships must keep to."""

from collections import Counter

import pytest

from core.formats import front_matter
from courses.canvas import SECTIONS
from courses.enums import CalculatorKind, CanvasSection
from courses.formats.lesson_files import read_courses, texts_in, words_in
from courses.phrases import LANGUAGES, QUOTED_VALUE
from courses.validators import fault_of_plain, misquoted
from tests.house.repository import ROOT

CONTENT = ROOT / "content"
LESSONS = {
    lesson.key: lesson
    for lessons in read_courses(CONTENT).values()
    for lesson in lessons
}
LONGEST_SENTENCE = {"kk": 18, "ru": 20, "en": 22}
SENTENCES_OVER = 0.03
"""The share of sentences that may be longer: titles of laws, quoted speech."""
TEXTS = [
    pytest.param(lesson.texts[code], id=f"{key}-{code}")
    for key, lesson in LESSONS.items()
    for code in LANGUAGES
]
EACH = pytest.mark.parametrize(
    "lesson", [pytest.param(lesson, id=key) for key, lesson in LESSONS.items()]
)


def keys_of(name: str) -> set[str]:
    return {row["key"] for row in front_matter.load((CONTENT / name).read_text())}


def test_every_lesson_of_a_course_folder_is_in_its_course():
    found = {path.parent for path in (CONTENT / "courses").glob("*/*/kk.md")}

    assert found == {lesson.folder for lesson in LESSONS.values()}


@EACH
def test_the_three_languages_have_one_shape(lesson):
    shapes = {code: text.shape for code, text in lesson.texts.items()}

    assert shapes["ru"] == shapes["kk"]
    assert shapes["en"] == shapes["kk"]


@EACH
def test_heads_agree_on_what_is_no_matter_of_language(lesson):
    heads = [text.head for text in lesson.texts.values()]

    for name in ("key", "minutes", "story"):
        assert len({head[name] for head in heads}) == 1, name
    for name in ("id", "date"):
        assert len({tuple(s[name] for s in head["sources"]) for head in heads}) == 1
    assert len({len(head["outcomes"]) for head in heads}) == 1


@pytest.mark.parametrize("text", TEXTS)
def test_a_lesson_has_300_to_800_words(text):
    assert 300 <= text.words <= 800


@pytest.mark.parametrize("text", TEXTS)
def test_a_lesson_has_a_drawing_a_question_and_one_or_two_callouts(text):
    names = Counter(piece.name for piece in text.pieces)

    assert names["figure"] == 1
    assert names["question"] >= 1
    assert 1 <= names["callout"] <= 2
    assert names["steps"] >= 1
    assert names["checklist"] >= 1


@pytest.mark.parametrize("text", TEXTS)
def test_facts_have_sources_with_dates(text):
    sources = text.head["sources"]

    assert sources
    assert all(source["publisher"] and source["supports"] for source in sources)
    assert all(source["date"] for source in sources)


@pytest.mark.parametrize("text", TEXTS)
def test_a_record_says_who_wrote_and_who_checked(text):
    review = text.head["review"]

    assert review["drafted_by"]
    assert review["drafted_on"]
    for kind in ("language", "facts"):
        assert bool(review[f"{kind}_checked_by"]) == bool(review[f"{kind}_checked_on"])


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_are_short(text):
    most = LONGEST_SENTENCE[text.language]
    long = [one for one in text.sentences if words_in(one) > most]

    assert len(long) <= max(1, SENTENCES_OVER * len(text.sentences)), long


@pytest.mark.parametrize("text", TEXTS)
def test_terms_and_figures_that_are_quoted_are_entered(text):
    body = (LESSONS[text.head["key"]].folder / f"{text.language}.md").read_text()

    assert set(text.terms) <= keys_of("glossary.yaml")
    assert set(QUOTED_VALUE.findall(body)) <= keys_of("values.yaml")


@pytest.mark.parametrize("text", TEXTS)
def test_figures_are_quoted_in_bodies_alone_and_as_they_are_written(text):
    assert text.faulty_quotations == []


@EACH
def test_questions_quote_figures_in_the_text_of_a_lesson_alone(lesson):
    for question in lesson.quiz["questions"]:
        is_frozen = "quiz" in question["placement"]
        for text in texts_in(question):
            assert misquoted(text) == [], question["id"]
            assert not (is_frozen and fault_of_plain(text)), question["id"]


@pytest.mark.parametrize(
    "path",
    sorted((CONTENT / "courses").glob("*/course.yaml")),
    ids=lambda path: path.parent.name,
)
def test_courses_quote_no_figures(path):
    faults = map(fault_of_plain, texts_in(front_matter.load(path.read_text())))

    assert not any(faults)


@pytest.mark.parametrize("text", TEXTS)
def test_calculators_are_those_that_there_are(text):
    assert set(text.named("calculator")) <= set(CalculatorKind.values)


@pytest.mark.parametrize("text", TEXTS)
def test_steps_of_the_canvas_are_those_that_there_are(text):
    assert set(text.named("canvas")) <= set(CanvasSection.values)


def test_lessons_that_teach_the_canvas_are_there_and_lead_to_it():
    taught = {key for section in SECTIONS for key in section.lessons}
    leading = {key for key, one in LESSONS.items() if one.texts["kk"].named("canvas")}

    assert taught <= leading <= set(LESSONS)


@pytest.mark.parametrize("text", TEXTS)
def test_a_term_is_linked_once(text):
    assert [term for term, times in Counter(text.terms).items() if times > 1] == []


@EACH
def test_drawings_exist_and_have_as_many_words_in_each_language(lesson):
    for pieces in zip(*(text.pieces for text in lesson.texts.values()), strict=True):
        if pieces[0].name != "figure":
            continue
        name = pieces[0].argument.replace("-", "_")
        assert (ROOT / "templates" / "figures" / f"{name}.svg").is_file()
        assert len({len(piece.value["text"].split(" / ")) for piece in pieces}) == 1


# --- Questions ---------------------------------------------------------------------


def choices_of(question) -> list[dict]:
    return question.get("choices") or question.get("items") or []


def texts_of(question) -> list[dict]:
    """Every text of a question that a reader sees, as a map of languages."""
    parts = [question["prompt"]]
    parts += [choice["text"] for choice in choices_of(question)]
    parts += [c["feedback"] for c in choices_of(question) if "feedback" in c]
    parts += [n["feedback"] for n in question.get("near_misses") or []]
    parts += [
        question[name]
        for name in ("feedback_correct", "feedback_other")
        if name in question
    ]
    return parts


@EACH
def test_questions_are_whole_in_three_languages(lesson):
    for question in lesson.quiz["questions"]:
        for part in texts_of(question):
            assert set(part) == set(LANGUAGES), question["id"]
            assert all(text.strip() for text in part.values()), question["id"]


@EACH
def test_questions_have_a_right_and_a_wrong_answer(lesson):
    for question in lesson.quiz["questions"]:
        if question["kind"] not in {"single", "multiple"}:
            continue
        right = [choice["correct"] for choice in question["choices"]]
        assert not all(right), question["id"]
        if question["kind"] == "single":
            assert sum(right) == 1, question["id"]
        else:
            assert sum(right) >= 1, question["id"]


@EACH
def test_every_choice_of_a_question_says_why(lesson):
    for question in lesson.quiz["questions"]:
        if question["kind"] in {"single", "multiple"}:
            assert all("feedback" in choice for choice in question["choices"])
        else:
            assert "feedback_correct" in question, question["id"]


@EACH
def test_choices_differ_in_every_language(lesson):
    for question in lesson.quiz["questions"]:
        for code in LANGUAGES:
            texts = [choice["text"][code] for choice in choices_of(question)]
            assert len(texts) == len(set(texts)), question["id"]


@EACH
def test_every_question_serves_an_outcome_of_the_lesson(lesson):
    outcomes = len(lesson.texts["kk"].head["outcomes"])

    assert all(1 <= q["outcome"] <= outcomes for q in lesson.quiz["questions"])


def test_ids_of_questions_are_given_once():
    ids = Counter(
        question["id"]
        for lesson in LESSONS.values()
        for question in lesson.quiz["questions"]
    )

    assert [name for name, times in ids.items() if times > 1] == []


@EACH
def test_questions_in_the_text_are_in_the_file(lesson):
    named = set(lesson.texts["kk"].named("question"))
    placed = {q["id"] for q in lesson.quiz["questions"] if "lesson" in q["placement"]}

    assert named == placed
