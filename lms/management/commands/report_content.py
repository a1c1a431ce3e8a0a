"""How much content ships: lessons, words, questions, pictures, sources, checks."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from courses.formats.lesson_files import LessonFiles, read_courses
from courses.phrases import LANGUAGES

HEADINGS = (
    "track",
    "language",
    "lessons",
    "words",
    "questions",
    "pictures",
    "sources",
    "records",
    "checked",
)


def _row(track: str, language: str, lessons: list[LessonFiles]) -> tuple:
    texts = [lesson.texts[language] for lesson in lessons]
    reviews = [text.head["review"] for text in texts if text.head.get("review")]
    checked = [
        review
        for review in reviews
        if review["language_checked_by"] and review["facts_checked_by"]
    ]
    return (
        track,
        language,
        len(texts),
        sum(text.words for text in texts),
        sum(len(lesson.quiz["questions"]) for lesson in lessons),
        sum(len(text.named("figure")) for text in texts),
        sum(len(text.head["sources"]) for text in texts),
        len(reviews),
        len(checked),
    )


class Command(BaseCommand):
    help = "Count the content files: lessons, words, questions, pictures, sources."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", type=Path, default=Path(settings.LMS_CONTENT_DIR)
        )

    def handle(self, *, folder: Path, **_options):
        tracks = read_courses(folder)
        everything = [lesson for lessons in tracks.values() for lesson in lessons]
        rows = [
            _row(track, language, lessons)
            for track, lessons in [*sorted(tracks.items()), ("all", everything)]
            for language in LANGUAGES
        ]
        for row in [HEADINGS, *rows]:
            self.stdout.write("".join(f"{cell!s:>11}" for cell in row))
