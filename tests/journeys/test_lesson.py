"""The contents beside a lesson follow the reader."""

import re

from playwright.sync_api import expect

from tests.journeys.learner import COURSE, LESSONS, Learner

CURRENT = ".rail a[aria-current=true]"


def _open_lesson(site, page) -> None:
    Learner(page, site.url, "kk").open(f"/courses/{COURSE}/{LESSONS[0]}/")


def test_the_section_in_view_is_marked(site, open_page):
    page = open_page(width=1280)
    _open_lesson(site, page)
    sections = page.locator(".rail a")
    assert page.locator(CURRENT).count() == 0

    for number in (1, 0):
        page.locator("article h2").nth(number).evaluate("one => one.scrollIntoView()")
        expect(page.locator(CURRENT)).to_have_count(1)
        expect(page.locator(CURRENT)).to_have_text(sections.nth(number).inner_text())

    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    expect(page.locator(CURRENT)).to_have_text(sections.last.inner_text())
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(page.locator(CURRENT)).to_have_count(0)

    sections.last.click()
    expect(page.locator(CURRENT)).to_have_text(sections.last.inner_text())


def test_another_language_opens_at_the_section_being_read(site, open_page):
    page = open_page(width=1280)
    _open_lesson(site, page)
    other = page.locator(".langs a[lang=ru]").first
    assert "#" not in other.get_attribute("href")

    page.locator("article h2").nth(1).evaluate("one => one.scrollIntoView()")
    expect(other).to_have_attribute("href", re.compile("#s2$"))
    other.click()

    expect(page).to_have_url(re.compile("/ru/.*#s2$"))
    expect(page.locator(CURRENT)).to_have_attribute("href", "#s2")


def test_without_javascript_nothing_is_marked_and_the_links_lead(site, open_page):
    page = open_page(width=1280, java_script_enabled=False)
    _open_lesson(site, page)

    page.locator(".rail a").nth(1).click()

    assert page.url.endswith("#s2")
    assert page.locator(CURRENT).count() == 0
    assert "#" not in page.locator(".langs a").first.get_attribute("href")
