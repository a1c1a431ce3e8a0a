"""What the bench reads and writes: replies, page weights, the form of its file."""

import gzip
from urllib.parse import parse_qs

import brotli
import pytest

from benchmarks import load, rates, report, weights
from benchmarks.load import Sample

RATES = [
    "bare_view",
    "lesson_signed_in",
    "lesson_signed_out",
    "quiz_page",
    "answer_save",
]
PLAN = {
    "home": "/kk/",
    "lesson": "/kk/courses/a/b/",
    "quiz": "/kk/courses/a/quiz/",
    "learners": [
        {"session": f"s{n}", "question": f"/kk/attempts/{n}/1/", "choices": ["a", "b"]}
        for n in range(2)
    ],
}


def sample(requests: int, latency: float = 0.01) -> Sample:
    return Sample(
        requests=requests,
        seconds=2,
        latencies=(latency,) * 3,
        client_cpu_seconds=0.1,
    )


@pytest.fixture
def rated():
    """Two rounds; the lesson reaches half of the bare view in each."""
    samples = {name: [sample(200), sample(400)] for name in RATES}
    samples["lesson_signed_in"] = [sample(100, 0.02), sample(200, 0.04)]
    return rates.Rates(samples)


# --- Replies ------------------------------------------------------------------------


def test_a_request_is_what_a_browser_sends():
    sent = load.request("POST", "/kk/", {"Cookie": "a=b"}, b"x=1").decode()

    head, _blank, body = sent.partition("\r\n\r\n")
    assert head.startswith("POST /kk/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    assert "\r\nCookie: a=b" in head
    assert head.endswith("\r\nContent-Length: 3")
    assert body == "x=1"


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Len", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour", None),
        (b"HTTP/1.1 200 OK\r\ncontent-length:5\r\nX: y\r\n\r\nfives", 48),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfive and more", 43),
    ],
)
def test_the_end_of_a_reply_is_found(data, end):
    assert load.reply_end(data) == end


def test_a_reply_without_its_length_is_refused():
    with pytest.raises(load.UnexpectedReply):
        load.reply_end(b"HTTP/1.1 200 OK\r\nX: y\r\n\r\nbody")


# --- Targets ------------------------------------------------------------------------


def test_the_targets_are_those_of_the_file():
    assert [target.name for target in rates.targets_of(PLAN)] == RATES


def test_nobody_signed_in_sends_no_session():
    sent = {t.name: t.request_of(0, 1).decode() for t in rates.targets_of(PLAN)}

    assert [name for name, text in sent.items() if "sessionid=s0" not in text] == [
        "lesson_signed_out"
    ]


def test_each_save_gives_another_response_of_one_s_own():
    (save,) = [t for t in rates.targets_of(PLAN) if t.name == "answer_save"]

    one, two, other = (
        save.request_of(0, 1),
        save.request_of(0, 2),
        save.request_of(1, 1),
    )

    fields = [parse_qs(sent.rpartition(b"\r\n\r\n")[2].decode()) for sent in (one, two)]
    assert [(f["response"], f["revision"]) for f in fields] == [
        (["b"], ["1"]),
        (["a"], ["2"]),
    ]
    assert one.startswith(b"POST /kk/attempts/0/1/ ")
    assert other.startswith(b"POST /kk/attempts/1/1/ ")


# --- The file -----------------------------------------------------------------------


def test_the_file_has_its_rates(rated):
    drawn = {"first": 0.61, "warm": 0.0601234, "bytes": 18000}
    weighed = {"lesson": weights.Weight(html=7000, css=6000, requests=3, pictures=9000)}

    figures = report.as_json(rated, weighed, drawn)

    assert list(figures["rates"]) == RATES
    assert figures["rates"]["bare_view"] == 150.0
    assert figures["rates"]["lesson_signed_in"] == 75.0
    assert figures["medians_ms"]["lesson_signed_in"] == 30.0
    assert [list(one) for one in figures["rounds"]] == [RATES, RATES]
    assert figures["client_share"] == 0.05
    assert figures["weights"]["lesson"]["total"] == 13000
    assert figures["certificate_seconds"] == {"first": 0.61, "warm": 0.0601}
    assert figures["certificate_bytes"] == 18000
    assert figures["versions"]["Django"].startswith("5.2")


def test_ratios_are_taken_round_by_round(rated):
    assert rated.ratios("lesson_signed_in") == [0.5, 0.5]
    assert rated.ratios("bare_view") == [1, 1]


def test_the_tables_name_every_target(rated):
    told = report.tables(rated, {}, {"first": 1, "warm": 0.1, "bytes": 1})

    assert [line.split()[0] for line in told.splitlines()[1:6]] == RATES
    assert "0.50 (0.50 to 0.50)" in told


# --- Weights ------------------------------------------------------------------------

PAGE = (
    '<link rel="stylesheet" href="/static/site.css"><link rel="icon" href="data:,">'
    '<script type="module" src="/static/js/a.js"></script>'
    '<script type="module" src="/static/js/a.js"></script>'
    '<img src="/media/images/x.jpg"><a href="/kk/other/">Other</a>'
)
REPLIES = {
    "/kk/": (b"Content-Encoding: gzip", gzip.compress(PAGE.encode())),
    "/static/site.css": (
        b"Content-Encoding: br",
        brotli.compress(b"@font-face{src:url(fonts/o.woff2)}"),
    ),
    "/static/fonts/o.woff2": (b"X: y", b"f" * 100),
    "/static/js/a.js": (b"X: y", b'import { b } from "./lib/b.js";'),
    "/static/js/lib/b.js": (b"X: y", b"export const b = 1;"),
    "/media/images/x.jpg": (b"X: y", b"p" * 5000),
}


def fetch(path, _headers=None) -> bytes:
    head, body = REPLIES[path]
    return b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body


def test_a_first_visit_fetches_what_a_browser_does():
    size = {path: len(fetch(path)) for path in REPLIES}

    weight = weights.weigh(fetch, "/kk/")

    assert weight.html == size["/kk/"]
    assert weight.html_uncompressed == len(PAGE)
    assert weight.css == size["/static/site.css"]
    assert weight.js == size["/static/js/a.js"] + size["/static/js/lib/b.js"]
    assert weight.other == size["/static/fonts/o.woff2"]
    assert (weight.requests, weight.picture_requests) == (5, 1)
    assert weight.pictures == size["/media/images/x.jpg"]
    assert weight.total == sum(size.values()) - weight.pictures
