"""Static files as a server serves them: joined, hashed, compressed."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.templatetags.static import static
from django.test import override_settings

from core.storage import joined

OWN_FINDER = "django.contrib.staticfiles.finders.FileSystemFinder"


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """The folder that holds our own files as collectstatic leaves them."""
    folder = tmp_path_factory.mktemp("static")
    backend = {"BACKEND": "core.storage.JoinedStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=folder,
        STATICFILES_FINDERS=[OWN_FINDER],
        STORAGES={**settings.STORAGES, "staticfiles": backend},
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.fixture
def manifest(collected) -> dict[str, str]:
    return json.loads((collected / "staticfiles.json").read_text())["paths"]


@pytest.fixture
def sheet(collected, manifest) -> str:
    return (collected / manifest["css/site.css"]).read_text()


def test_the_address_of_the_style_sheet_holds_a_hash(collected):
    assert re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", static("css/site.css"))


def test_every_component_is_joined_into_one_sheet(sheet):
    source = (settings.BASE_DIR / "static" / "css" / "site.css").read_text()

    wanted = re.findall(r'@import url\("([^"]+)"\)', source)
    assert len(wanted) > 40
    assert "@import" not in sheet
    for path in wanted:
        text = (settings.BASE_DIR / "static" / "css" / path).read_text()
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert " ".join(text.split()) in sheet, path


def test_layers_keep_their_order(sheet):
    assert re.match(r"@layer [\w, -]+;", sheet)
    assert sheet.index("@layer tokens {") < sheet.index("@layer components {")


def test_what_a_sheet_points_to_is_there(sheet, collected):
    for address in re.findall(r'url\("?([^")]+)"?\)', sheet):
        if not address.startswith("data:"):
            assert (collected / "css" / address).resolve().exists(), address


def test_the_sheet_on_a_first_visit_is_small(collected, manifest):
    compressed = collected / f"{manifest['css/site.css']}.br"

    assert compressed.stat().st_size <= 16 * 1024


@pytest.mark.parametrize("ending", ["gz", "br"])
def test_style_and_script_are_compressed_once(collected, manifest, ending):
    for path, hashed in manifest.items():
        if path.endswith((".css", ".js")) and (collected / path).stat().st_size > 400:
            assert (collected / f"{hashed}.{ending}").exists(), path


def test_the_printed_sheet_stays_a_file_of_its_own(manifest):
    assert "css/pdf/certificate.css" in manifest


def test_joining_drops_comments_and_runs_of_space():
    css = '/* order */ @layer a;\n@import url("x.css") layer(a);\n\nb  { c: d }\n'

    text = joined(css, {"x.css": "/* x */\np {  e: f  }\n"}.get)

    assert text == "@layer a; @layer a { p { e: f } } b { c: d }"


def test_a_trial_run_writes_no_file(collected, tmp_path):
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0, dry_run=True)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_the_site_sheet_nothing_is_joined(collected, tmp_path):
    (tmp_path / "source" / "js").mkdir(parents=True)
    (tmp_path / "source" / "js" / "one.js").write_text("let one = 1;")
    target = tmp_path / "target"

    with override_settings(STATICFILES_DIRS=[tmp_path / "source"], STATIC_ROOT=target):
        call_command("collectstatic", interactive=False, verbosity=0)

    found = json.loads((target / "staticfiles.json").read_text())
    assert list(found["paths"]) == ["js/one.js"]
