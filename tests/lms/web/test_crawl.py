"""Every link in every language leads somewhere, and no text escapes the catalogues."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import polib
import pytest
import yaml
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import trans_real
from wagtail.models import Page

from accounts.models import Person
from certificates.models import Certificate
from tests.caches import clear_caches

LANGUAGES = ("kk", "ru", "en")
ELSEWHERE = ("/admin/", "/static/", "/media/", "/documents/")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
NUMBER = re.compile(r"[\d.,]+%?$")
MARK = re.compile(r"⟦[^⟦⟧]*⟧")
READ_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder", "content", "data-label")
MONTHS = {calendar.month_name[number] for number in range(1, 13)}
SAME = {"Qadam", "Қазақша", "Русский", "English", "Қаз", "Рус", "Eng", *MONTHS}


@dataclass(frozen=True)
class Seen:
    """One answered address."""

    path: str
    status: int
    page: BeautifulSoup | None


def _links(page: BeautifulSoup, path: str) -> Iterator[str]:
    for link in page.find_all("a", href=True):
        address = urldefrag(urljoin(f"http://testserver{path}", link["href"])).url
        parts = urlsplit(address)
        if parts.netloc == "testserver" and not parts.path.startswith(ELSEWHERE):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(client, starts) -> Iterator[Seen]:
    """Follow every link from the start pages once; redirects count as pages."""
    waiting, known = list(starts), set(starts)
    while waiting:
        path = waiting.pop()
        response = client.get(path, follow=True)
        page = None
        if response.headers["Content-Type"].startswith("text/html"):
            page = BeautifulSoup(response.content, "html.parser")
            for link in _links(page, response.request["PATH_INFO"]):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
        if response.streaming:
            b"".join(response)  # read to its end, so that the file is closed
        yield Seen(path, response.status_code, page)


def _head_faults(page: BeautifulSoup, language: str) -> Iterator[str]:
    if page.html.get("lang") != language:
        yield f"lang is {page.html.get('lang')}"
    if len(page.title.text.split("·")[0].strip()) < 2:
        yield "no title"
    description = page.find("meta", attrs={"name": "description"})
    if not description or not description["content"].strip():
        yield "no description"


def _body_faults(page: BeautifulSoup) -> Iterator[str]:
    if len(page.find_all("h1")) != 1:
        yield f"{len(page.find_all('h1'))} h1"
    ids = {tag["id"] for tag in page.find_all(id=True)}
    for link in page.find_all("a", href=re.compile("^#.")):
        if link["href"][1:] not in ids:
            yield f"nothing at {link['href']}"


def _faults(seen: Seen) -> list[str]:
    """Return what is wrong with an answered address, in words."""
    if seen.status != 200:
        return [f"{seen.path}: {seen.status}"]
    if seen.page is None:
        return []
    language = seen.path.split("/")[1]
    found = [*_head_faults(seen.page, language), *_body_faults(seen.page)]
    return [f"{seen.path}: {fault}" for fault in found]


@pytest.mark.parametrize("is_signed_in", [False, True], ids=["guest", "learner"])
def test_every_link_leads_to_a_whole_page(client, whole_site, is_signed_in):
    if is_signed_in:
        client.force_login(whole_site)
    starts = [f"/{language}/" for language in LANGUAGES]

    with CaptureQueriesContext(connection) as captured:
        seen = list(crawl(client, starts))

    faults = [fault for each in seen for fault in _faults(each)]
    assert faults == []
    assert len(seen) > 90
    written = [q["sql"] for q in captured if q["sql"].startswith(WRITES)]
    assert [sql[:80] for sql in written if "django_session" not in sql] == []


def _marked(text: str) -> str:
    return f"⟦{text}⟧" if text else ""


def _write_pseudo_locale(folder: Path) -> None:
    """Write an English catalogue in which every sentence of ours is marked."""
    pseudo = polib.POFile()
    pseudo.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    source = polib.pofile(
        str(settings.BASE_DIR / "locale" / "kk" / "LC_MESSAGES" / "django.po")
    )
    for entry in source:
        twin = polib.POEntry(
            msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural
        )
        if entry.msgid_plural:
            twin.msgstr_plural = {
                0: _marked(entry.msgid),
                1: _marked(entry.msgid_plural),
            }
        else:
            twin.msgstr = _marked(entry.msgid)
        pseudo.append(twin)
    target = folder / "en" / "LC_MESSAGES"
    target.mkdir(parents=True)
    pseudo.save_as_mofile(str(target / "django.mo"))


@pytest.fixture
def pseudo_locale(settings, tmp_path):
    """English in which every sentence of the catalogues is marked by brackets."""
    _write_pseudo_locale(tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    kept = trans_real._translations
    trans_real._translations = {}
    clear_caches()
    yield
    trans_real._translations = kept
    trans_real._default = None


def _strings(value) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    else:
        yield str(value)


def _bare(text: str) -> str:
    """Return the letters and digits of a text in a row: mark-up is no matter."""
    return "".join(re.findall(r"\w", unescape(text)))


def _editors_words() -> str:
    """Return all that editors wrote, run together, from the content files."""
    folder = Path(settings.LMS_CONTENT_DIR)
    texts = [path.read_text() for path in folder.rglob("*.md")]
    for path in folder.rglob("*.yaml"):
        texts += _strings(yaml.safe_load(path.read_text()))
    texts = [re.sub(r"\((?:term:|https?:|/)[^)]*\)", "", text) for text in texts]
    texts += Page.objects.values_list("title", flat=True)
    return "\n".join(_bare(text) for text in texts)


def _words_of(person: Person) -> str:
    """Return what is theirs: names, whole and as strangers see them, certificates."""
    said = [person.last_name, person.first_name, person.patronymic]
    said += [f"{person.last_name[0]}.", person.username]
    for certificate in Certificate.objects.of(person):
        said += [certificate.serial, certificate.shown_code]
        said += ["http://testserver", certificate.verification_path]
    return _bare("".join(said))


def _texts(page: BeautifulSoup) -> Iterator[str]:
    """Yield what is read; the picture of a certificate has its own language."""
    for tag in page.select("script, style, .cert-page[aria-hidden=true]"):
        tag.decompose()
    yield from (str(text) for text in page.find_all(string=True))
    for tag in page.find_all(True):
        if tag.name == "meta" and tag.get("name") != "description":
            continue
        yield from (tag[name] for name in READ_ATTRIBUTES if tag.get(name))


def _unmarked(text: str) -> str:
    """Return what stands outside the marks; marks may lie within marks."""
    while MARK.search(text):
        text = MARK.sub(" ", text)
    return " ".join(text.split())


def _is_known(text: str, known: str) -> bool:
    """Tell whether a text says nothing, or is put together of what editors wrote."""
    if _bare(text) in known:
        return True
    words = [word.strip(",.:") for word in text.split()]
    words = [word for word in words if word not in SAME and not NUMBER.match(word)]
    return not re.search(r"[^\W\d_]{2}", " ".join(words)) or (
        _bare("".join(words)) in known
    )


def _escaped(text: str, known: str) -> list[str]:
    """Return the parts of a text that are neither marked nor an editor's."""
    rest = _unmarked(text)
    if _is_known(rest, known):
        return []
    parts = re.split(r"[;:](?:\s|$)|^\d+\. ", rest)
    return [part for part in parts if not _is_known(part, known)]


@pytest.mark.parametrize("is_signed_in", [False, True], ids=["guest", "learner"])
def test_no_text_escapes_the_catalogues(
    client, whole_site, pseudo_locale, is_signed_in
):
    person = whole_site
    if is_signed_in:
        client.force_login(person)
    known = _editors_words() + _words_of(person)

    texts = {
        text
        for seen in crawl(client, ["/en/"])
        if seen.page is not None and seen.path.startswith("/en/")
        for text in _texts(seen.page)
    }

    assert sorted({part for text in texts for part in _escaped(text, known)}) == []
    assert sum("⟦" in text for text in texts) > 150


def test_a_text_outside_the_catalogues_is_found():
    assert _escaped("⟦Go on⟧: Forgotten words", "Lessonone") == ["Forgotten words"]
    assert _escaped("⟦Part ⟦2⟧⟧ Lesson one, 15 April", "Lessonone") == []
