"""Drawing PDFs: nothing is fetched from outside, every letter is there."""

import http.server
import io
import threading

import pypdf
import pytest
from django.conf import settings

from core import pdf

STYLES = "css/pdf/certificate.css"
KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
SHEET = (
    '<!doctype html><html lang="kk"><head><title>Парақ</title></head><body>{}</body>'
)
CANARY = "canary-of-a-file-outside"


@pytest.fixture(scope="module", autouse=True)
def one_drawing_process():
    yield
    pdf.close()
    pdf._tools.cache_clear()


def drawn(body: str, **kwargs) -> pypdf.PdfReader:
    content = pdf.render(SHEET.format(body), stylesheet=STYLES, **kwargs)
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_all_eighteen_kazakh_letters_can_be_copied_out():
    assert text_of(drawn(f"<p>{KAZAKH}</p>")) == KAZAKH


def test_bold_kazakh_letters_can_be_copied_out():
    assert text_of(drawn(f"<p><strong>{KAZAKH}</strong></p>")) == KAZAKH


def test_a_pdf_is_tagged_titled_and_says_its_language():
    reader = drawn("<h1>Куәлік</h1>")

    root = reader.trailer["/Root"]
    assert root["/Lang"] == "kk"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Парақ"


def test_fonts_are_embedded():
    reader = drawn(f"<p>{KAZAKH}</p>")

    fonts = [
        font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


# --- Nothing from outside ------------------------------------------------------------


@pytest.fixture
def outside():
    """A server on this machine, and what was asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{}/a.png" alt="">',
        '<link rel="stylesheet" href="{}/a.css">',
        '<link rel="attachment" href="{}/a.txt">',
        '<a rel="attachment" href="{}/a.txt">file</a>',
        '<object data="{}/a.svg"></object>',
        '<p style="background: url({}/a.png)">text</p>',
        "<style>@import url({}/a.css); @font-face {{src: url({}/a.ttf)}}</style>",
        '<svg><image href="{}/a.png"/></svg>',
    ],
)
def test_no_address_outside_is_asked(outside, body):
    address, asked = outside

    drawn("<p>Қадам</p>" + body.replace("{}", address))

    assert asked == []


@pytest.mark.parametrize(
    "scheme", ["file://", "asset:///..", "asset:///img/../../../.."]
)
def test_no_file_outside_the_assets_is_embedded(tmp_path, scheme):
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    link = f'<link rel="attachment" href="{scheme}{secret}">'

    content = pdf.render(SHEET.format(f"<p>Қадам</p>{link}"), stylesheet=STYLES)

    reader = pypdf.PdfReader(io.BytesIO(content))
    assert dict(reader.attachments) == {}
    assert CANARY.encode() not in content


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.png",
        "file:///etc/hostname",
        "asset:///../manage.py",
        "asset:////etc/hostname",
        "data:text/plain,x",
        "img/icon.svg",
    ],
)
def test_the_fetcher_refuses(url):
    fetcher, _fonts, _css = pdf._tools(pdf._assets_folder(), STYLES)

    with pytest.raises(ValueError, match="own files"):
        fetcher.fetch(url)


def test_the_fetcher_reads_our_own_assets():
    fetcher, _fonts, _css = pdf._tools(pdf._assets_folder(), STYLES)

    response = fetcher.fetch("asset:///img/icon.svg")

    icon = settings.BASE_DIR / "static" / "img" / "icon.svg"
    assert response.read() == icon.read_bytes()


def test_a_page_is_drawn_in_the_same_way_without_a_process_of_its_own():
    content = pdf._draw(
        SHEET.format("<p>Қадам</p>"), STYLES, "pdf/ua-1", pdf._assets_folder()
    )

    assert text_of(pypdf.PdfReader(io.BytesIO(content))) == "Қадам"


# --- A process that one can kill --------------------------------------------------


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_drawn(monkeypatch):
    endless = "<table>" + "<tr><td>x</td></tr>" * 20_000 + "</table>"
    monkeypatch.setattr(pdf, "TIMEOUT_SECONDS", 1)
    with pytest.raises(pdf.DrawingFailed):
        drawn(endless)

    monkeypatch.undo()

    assert text_of(drawn("<p>Қадам</p>")) == "Қадам"


def test_a_killed_drawing_process_is_noticed_and_replaced():
    drawn("<p>Қадам</p>")
    for process in list(pdf._pool._processes.values()):
        process.kill()
        process.join()

    with pytest.raises(pdf.DrawingFailed):
        drawn("<p>Қадам</p>")

    assert text_of(drawn("<p>Қадам</p>")) == "Қадам"


def test_closing_twice_does_nothing():
    pdf.close()
    pdf.close()
