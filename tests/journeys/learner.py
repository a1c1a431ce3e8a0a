"""What a learner does in a browser, told by what the page offers, not by its words."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings
from playwright.sync_api import expect

COURSE = "influencing-decisions"
LESSONS = ("c3-1-participation-budget", "c3-2-appeals")
PASSWORD = "tau-men-dala-2026"


@dataclass
class Learner:
    """One person at one page, reading in one language."""

    page: object
    url: str
    language: str
    by_keyboard: bool = False

    def open(self, path: str) -> None:
        self.page.goto(f"{self.url}/{self.language}{path}")

    def press(self, selector: str) -> None:
        """Press a button or follow a link, with the mouse or with Tab and Enter."""
        with self.page.expect_navigation():
            self._activate(self.page.locator(selector).first)

    def _activate(self, target) -> None:
        if not self.by_keyboard:
            target.click()
            return
        self._reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, target) -> None:
        if not self.by_keyboard:
            target.check()
            return
        self._reach(target)
        if target.is_checked():
            return
        self.page.keyboard.press("Space")
        assert target.is_checked()

    def type(self, selector: str, text: str) -> None:
        target = self.page.locator(selector).first
        if self.by_keyboard:
            self._reach(target)
            self.page.keyboard.type(text)
        else:
            target.fill(text)

    def _reach(self, target) -> None:
        """Move the focus with Tab (within radio buttons, arrows) until it is there."""
        group = target.get_attribute("name") if self._is_radio(target) else None
        for _step in range(150):
            if self._has_focus(target):
                return
            inside = group and self.page.evaluate(
                "name => document.activeElement.name === name", group
            )
            self.page.keyboard.press("ArrowDown" if inside else "Tab")
        raise AssertionError(f"Tab never reached {target}")

    def _is_radio(self, target) -> bool:
        return target.get_attribute("type") == "radio"

    def _has_focus(self, target) -> bool:
        return target.evaluate("element => element === document.activeElement")

    def sign_up(self, name: str | None = None) -> str:
        """Sign up with a sign-in name of one's choice; return the name given back."""
        name = name or "oqushy" + secrets.token_hex(3)
        self.type("[name=first_name]", "Әсел")
        self.type("[name=last_name]", "Қуанышбекқызы")
        self.type("[name=identifier]", name)
        self.type("[name=password]", PASSWORD)
        self.tick(self.page.locator("main [name=consent]"))
        self.press("main form button[type=submit]")
        return name

    def answer_all(self, lesson: str) -> None:
        """Give the right response to every question of the open attempt."""
        questions = questions_of(lesson)
        while self.page.locator("form[action$='/submit/']").count() == 0:
            prompt = self.page.locator("legend h1").inner_text()
            self.answer(questions[self.language, _plain(prompt)])
            self.press("main form .row button.btn:not(.btn--plain)")

    def answer(self, question: dict) -> None:
        kind, language = question["kind"], self.language
        if kind in ("single", "multiple"):
            for choice in question["choices"]:
                if choice["correct"]:
                    self.choose(choice["text"][language])
        elif kind == "truefalse":
            value = "true" if question["answer"] else "false"
            self.tick(self.page.locator(f"[name=response][value={value}]"))
        elif kind == "numeric":
            self.type("#number", str(question["answer"]).replace(".", ","))
        else:
            self.put_in_order([item["text"][language] for item in question["items"]])

    def choose(self, text: str) -> None:
        labels = self.page.locator("label.choice")
        for at in range(labels.count()):
            if _plain(labels.nth(at).inner_text()) == _plain(text):
                self.tick(labels.nth(at).locator("input"))
                return
        raise AssertionError(f"No choice {text}")

    def put_in_order(self, texts: list[str]) -> None:
        for place, text in enumerate(texts):
            while True:
                shown = self.page.locator(".order-text").all_inner_texts()
                at = [_plain(each) for each in shown].index(_plain(text))
                if at == place:
                    break
                row = self.page.locator(".order > li").nth(at)
                self._activate(row.locator("button[value$=':up']"))
                row = self.page.locator(".order-text").nth(at - 1)
                expect(row).to_have_text(shown[at])


def _plain(text: str) -> str:
    return " ".join(text.split())


def questions_of(lesson: str) -> dict[tuple[str, str], dict]:
    """Return the questions of a lesson by language and prompt, from the content."""
    folder = next(Path(settings.LMS_CONTENT_DIR).glob(f"courses/*/{lesson}"))
    rows = yaml.safe_load((folder / "questions.yaml").read_text())["questions"]
    return {
        (language, _plain(row["prompt"][language])): row
        for row in rows
        for language in ("kk", "ru", "en")
    }
