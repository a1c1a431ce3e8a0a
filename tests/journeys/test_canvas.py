"""An official writes a project in a canvas: without JavaScript too, and in two tabs."""

import pytest
from playwright.sync_api import expect

from tests.journeys.learner import Learner

LESSON = "/courses/social-projects/d1-1-problem-and-stakeholders/"
SAVE = "button[value=save]:not(.vh)"


def begin(page, site, language) -> Learner:
    """Sign up, read the first lesson of track D and start a canvas from it."""
    learner = Learner(page, site.url, language)
    learner.open("/account/sign-up/")
    learner.sign_up()
    learner.open(LESSON)
    learner.press("main a[href*='/canvases/?step=problem']")
    learner.type("[name=title]", "Жарық көше")
    learner.press("main form button[type=submit]")
    return learner


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_an_official_writes_a_project_and_changes_the_language(
    site, open_page, with_script
):
    page = open_page(width=360, java_script_enabled=with_script)
    learner = begin(page, site, "kk")
    learner.type("[name=core]", "Көше қараңғы")
    learner.type("[name=causes-0-cause]", "Ескі шам")
    learner.type("[name=causes-1-cause]", "Жол жоқ")
    learner.press("button[value='add:causes']")
    learner.type("[name=causes-2-cause]", "Ақша жоқ")
    learner.press("button[value='language:ru']")
    assert "/ru/" in page.url
    expect(page.locator("[name=core]")).to_have_value("Көше қараңғы")
    expect(page.locator("[name=causes-2-cause]")).to_have_value("Ақша жоқ")
    for _step in ("problem", "goals", "people", "plan"):
        learner.press("button[value=next]")
    learner.type("[name=items-0-item]", "Шам")
    learner.type("[name=items-0-quantity]", "12")
    learner.type("[name=items-0-price]", "50 000")
    page.locator("[name=items-0-payer]").select_option("grant")
    learner.press(SAVE)
    expect(page.locator("[data-canvas-money]")).to_contain_text("600\xa0000\xa0₸")
    learner.press("button[value=whole]")
    learner.press("main a[href$='/print/']")
    for text in ("Көше қараңғы", "Ақша жоқ", "600\xa0000\xa0₸"):
        expect(page.locator("main")).to_contain_text(text)


def test_what_is_written_is_saved_without_a_button(site, open_page):
    page = open_page()
    begin(page, site, "en")
    page.locator("[name=core]").fill("It is dark")
    page.locator("[name=proof]").focus()
    expect(page.locator("[data-save-status]")).to_have_attribute("data-state", "saved")

    page.reload()

    expect(page.locator("[name=core]")).to_have_value("It is dark")


def test_the_second_tab_is_told_and_keeps_its_words(site, open_page):
    page = open_page()
    learner = begin(page, site, "en")
    second = page.context.new_page()
    second.goto(page.url)
    learner.type("[name=core]", "First")
    learner.press(SAVE)

    second.locator("[name=core]").fill("Second")
    second.locator("[name=proof]").focus()
    status = second.locator("[data-save-status]")
    expect(status).to_have_attribute("data-state", "refused")
    with second.expect_navigation():
        second.locator(SAVE).click()

    expect(second.locator("#conflict")).to_be_visible()
    expect(second.locator("[name=core]")).to_have_value("Second")
    with second.expect_navigation():
        second.locator(SAVE).click()
    page.reload()
    expect(page.locator("[name=core]")).to_have_value("Second")


def test_signed_out_in_the_middle_nothing_is_lost(site, open_page):
    page = open_page(java_script_enabled=False)
    learner = Learner(page, site.url, "en")
    learner.open("/account/sign-in/")
    learner.type("[name=login]", "dana")
    learner.type("[name=password]", site.people["dana"])
    learner.press("main form button[type=submit]")
    learner.open("/learn/canvases/")
    learner.press("main h2 a")
    page.goto(page.url + "plan/")
    learner.type("[name=risks]", "Rain in the week of fitting")
    page.context.clear_cookies(name="sessionid")

    learner.press(SAVE)
    learner.type("[name=login]", "dana")
    learner.type("[name=password]", site.people["dana"])
    learner.press("main form button[type=submit]")

    expect(page.locator("[name=risks]")).to_have_value("Rain in the week of fitting")
    learner.press(SAVE)
    expect(page.locator("[name=risks]")).to_have_value("Rain in the week of fitting")
    expect(page.locator("[data-save-status]")).to_have_attribute("data-state", "saved")
