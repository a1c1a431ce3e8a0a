"""What an editor does in the admin, told as the admin tells it, in English."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect


@dataclass
class Editor:
    """One editor at one page of the admin."""

    page: object
    url: str

    def sign_in(self, name: str, password: str) -> None:
        self.page.goto(f"{self.url}/en/account/sign-in/?next=/admin/")
        self.page.fill("input[name=login]", name)
        self.page.fill("input[name=password]", password)
        self.press("main form button[type=submit]")
        self.press("button[name=language][value=en]")

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def begin(self, course: str, kind: str) -> None:
        """Choose a course on the first page, and what to add to it."""
        self.page.goto(f"{self.url}/admin/")
        row = self.page.locator(".desk-panel-row", has_text=course)
        with self.page.expect_navigation():
            row.get_by_role("link", name="Add a page").click()
        self.press(f"main a[href*='/{kind}/']")

    def field(self, path: str, last: str):
        """Return the last control of a field in a stream, by its innermost name."""
        return self.page.locator(f"[data-contentpath={path}] {last}").last

    def add(self, field: str, block: str):
        """Add a block at the end of a stream; return it."""
        stream = self.page.locator(f"[data-contentpath={field}]").first
        before = stream.locator(":scope [data-streamfield-child]").count()
        stream.locator("button[title='Insert a block']").last.click()
        self.page.locator(".w-combobox__option", has_text=block).first.click()
        children = stream.locator(":scope [data-streamfield-child]")
        expect(children).not_to_have_count(before)
        return stream

    def write(self, field: str, text: str) -> None:
        """Type into the rich text that was added last."""
        paragraph = self.field(field, "[role=textbox]")
        expect(paragraph).to_be_focused()
        paragraph.press_sequentially(text)
        kept = self.field(field, "input[name$='-value']")
        expect(kept).to_have_value(re.compile(re.escape(text)))

    def publish(self) -> None:
        self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Publish", exact=True).click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def translate(self, words: dict[str, dict[str, str]]) -> None:
        """Translate what was just published, text by text, into each language."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name="Translate it").click()
        self.press("form[action*='/into/'] button")
        for _language in words:  # each opens when the one before is published
            first = self.page.locator(".desk-passage textarea").first
            self._fill(words[first.get_attribute("lang")])
            self.press("button[name=publish]")
            expect(self.page.locator(".messages .success")).to_be_visible()

    def _fill(self, texts: dict[str, str]) -> None:
        passages = self.page.locator(".desk-passage")
        for at in range(passages.count()):
            passage = passages.nth(at)
            source = passage.locator(".desk-passage-source p").inner_text().strip()
            passage.locator("textarea").fill(texts[source])
