"""Our catalogues are whole, and no sentence of a library is said in another tongue."""

import re
from datetime import date

import polib
import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.template.defaultfilters import date as show_date, filesizeformat
from django.utils import translation

from tests.house.repository import ROOT

FOLDERS = ["locale", "locale/libraries"]
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sdr]|%[sd]|\{\w*\}|</?\w[^>]*>")
KAZAKH = re.compile(r"[а-яёәіңғүұқөһ]", re.IGNORECASE)
BARE_TITLE = re.compile(r"(?<!“)%\(title\)s(?=.*\.)|[\"„]%\(")
FOREIGN_QUOTE = re.compile(r"[“„\"]%\(")
NAMES = {"IPv4 or IPv6", "%(truncated_text)s…"}
FIELDS = [
    forms.CharField,
    forms.ChoiceField,
    forms.DateField,
    forms.DecimalField,
    forms.EmailField,
    forms.FileField,
    forms.ImageField,
    forms.IntegerField,
    forms.MultipleChoiceField,
    forms.TimeField,
    forms.UUIDField,
]


def entries(folder: str, language: str) -> list[polib.POEntry]:
    path = ROOT / folder / language / "LC_MESSAGES" / "django.po"
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_is_translated(folder, language):
    found = entries(folder, language)

    assert found
    assert [entry.msgid for entry in found if not entry.translated()] == []
    assert [entry.msgid for entry in found if entry.fuzzy] == []


def test_both_catalogues_hold_the_same_messages():
    kazakh, russian = (
        {(entry.msgctxt, entry.msgid) for entry in entries("locale", language)}
        for language in ("kk", "ru")
    )

    assert kazakh ^ russian == set()


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_placeholders_are_kept(folder, language):
    changed = [
        entry.msgid
        for entry in entries(folder, language)
        if set(PLACEHOLDER.findall(texts(entry)[-1])) - {"%%"}
        != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)) - {"%%"}
    ]

    assert changed == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_kazakh_is_not_english(folder):
    left = [
        entry.msgid
        for entry in entries(folder, "kk")
        for text in texts(entry)
        if text == entry.msgid and entry.msgid not in NAMES
    ]

    assert left == []


def test_kazakh_never_glues_an_ending_to_a_placeholder():
    glued = re.compile(r"%\(\w+\)[sd](?:[а-яәіңғүұқөһ]|-[а-яәіңғүұқөһ]{1,4}\b)")
    found = [
        text
        for entry in entries("locale", "kk")
        for text in texts(entry)
        for ending in glued.findall(text)
        if ending[-3:] != "бет"
    ]

    assert found == []


def test_what_forms_and_sign_in_refuse_is_said_in_kazakh():
    with translation.override("kk"):
        said = [
            *(text for kind in FIELDS for text in kind().error_messages.values()),
            *get_adapter().error_messages.values(),
            *get_mfa_adapter().error_messages.values(),
            *password_validators_help_texts(),
        ]
        foreign = [text for text in map(str, said) if text and not KAZAKH.search(text)]

    assert foreign == []


def test_dates_and_sizes_in_kazakh():
    with translation.override("kk"):
        day = show_date(date(2026, 11, 24), "DATE_FORMAT")
        weekday = show_date(date(2026, 11, 24), "l")
        size = filesizeformat(2_500_000)

    assert (day, weekday) == ("2026 жылғы 24 қараша", "сейсенбі")
    assert size == "2,4\xa0МБ"


def badly_quoted(found: list[polib.POEntry]) -> list[str]:
    """Return the messages that quote in another way than their language does.

    A title inside a sentence stands in quotes: “…” in English, «…» in the other two.
    """
    return [
        entry.msgid
        for entry in found
        if re.search(r"(?<!“)%\(title\)s(?=.*\.)|[\"„]\s*%\(", entry.msgid)
        or any(
            entry.msgid.count("“%(") != text.count("«%(")
            or re.search(r"[“„\"]%\(", text)
            for text in texts(entry)
        )
    ]


def test_bad_quotes_are_found():
    planted = [
        polib.POEntry(msgid="Done: “%(title)s”.", msgstr="«%(title)s» аяқталды."),
        polib.POEntry(msgid="Go on: %(title)s", msgstr="Далее: %(title)s"),
        polib.POEntry(msgid="Read: %(title)s.", msgstr="Прочитано: %(title)s."),
        polib.POEntry(msgid="Seen: “%(title)s”.", msgstr="Увидено: “%(title)s”."),
    ]

    assert badly_quoted(planted) == ["Read: %(title)s.", "Seen: “%(title)s”."]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_titles_stand_in_the_quotes_of_the_language(language):
    assert badly_quoted(entries("locale", language)) == []
