"""What a first visit to a page costs on the line: bytes as a browser asks for them."""

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

import brotli

from benchmarks import load

CSS_URL = re.compile(r"url\(\s*['\"]?(?!data:|#)([^'\")]+)")
JS_IMPORT = re.compile(r"\b(?:from|import)\s*\(?\s*['\"]([^'\"]+)['\"]")
LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass
class Weight:
    """Bytes of a first visit by kind, heads of the replies included."""

    html: int = 0
    css: int = 0
    js: int = 0
    other: int = 0
    requests: int = 0
    pictures: int = 0
    picture_requests: int = 0
    html_uncompressed: int = 0

    @property
    def total(self) -> int:
        """Everything but the page's own pictures."""
        return self.html + self.css + self.js + self.other


class _Needs(HTMLParser):
    """Collects what a browser fetches for a page without being asked."""

    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        value = dict(attrs)
        if tag == "link" and LINKS & set((value.get("rel") or "").split()):
            kind = "css" if value["rel"] == "stylesheet" else "other"
            self.found.append((kind, value["href"]))
        elif tag == "script" and value.get("src"):
            self.found.append(("js", value["src"]))
        elif tag in ("img", "source", "video") and value.get("src"):
            self.found.append(("pictures", value["src"]))


def body_of(reply: bytes) -> str:
    """Return the text of a reply, unpacked."""
    head, _blank, body = reply.partition(b"\r\n\r\n")
    head = head.lower()
    if b"content-encoding: br" in head:
        body = brotli.decompress(body)
    elif b"content-encoding: gzip" in head:
        body = gzip.decompress(body)
    return body.decode()


def _needs_of(kind: str, reply: bytes) -> list[tuple[str, str]]:
    if kind == "css":
        return [("other", found) for found in CSS_URL.findall(body_of(reply))]
    if kind == "js":
        return [("js", found) for found in JS_IMPORT.findall(body_of(reply))]
    return []


def weigh(fetch, path: str, headers: dict[str, str] | None = None) -> Weight:
    """Return what a first visit to `path` fetches; `fetch(path, headers)` gets it."""
    page = fetch(path, headers)
    weight = Weight(html=len(page), requests=1)
    text = body_of(page)
    weight.html_uncompressed = len(text.encode())
    parser = _Needs()
    parser.feed(text)
    due, seen = [(kind, urljoin(path, to)) for kind, to in parser.found], set()
    while due:
        kind, address = due.pop(0)
        if address in seen or address.startswith("data:"):
            continue
        seen.add(address)
        reply = fetch(address, headers)
        is_picture = kind == "pictures"
        setattr(weight, kind, getattr(weight, kind) + len(reply))
        weight.requests += not is_picture
        weight.picture_requests += is_picture
        due += [(more, urljoin(address, to)) for more, to in _needs_of(kind, reply)]
    return weight


def measure(plan: dict, port: int) -> dict[str, Weight]:
    """Weigh the pages that a learner sees first, signed in."""
    learner = plan["learners"][0]
    headers = {"Cookie": f"sessionid={learner['session']}"}
    pages = {
        "home": plan["home"],
        "lesson": plan["lesson"],
        "quiz_page": plan["quiz"],
        "question": learner["question"],
    }
    return {
        name: weigh(lambda at, head: load.fetch(port, at, head), path, headers)
        for name, path in pages.items()
    }
