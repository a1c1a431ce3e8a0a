"""Pages back into content files; the round trip of all that ships is in tests/lms."""

from datetime import date

import pytest

from core.formats import front_matter, markdown
from core.formats.markdown import Piece
from courses import exports
from courses.importers import stream_of
from courses.models import TextReview, Track
from tests.factories import courses as make

SOURCES = [
    make.block(
        "sources",
        [
            {
                "type": "item",
                "id": make.uid("source"),
                "value": {
                    "ref": "law",
                    "publisher": "Әділет",
                    "date": "2026-02-05",
                    "url": "",
                    "supports": "Заң",
                },
            }
        ],
        "sources",
    )
]


@pytest.fixture
def term(db):
    return make.make_term()


@pytest.fixture
def lesson(term):
    return make.make_lesson(
        title="Сабақ",
        summary="Не туралы.",
        key="X1.1",
        minutes=15,
        body=[
            make.heading("Төрт қадам"),
            make.paragraph("Мәтін."),
            make.check_question("q1"),
            make.block("term", {"term": term.pk}),
        ],
        sources=SOURCES,
    )


def test_a_lesson_is_written_as_it_would_be_read(lesson):
    head, body = front_matter.split(exports.lesson_text(lesson))

    assert head == {
        "key": "X1.1",
        "language": "kk",
        "title": "Сабақ",
        "summary": "Не туралы.",
        "outcomes": [],
        "minutes": 15,
        "story": None,
        "sources": [
            {
                "id": "law",
                "publisher": "Әділет",
                "date": date(2026, 2, 5),
                "url": None,
                "supports": "Заң",
            }
        ],
        "review": {"status": "draft"},
    }
    assert body == "## Төрт қадам\n\nМәтін.\n\n:::question q1\n:::\n"


def test_blocks_without_a_text_form_are_named(lesson):
    assert exports.left_out(lesson.body) == ["term"]
    names = [piece.name for piece in exports.pieces_of(lesson.body)]
    assert names == ["heading", "text", "question"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            {"kind": "care", "text": "<p>A</p>", "valid_on": None},
            ":::callout care\nA\n:::",
        ),
        (
            {"kind": "law", "text": "<p>A</p>", "valid_on": "2026-02-05"},
            ":::callout law 2026-02-05\nA\n:::",
        ),
    ],
)
def test_a_callout_keeps_its_kind_and_the_day_of_a_law(db, value, text):
    lesson = make.make_lesson(body=[make.block("callout", value, "callout")])

    (piece,) = exports.pieces_of(lesson.body)

    assert markdown.write_piece(piece) == text


@pytest.mark.parametrize(
    "piece", [Piece("calculator", None, "loan"), Piece("canvas", None, "plan")]
)
def test_blocks_that_only_name_what_they_are_go_there_and_back(db, piece):
    lesson = make.make_lesson(body=stream_of([piece], "x", "kk"))

    assert exports.pieces_of(lesson.body) == [piece]


def test_a_folder_holds_one_file_for_each_language(lesson, tmp_path):
    exports.write_lesson(lesson, tmp_path / "lesson")

    found = sorted(path.name for path in (tmp_path / "lesson").iterdir())
    assert found == ["en.md", "kk.md", "ru.md"]


def reviewed(lesson, digest):
    TextReview.objects.create(
        page_key=lesson.translation_key,
        language="kk",
        digest=digest,
        status="checked",
        drafted_by="machine",
        language_checked_by="A. Omarova",
        language_checked_on=date(2027, 1, 20),
        facts_checked_by="B. Serik",
    )
    return exports.review_of(lesson.translation_key, "kk", lesson.text_digest)


def test_who_checked_a_text_is_written_down(lesson):
    review = reviewed(lesson, lesson.text_digest)

    assert review["language_checked_by"] == "A. Omarova"
    assert review["language_checked_on"] == date(2027, 1, 20)
    assert review["facts_checked_on"] is None


def test_a_text_that_has_changed_since_counts_as_unchecked(lesson):
    review = reviewed(lesson, "digest of the old text")

    assert review["drafted_by"] == "machine"
    assert {review[name] for name in exports.REVIEW_FIELDS[3:7]} == {None}


def test_a_course_is_written_in_all_languages_at_once(db):
    course = make.make_course()

    data = front_matter.load(exports.course_text(course, ["one", "two"]))

    assert data["title"] == dict.fromkeys(("kk", "ru", "en"), course.title)
    assert (data["slug"], data["track"]) == (course.slug, "A")
    assert data["lessons"] == ["one", "two"]


def test_a_course_without_a_track_says_so(db):
    course = make.make_course()
    course.track = None

    assert front_matter.load(exports.course_text(course, []))["track"] is None


def test_tracks_and_terms_are_written_in_all_languages(term):
    make.make_track()

    (track,) = front_matter.load(exports.tracks_text())
    (row,) = front_matter.load(exports.glossary_text())

    assert track["key"] == Track.objects.get().key
    assert track["title"] == {"kk": "Т", "ru": "Т", "en": "Т"}
    assert row["key"] == "pin"
    assert row["definition"]["en"] == "definition en of pin"
