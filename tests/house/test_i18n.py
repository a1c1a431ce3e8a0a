"""Translations: every catalogue whole, nothing left in English, nothing unmarked."""

import os
import re
import shutil

import polib
import pytest

from tests.house.catalogues import (
    CYRILLIC,
    OWN,
    collected,
    cyrillic,
    faults,
    is_left_in_english,
    key_of,
    keys_in,
    reviewed_same,
    unmarked,
)
from tests.house.markup import markup_of
from tests.house.repository import code, files, judged, read, texts

FOR_DEVELOPERS = {
    "core/styleguide.py": "developers alone read it, in English, as they do code",
}
CATALOGUES = files(r"locale/.*\.po")
MAY_NOT_SKIP = ("CI", "LMS_REQUIRE_BROWSER")
REVIEWED_UNMARKED: dict[str, str] = {}
REVIEWED_LETTERS = {
    "accounts/enums.py": "languages are named in themselves",
    "accounts/validators.py": "the letters that a sign-in name may have",
    "certificates/numbering.py": "Cyrillic letters that are typed for Latin ones",
    "courses/forms/calculators.py": "units of money as people type them",
    "core/alphabet.py": "the alphabet itself",
    "core/blocks.py": "samples in previews of blocks, for editors",
    "courses/blocks.py": "samples in previews of blocks, for editors",
    "core/context_processors.py": "languages are named in themselves",
    "core/search.py": "the letters that search holds to be alike",
    "lms/demo/canvas.py": "what the demo's official has written, in her language",
    "lms/demo/people.py": "names of sample people",
    "lms/formats/kk/formats.py": "how a date is written in Kazakh",
    "lms/formats/ru/formats.py": "how a date is written in Russian",
    "lms/settings/base.py": "languages are named in themselves",
    "quizzes/blocks.py": "samples in previews of blocks, for editors",
    "quizzes/phrases.py": "titles of quizzes in content, one for each language",
}
REVIEWED_MSGIDS = {
    "Kazakh letters may be typed as Russian ones: коп finds көп.": "it shows letters",
}
REVIEWED_MARKUP = {
    "templates/500.html": "nothing can be relied on, so it says all three at once",
    "templates/components/cert.html": "the sheet is headed in three languages at once",
}


def catalogue(path: str) -> polib.POFile:
    return polib.pofile(read(path))


def forms_of(po: polib.POFile) -> int:
    return int(re.match(r"nplurals=(\d)", po.metadata["Plural-Forms"])[1])


# --- Catalogues ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "entry", "expected"),
    [
        ("ru", polib.POEntry(msgid="a", msgstr="а"), []),
        ("ru", polib.POEntry(msgid="a", msgstr=""), ["untranslated"]),
        ("ru", polib.POEntry(msgid="a", msgstr="а", flags=["fuzzy"]), ["fuzzy"]),
        ("ru", polib.POEntry(msgid="a", msgstr="а", obsolete=True), ["obsolete"]),
        ("ru", polib.POEntry(msgid="%(n)s a", msgstr="а"), ["places"]),
        ("ru", polib.POEntry(msgid="%(n)s a", msgstr="%(m)s а"), ["places"]),
        ("ru", polib.POEntry(msgid="100 %% %s", msgstr="100 %% %s"), []),
    ],
)
def test_faults_of_an_entry_are_found(language, entry, expected):
    assert faults(entry, language, 3) == expected


@pytest.mark.parametrize(
    ("language", "forms", "expected"),
    [
        ("ru", ["%(n)d а", "%(n)d б", "%(n)d в"], []),
        ("ru", ["%(n)d а", "%(n)d б", ""], ["plural forms"]),
        ("ru", ["%(n)d а", "%(n)d б"], ["plural forms"]),
        ("ru", ["одна", "%(n)d б", "%(n)d в"], ["places"]),
        ("kk", ["бір", "%(n)d б", "%(n)d в"], []),
        ("kk", ["бір", "екі", "%(n)d в"], ["places"]),
    ],
)
def test_faults_of_plural_forms_are_found(language, forms, expected):
    entry = polib.POEntry(
        msgid="one",
        msgid_plural="%(n)d many",
        msgstr_plural=dict(enumerate(forms)),
    )

    assert faults(entry, language, 3) == expected


def test_what_is_left_in_english_is_found():
    entries = [
        polib.POEntry(msgid="Save", msgstr="Save"),
        polib.POEntry(msgid="%(a)s: %(b)s", msgstr="%(a)s: %(b)s"),
        polib.POEntry(msgid="Save", msgstr="Сохранить"),
        polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "а", 1: "b"}),
    ]

    assert [is_left_in_english(entry) for entry in entries] == [
        *(True, False, False, True),
    ]


