"""Wagtail's screens speak Kazakh and Russian: no sentence of theirs is left over."""

import re
from pathlib import Path

import polib
import pytest
from django.apps import apps as django_apps

from tests.house.repository import ROOT

FOREIGN = ("wagtail", "taggit")
OURS = ROOT / "locale" / "wagtail"
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sd]|%s|\{\w*\}|</?\w[^>]*>")


def their_folders() -> list[Path]:
    """Return where the installed apps of Wagtail and its neighbours keep catalogues."""
    return [
        Path(config.path) / "locale"
        for config in django_apps.get_app_configs()
        if config.name.startswith(FOREIGN)
    ]


def entries(folder: Path, language: str, domain: str) -> list[polib.POEntry]:
    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    found = polib.pofile(str(path)) if path.exists() else []
    return [entry for entry in found if not entry.obsolete]


def said_in(folders: list[Path], language: str, domain: str) -> set[tuple]:
    """Return the messages that these folders translate, whole and not in doubt."""
    return {
        (entry.msgctxt, entry.msgid)
        for folder in folders
        for entry in entries(folder, language, domain)
        if entry.translated()
    }


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_of_wagtail_is_translated(language, domain):
    asked = {
        (entry.msgctxt, entry.msgid)
        for folder in their_folders()
        for entry in entries(folder, "en", domain)
    }

    said = said_in([*their_folders(), OURS], language, domain)

    assert asked
    assert asked - said == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_translations_of_wagtail_keep_their_placeholders(language, domain):
    changed = [
        entry.msgid
        for entry in entries(OURS, language, domain)
        for text in [entry.msgstr or entry.msgstr_plural[1]]
        if sorted(PLACEHOLDER.findall(text))
        != sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]

    assert changed == []
