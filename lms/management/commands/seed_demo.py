"""Add demo people with some learning behind them, and say how to sign in."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.demo.canvas import fill_in_canvas
from lms.demo.learning import learn
from lms.demo.people import PASSWORD, PEOPLE, add_people

LEARNT = (("aigul", "C3", 4), ("aigul", "A2", 3), ("bolat", "A1", 1), ("dana", "D1", 2))


class Command(BaseCommand):
    help = "Add demo people and their learning; refuses where no demo is allowed."

    def handle(self, **_options):
        if not settings.LMS_DEMO:
            raise CommandError("Demo people are not allowed here (LMS_DEMO is off).")
        people = add_people()
        now = timezone.now()
        for sign_in, course_key, units in LEARNT:
            learn(people[sign_in], course_key, units, now)
        fill_in_canvas(people["dana"], now)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        rows = [
            {"role": demo.role, "sign_in": demo.sign_in, "password": PASSWORD}
            for demo in PEOPLE
        ]
        text = json.dumps(rows, ensure_ascii=False, indent=2)
        (settings.VAR_DIR / "demo.json").write_text(text + "\n")
        self.stdout.write(f"  {len(rows)} demo people")
