"""Write pages and rows back as content files; what files cannot hold is named."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from courses import exports as course_exports
from courses.models import CoursePage, LessonPage
from home import exports as home_exports
from home.models import ContentPage, NewsPage
from quizzes import exports as quiz_exports
from quizzes.models import QuizPage
from regions.exports import regions_text


class Command(BaseCommand):
    help = "Write regions, glossary, pages, news, courses, lessons and quizzes."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", type=Path, default=Path(settings.LMS_CONTENT_DIR)
        )

    def handle(self, *, folder: Path, **_options):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "regions.yaml").write_text(regions_text())
        (folder / "tracks.yaml").write_text(course_exports.tracks_text())
        (folder / "glossary.yaml").write_text(course_exports.glossary_text())
        (folder / "site.yaml").write_text(home_exports.front_text())
        for course in CoursePage.objects.filter(locale__language_code="kk"):
            self._write_course(course, folder / "courses")
        for page in ContentPage.objects.filter(locale__language_code="kk"):
            home_exports.write_versions(
                page, folder / "pages" / page.slug, home_exports.content_text
            )
        for page in NewsPage.objects.filter(locale__language_code="kk"):
            home_exports.write_versions(
                page, folder / "news" / page.slug, home_exports.news_text
            )

    def _write_course(self, course: CoursePage, folder: Path) -> None:
        lessons = list(LessonPage.objects.descendant_of(course).order_by("path"))
        target = folder / f"{course.key.lower()}-{course.slug}"
        for lesson in lessons:
            course_exports.write_lesson(lesson, target / lesson.slug)
            for kind in course_exports.left_out(lesson.body):
                self.stderr.write(f"{lesson.slug}: a block '{kind}' has no text form.")
            quiz = QuizPage.objects.filter(
                locale=lesson.locale, slug=f"{lesson.slug}-quiz"
            ).first()
            if quiz is not None:
                quiz_exports.write_questions(quiz, lesson, target / lesson.slug)
        text = course_exports.course_text(course, [lesson.slug for lesson in lessons])
        target.mkdir(parents=True, exist_ok=True)
        (target / "course.yaml").write_text(text)
