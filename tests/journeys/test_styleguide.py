"""The page of specimens in a browser: nothing runs over, nothing for axe to find."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.test_accessibility import RULES

SMALLEST_PICTURE = 50_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_styleguide_is_whole(site, open_page, tmp_path, width, scheme):
    page = open_page(width=width, scheme=scheme)

    page.goto(f"{site.url}/styleguide/")

    picture = tmp_path / f"styleguide-{width}-{scheme}.png"
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > SMALLEST_PICTURE
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_specimens_work(site, browser_page):
    browser_page.goto(f"{site.url}/styleguide/")

    browser_page.locator("#c-term a.term").click()
    browser_page.locator("dialog[open]").wait_for()
    browser_page.keyboard.press("Escape")
    browser_page.locator("#c-order button[name=move]").nth(1).click()

    first = browser_page.locator("#c-order .order-text").first
    assert first.inner_text().startswith("Write down")
