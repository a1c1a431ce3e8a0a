"""A quiz on a bad connection: what is given is saved, said to be, and never lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.learner import Learner

QUIZ = "/courses/state-services/a1-1-egov-portal-quiz/"


@pytest.fixture
def question(site, open_page):
    """The first question of a new attempt, on a phone, in Kazakh."""
    learner = Learner(open_page(width=360), site.url, "kk")
    learner.open("/account/sign-up/")
    learner.sign_up()
    learner.press("main form button.btn--sun")
    learner.open(QUIZ)
    learner.press("form[action*='/start/'] button")
    return learner


def test_a_choice_is_saved_at_once_and_kept(question):
    page = question.page
    choice = page.locator("input[name=response]").nth(1)

    choice.check()

    expect(page.locator("[data-save-status]")).to_contain_text("Сақталды")
    page.reload()
    expect(choice).to_be_checked()


def test_saying_that_it_is_saved_moves_nothing(question):
    page = question.page
    button = page.locator("quiz-save .row button").first
    before = button.bounding_box()

    page.locator("input[name=response]").nth(1).check()

    expect(page.locator("[data-save-status]")).to_contain_text("Сақталды")
    assert button.bounding_box() == before


def test_a_choice_made_without_a_line_is_saved_when_it_is_back(question):
    page, status = question.page, question.page.locator("[data-save-status]")
    page.context.set_offline(True)
    page.locator("input[name=response]").first.check()
    expect(status).to_have_attribute("data-state", "failed")

    page.context.set_offline(False)

    expect(status).to_contain_text("Сақталды", timeout=35_000)
    page.reload()
    expect(page.locator("input[name=response]").first).to_be_checked()


def test_the_language_changes_in_the_middle_and_nothing_is_lost(question):
    page = question.page
    page.locator("input[name=response]").nth(1).check()
    expect(page.locator("[data-save-status]")).to_contain_text("Сақталды")
    kazakh = page.locator("legend h1").inner_text()

    question.press(".langs a[hreflang=ru]")

    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("legend h1").inner_text() != kazakh
    expect(page.locator("input[name=response]").nth(1)).to_be_checked()


def test_pressing_submit_twice_gives_one_result(question):
    page = question.page
    question.press("main p.row a.link")
    button = page.locator("form[action$='/submit/'] button")

    button.dblclick()

    expect(page.locator(".score")).to_be_visible()
    question.open(QUIZ)
    expect(page.locator("main a[href*='/result/']")).to_have_count(1)
