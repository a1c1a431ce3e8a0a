"""Load the content files into pages and rows; what was loaded before is left alone."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale

from accounts.actions import grant_role_permissions
from core.routing import forget_site_shape
from courses import importers as course_importers
from courses.models import CataloguePage
from home import importers as home_importers
from quizzes import importers as quiz_importers
from regions.importers import load_regions


class Command(BaseCommand):
    help = "Load regions, glossary, figures, pages, news, courses, lessons and quizzes."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", type=Path, default=Path(settings.LMS_CONTENT_DIR)
        )

    def handle(self, *, folder: Path, **_options):
        for code in ("kk", "ru", "en"):
            Locale.objects.get_or_create(language_code=code)
        load_regions(folder / "regions.yaml")
        course_importers.load_tracks(folder / "tracks.yaml")
        course_importers.load_glossary(folder / "glossary.yaml")
        course_importers.load_values(folder / "values.yaml")
        home = home_importers.load_front(folder / "site.yaml")
        catalogue = CataloguePage.objects.get(locale=home.locale)
        for course in sorted((folder / "courses").iterdir()):
            self._load_course(course, catalogue)
        for news in sorted((folder / "news").iterdir()):
            home_importers.load_news(news, home)
        order = ("about", "help", "accessibility", "privacy", "terms")
        pages = sorted(
            (folder / "pages").iterdir(),
            key=lambda page: (
                order.index(page.name) if page.name in order else len(order)
            ),
        )
        for page in pages:
            self.stdout.write(f"  {page.name}")
            home_importers.load_page(page, home)
        grant_role_permissions()
        forget_site_shape()

    def _load_course(self, folder: Path, catalogue) -> None:
        with transaction.atomic():
            course, lessons = course_importers.load_course(folder, catalogue)
        units = []
        for name in lessons:
            self.stdout.write(f"  {folder.name}/{name}")
            with transaction.atomic():
                lesson = course_importers.load_lesson(folder / name, course)
            with transaction.atomic():
                quiz = quiz_importers.load_quiz(folder / name, course, lesson)
            units += [lesson, quiz]
        with transaction.atomic():
            text = (folder / "course.yaml").read_text()
            course_importers.order_units(course, units, text)
