"""The short HTML in which one text of a page is translated: what it may hold."""

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail_localize.strings import StringValue, validate_translation_links


def clean(html: str, *, source: str) -> str:
    """Return a translated text as its parser understood it, written anew.

    Nothing of what was typed goes further than the parser: a browser might read
    it otherwise. Raises ValueError for tags, attributes and links that the source
    text cannot have, and for whatever is neither a tag nor text.
    """
    text = StringValue.from_translated_html(html).data
    validate_translation_links(source, text)
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.descendants:
        # Comments, CDATA, declarations are kinds of NavigableString
        if not isinstance(node, Tag) and type(node) is not NavigableString:
            raise ValueError(f"{type(node).__name__} in a translated text")
    return soup.decode(formatter="minimal")
