"""Write pages and rows back as content files; what files cannot hold is named."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail.models import Page

from core.translations import text_language
from courses import exports as course_exports
from courses.models import CoursePage, LessonPage, ModulePage
from home import exports as home_exports
from home.models import ContentPage, NewsPage
from quizzes import exports as quiz_exports
from quizzes.models import QuizPage
from regions.exports import regions_text


class Command(BaseCommand):
    help = "Write regions, glossary, figures, pages, news, courses and quizzes."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", type=Path, default=Path(settings.LMS_CONTENT_DIR)
        )

    def handle(self, *, folder: Path, **_options):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "regions.yaml").write_text(regions_text())
        (folder / "tracks.yaml").write_text(course_exports.tracks_text())
        (folder / "glossary.yaml").write_text(course_exports.glossary_text())
        (folder / "values.yaml").write_text(course_exports.values_text())
        (folder / "site.yaml").write_text(home_exports.front_text())
        for course in CoursePage.objects.filter(locale__language_code="kk"):
            self._write_course(course, folder / "courses")
        for page in ContentPage.objects.filter(locale__language_code="kk"):
            home_exports.write_versions(
                page, folder / "pages" / page.slug, home_exports.content_text
            )
            self._name(_left_out_of_page(page))
        for page in NewsPage.objects.filter(locale__language_code="kk"):
            home_exports.write_versions(
                page, folder / "news" / page.slug, home_exports.news_text
            )
            self._name(_left_out_of_page(page))

    def _write_course(self, course: CoursePage, folder: Path) -> None:
        lessons = list(LessonPage.objects.descendant_of(course).order_by("path"))
        target = folder / f"{course.key.lower()}-{course.slug}"
        quizzes = {q.slug: q for q in QuizPage.objects.descendant_of(course)}
        for lesson in lessons:
            course_exports.write_lesson(lesson, target / lesson.slug)
            quiz = quizzes.pop(f"{lesson.slug}-quiz", None)
            if quiz is not None:
                quiz_exports.write_questions(quiz, lesson, target / lesson.slug)
            self._name(_left_out_of_lesson(lesson, quiz))
        text = course_exports.course_text(course, [lesson.slug for lesson in lessons])
        target.mkdir(parents=True, exist_ok=True)
        (target / "course.yaml").write_text(text)
        self._name(_left_out_of_course(course, quizzes.values()))

    def _name(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self.stderr.write(sentence)


def _stand_ins(page: Page) -> Iterable[str]:
    """Name the languages whose file can only repeat another language."""
    versions = page.get_translations().select_related("locale", "alias_of__locale")
    for version in versions.order_by("locale__language_code"):
        if version.alias_of_id is not None:
            yield (
                f"{page.slug}: not translated into {version.locale.language_code}; "
                f"that file repeats the text in {text_language(version)}."
            )


def _without_text_form(page: Page) -> Iterable[str]:
    for kind in course_exports.left_out(page.body):
        yield f"{page.slug}: a block '{kind}' has no text form."


def _left_out_of_page(page: Page) -> Iterable[str]:
    yield from _without_text_form(page)
    yield from _stand_ins(page)
    parent = page.get_parent().specific
    if isinstance(parent, ContentPage):
        yield f"{page.slug}: its place below '{parent.slug}' has no text form."


def _left_out_of_lesson(lesson: LessonPage, quiz: QuizPage | None) -> Iterable[str]:
    yield from _without_text_form(lesson)
    yield from _stand_ins(lesson)
    if quiz is None:
        yield (
            f"{lesson.slug}: it has no quiz '{lesson.slug}-quiz', so no questions.yaml "
            "is written; without one its files cannot be loaded."
        )
        return
    asked = {block.value["ref"] for block in quiz.questions}
    for block in lesson.body:
        if block.block_type == "question" and block.value["ref"] not in asked:
            yield (
                f"{lesson.slug}: the question '{block.value['ref']}' is not in its "
                "quiz and has no text form."
            )


def _left_out_of_course(
    course: CoursePage, other_quizzes: Iterable[QuizPage]
) -> Iterable[str]:
    yield from _stand_ins(course)
    for module in ModulePage.objects.descendant_of(course).order_by("path"):
        yield (
            f"{course.slug}: the module '{module.title}' has no text form; its lessons "
            "are written as lessons of the course."
        )
    for quiz in other_quizzes:
        yield (
            f"{course.slug}: the quiz '{quiz.slug}' belongs to no lesson (a lesson's "
            "is called like it, with -quiz at the end) and has no text form."
        )
