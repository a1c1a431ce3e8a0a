"""Texts may grow by half, as translations do, and no page breaks at 320 px."""

import pytest

from tests.journeys.learner import Learner

GROW = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const words = text.data.split(" ").filter(word => word.trim());
    const more = words.slice(0, Math.ceil(words.length / 2));
    if (more.length) text.data += " " + more.join(" ");
  }
}"""
WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => !e.closest(".table, .band, svg, .vh, [popover]"))
  .map(e => e.className || e.tagName).slice(0, 5)"""
PATHS = [
    "/",
    "/courses/",
    "/learn/finder/?skill=new",
    "/courses/online-safety/",
    "/courses/online-safety/a2-2-phishing/",
    "/courses/online-safety/a2-2-phishing-quiz/",
    "/news/",
    "/help/",
    "/search/?q=eGov",
    "/account/sign-in/",
    "/account/sign-up/",
    "/verify/",
    "/nowhere/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_bears_half_as_much_text_again(site, open_page, path):
    page = open_page(width=320)
    Learner(page, site.url, "ru").open(path)

    page.evaluate(GROW)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(WIDE) == []