@pytest.mark.parametrize("path", CATALOGUES)
def test_catalogue_is_whole(path):
    po = catalogue(path)
    language = po.metadata["Language"]
    found = {key_of(entry): faults(entry, language, forms_of(po)) for entry in po}

    assert f"/{language}/" in path
    assert len(po) > 10
    assert {key: bad for key, bad in found.items() if bad} == {}


def test_nothing_is_left_in_english():
    found = [
        entry.msgid
        for path in CATALOGUES
        for entry in catalogue(path)
        if is_left_in_english(entry)
    ]

    assert judged(found, reviewed_same()) == []


def test_own_catalogues_hold_the_same_texts():
    kazakh, russian = map(read, OWN)

    assert keys_in(kazakh) == keys_in(russian)


def test_the_originals_are_english():
    found = [entry.msgid for entry in catalogue(OWN[0]) if CYRILLIC.search(entry.msgid)]

    assert judged(found, REVIEWED_MSGIDS) == []


# --- In step with the code -----------------------------------------------------------


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> dict[str, set[tuple]]:
    """The texts that the code holds now, planted ones among them."""
    if shutil.which("xgettext") is None:
        reason = "gettext is missing: install it (Debian, Ubuntu: apt install gettext)"
        if any(map(os.environ.get, MAY_NOT_SKIP)):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("messages")
    planted = folder / "courses" / "planted.py"
    planted.parent.mkdir()
    planted.write_text('from django.utils.translation import gettext as _\n_("Zzz")\n')
    return collected(folder)


def test_a_new_text_in_the_code_is_found(fresh):
    assert all(("", "Zzz", "") in keys for keys in fresh.values())


@pytest.mark.parametrize("path", OWN)
def test_catalogue_is_in_step_with_the_code(fresh, path):
    known = keys_in(read(path))
    expected = fresh[path] - {("", "Zzz", "")}

    assert sorted(expected - known) == []
    assert sorted(known - expected) == []


# --- Texts in the code ---------------------------------------------------------


def test_unmarked_is_found():
    planted = (
        'Field(label="Name", help_text=_("Fine"), icon="tick")\n'
        'raise ValidationError(f"{name} is wrong")\n'
        'class Meta:\n    verbose_name = "thing"\n    label = ""\n'
    )

    assert sorted(unmarked(planted)) == ["'Name'", "'thing'", "f'{name} is wrong'"]


def test_cyrillic_is_found():
    planted = '"""Сөз."""\nx = "Сөз"  # сөз\nname = f"{x} сөз"\n'

    assert cyrillic(planted) == ["Сөз", " сөз"]


def test_texts_for_people_are_marked():
    found = {path: unmarked(text) for path, text in code().items()}
    assert all(found.pop(path) for path in FOR_DEVELOPERS)

    told = [f"{path}: {one}" for path, many in found.items() for one in many]
    assert judged(told, REVIEWED_UNMARKED) == []


def test_code_speaks_english():
    found = [path for path, text in code().items() if cyrillic(text)]

    assert judged(found, REVIEWED_LETTERS) == []


def test_templates_speak_english():
    found = [
        path
        for path, text in texts(r"templates/.*\.(?:html|txt|svg)").items()
        if CYRILLIC.search(markup_of(text))
    ]

    assert judged(found, REVIEWED_MARKUP) == []


def test_drawings_leave_their_words_to_templates():
    """Texts are collected from html, txt and py alone."""
    drawings = texts(r"templates/.*\.svg")

    assert drawings
    assert [path for path, text in drawings.items() if "{% trans" in text] == []


def sentences(script: str) -> list[str]:
    """Return the strings of a script in which one word follows another."""
    code = re.sub(r"/\*.*?\*/|//.*|className = .*", "", script)
    found = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", code)
    strings = ("".join(groups) for groups in found)
    return [one for one in strings if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", one)]


def test_sentence_in_a_script_is_found():
    planted = '// not "these two"\nsay(\'Not saved\', "quiz-save", `${a} of it`)'

    assert sentences(planted) == ["Not saved", "${a} of it"]


def test_scripts_say_only_what_templates_hand_them():
    scripts = texts(r"static/js/.*\.js")

    assert {
        path: sentences(text) for path, text in scripts.items() if sentences(text)
    } == {}
