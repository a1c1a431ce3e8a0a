"""Every state of every page is free of what axe can find, in rotating settings.

`LMS_FULL_MATRIX=1` (the nightly run) tries each state in every language, scheme and
width; otherwise a fixed table gives each state one of the twelve combinations.
"""

import itertools
import os
import secrets
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from lms.demo.people import PASSWORD
from tests.journeys.learner import Learner

COURSE = "/courses/online-safety/"
LESSON = "/courses/online-safety/a2-2-phishing/"
QUIZ = "/courses/online-safety/a2-2-phishing-quiz/"
SETTINGS = list(
    itertools.product(("kk", "ru", "en"), ("light", "dark"), (320, 360, 1280))
)
RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}


def at(path: str) -> Callable[[Learner], None]:
    return lambda learner: learner.open(path)


def submit_empty(path: str) -> Callable[[Learner], None]:
    """Open a form and send it as it is: the page of errors."""

    def act(learner):
        learner.open(path)
        learner.press("main form button[type=submit]")

    return act


def print_version(learner):
    learner.open(LESSON)
    learner.press("main a[href$='/print/']")


def behind_password(path: str) -> Callable[[Learner], None]:
    """Open a page that asks for the password once more, and give it."""

    def act(learner):
        learner.open(path)
        if learner.page.locator("main [name=password]").count():
            learner.type("main [name=password]", PASSWORD)
            learner.press("main form button[type=submit]")

    return act


def new_words(learner):
    behind_password("/account/phone/")(learner)
    learner.open("/account/")
    learner.press("form[action$='/words/new/'] button")


def wait_for_code(learner):
    learner.open("/account/code/")
    learner.type("[name=email]", f"{secrets.token_hex(4)}@example.kz")
    learner.press("main form button[type=submit]")
    learner.press("main form button[type=submit]")


def open_menu(learner):
    learner.open("/")
    menu = learner.page.locator("button.menu")
    if menu.is_visible():
        menu.click()


def open_term(learner):
    learner.open(LESSON)
    learner.page.locator("a.term").first.click()
    learner.page.locator("dialog").wait_for()


def check_yourself(learner):
    learner.open(LESSON)
    form = learner.page.locator("form:has(button[name=check])").first
    if form.count() == 0:
        form = learner.page.locator("main form:has(input[type=radio])").first
    form.locator("input").nth(1).check()
    with learner.page.expect_navigation():
        form.locator("button[type=submit]").click()


def to_question(number: int) -> Callable[[Learner], None]:
    def act(learner):
        learner.open(QUIZ)
        learner.press("form[action*='/start/'] button")
        learner.page.goto(_slot(learner.page.url, number))

    return act


def _slot(address: str, number: int) -> str:
    return address.rstrip("/").rsplit("/", 1)[0] + f"/{number}/"


def question_error(learner):
    to_question(1)(learner)
    learner.press("main form .row button.btn:not(.btn--plain)")


def before_submitting(learner):
    to_question(1)(learner)
    learner.press("main p.row a.link")


def result(learner):
    before_submitting(learner)
    learner.press("form[action$='/submit/'] button")


def certificate(learner):
    learner.open("/my-learning/")
    learner.press("section[aria-labelledby=certificates] a")


def verdict(learner):
    certificate(learner)
    learner.press("main a[href*='/verify/']")


GUEST = {
    "home": at("/"),
    "menu": open_menu,
    "catalogue": at("/courses/"),
    "finder": at("/learn/finder/"),
    "recommended": at("/learn/finder/?who=resident&skill=new&known=A"),
    "course": at(COURSE),
    "lesson": at(LESSON),
    "term": open_term,
    "print-version": print_version,
    "checked": check_yourself,
    "quiz": at(QUIZ),
    "news": at("/news/"),
    "news-item": at("/news/2021-04-15-centres/"),
    "about": at("/about/"),
    "help": at("/help/"),
    "accessibility": at("/accessibility/"),
    "guide": at("/guide-editors/"),
    "search": at("/search/"),
    "found": at("/search/?q=eGov"),
    "not-found": at("/search/?q=zzzz"),
    "sign-in": at("/account/sign-in/"),
    "sign-in-errors": submit_empty("/account/sign-in/"),
    "sign-up": at("/account/sign-up/"),
    "sign-up-errors": submit_empty("/account/sign-up/"),
    "recover": at("/account/recover/"),
    "code": at("/account/code/"),
    "code-errors": wait_for_code,
    "old-link": at("/account/e-mail/confirm/x/"),
    "verify": at("/verify/"),
    "unknown-certificate": at("/verify/0000000000000/"),
    "404": at("/nowhere/"),
    "offline": at("/offline/"),
    "demo-mail": at("/account/demo-mail/"),
}
LEARNER = {
    "home": at("/"),
    "course": at(COURSE),
    "lesson": at(LESSON),
    "quiz": at(QUIZ),
    "question-1": to_question(1),
    "question-2": to_question(2),
    "question-3": to_question(3),
    "question-error": question_error,
    "before-submitting": before_submitting,
    "result": result,
    "my-learning": at("/my-learning/"),
    "certificate": certificate,
    "verified": verdict,
    "account": at("/account/"),
    "password": submit_empty("/account/password/"),
    "password-again": submit_empty("/account/confirm/"),
    "phone": behind_password("/account/phone/"),
    "e-mail": behind_password("/account/e-mail/"),
    "words": new_words,
    "second-factor": at("/account/second-factor/"),
    "app": behind_password("/account/second-factor/app/"),
    "passkey": behind_password("/account/second-factor/passkeys/add/"),
}
STATES = [(None, name, act) for name, act in GUEST.items()]
STATES += [("aigul", name, act) for name, act in LEARNER.items()]


def _cases():
    full = os.environ.get("LMS_FULL_MATRIX") == "1"
    for number, (who, name, act) in enumerate(STATES):
        chosen = SETTINGS if full else [SETTINGS[number * 5 % len(SETTINGS)]]
        for language, scheme, width in chosen:
            label = f"{who or 'guest'}-{name}-{language}-{scheme}-{width}"
            yield pytest.param(who, act, language, scheme, width, id=label)


@pytest.fixture(scope="session")
def session_of(site, chromium):
    """Sign a demo person in once; return what the browser then keeps."""
    kept = {}

    def signed_in(name):
        if name not in kept:
            context = chromium.new_context()
            learner = Learner(context.new_page(), site.url, "en")
            learner.open("/account/sign-in/")
            learner.type("[name=login]", name)
            learner.type("[name=password]", site.people[name])
            learner.press("main form button[type=submit]")
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return signed_in


@pytest.mark.parametrize(("who", "act", "language", "scheme", "width"), list(_cases()))
def test_a_page_state_has_no_violation(
    site, open_page, session_of, who, act, language, scheme, width
):
    options = {"storage_state": session_of(who)} if who else {}
    page = open_page(width=width, scheme=scheme, **options)

    act(Learner(page, site.url, language))

    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
