"""The text format of content files: what is read, and that writing gives it back."""

import pytest
from hypothesis import given, strategies as st

from core.formats import markdown
from core.formats.markdown import BadContent, Piece

BODY = """\
## Төрт қадам

Бірінші абзац: **маңызды** сөз, *екпін* және [сілтеме](https://egov.kz).

- бір
- екі

:::steps
1. **Тоқтаңыз.** Асықпаңыз.
2. **Тексеріңіз!** Мекенжайды [тексеру](term:phishing) керек.
3. **Сұраңыз.**
:::

:::callout law 2026-02-05
Заңның мәтіні.

Екінші абзац.
:::

:::checklist
- [pin] PIN ауыстырдым
- [2fa] Екі қадамды қостым
:::

:::figure portal_address
drawing: A browser bar
text: egov.kz / egov-kz.com
alt: Екі мекенжай
caption: Айырмасы неде?
:::

:::question q1

| Не? | Қашан? |
|---|---|
| **Салық** | 2026 |

Соңғы абзац.
""".replace(":::question q1\n", ":::question q1\n:::\n")


def test_a_body_read_and_written_is_the_same():
    assert markdown.write_body(markdown.read_body(BODY)) == BODY


def test_a_body_is_cut_into_named_pieces_in_order():
    names = [piece.name for piece in markdown.read_body(BODY)]

    assert names == [
        "heading",
        "text",
        "steps",
        "callout",
        "checklist",
        "figure",
        "question",
        "table",
        "text",
    ]


@pytest.mark.parametrize(
    ("body", "piece"),
    [
        ("## A", Piece("heading", "A")),
        ("a\n**b**\nc", Piece("text", "<p>a <b>b</b> c</p>")),
        ("a **b** *c*", Piece("text", "<p>a <b>b</b> <i>c</i></p>")),
        ("- a\n- b", Piece("text", "<ul><li>a</li><li>b</li></ul>")),
        ("[x](term:pin)", Piece("text", '<p><a href="#term-pin">x</a></p>')),
        ('"a" & b', Piece("text", '<p>"a" &amp; b</p>')),
        ("<b>a</b>", Piece("text", "<p>&lt;b&gt;a&lt;/b&gt;</p>")),
        (
            ":::steps\n1. **Do.** How\n2. **Wait…**\n3. **Why?** So\n:::",
            Piece(
                "steps",
                [
                    {"title": "Do", "text": "<p>How</p>"},
                    {"title": "Wait…", "text": ""},
                    {"title": "Why?", "text": "<p>So</p>"},
                ],
            ),
        ),
        (
            ":::checklist\n- [pin] I changed it\n\n:::",
            Piece("checklist", [{"ref": "pin", "text": "I changed it"}]),
        ),
        (":::callout care\nNo!\n:::", Piece("callout", "<p>No!</p>", "care")),
        (
            ":::figure two\nalt: A: b\ncaption: c\n:::",
            Piece("figure", {"alt": "A: b", "caption": "c"}, "two"),
        ),
        (":::question q1\n:::", Piece("question", None, "q1")),
        (":::canvas plan\n:::", Piece("canvas", None, "plan")),
        ("| a | b |\n|---|---|\n| c | d |", Piece("table", [["a", "b"], ["c", "d"]])),
    ],
)
def test_how_a_piece_is_read(body, piece):
    assert markdown.read_body(body) == [piece]


def test_text_right_before_and_after_a_table_is_text():
    pieces = markdown.read_body("a\n| b | c |\n|---|---|\n| d | e |\nf")

    assert [piece.name for piece in pieces] == ["text", "table", "text"]


def test_an_empty_body_has_no_pieces():
    assert markdown.read_body("\n \n") == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (":::steps\nDo this.\n:::", "A step is written .* Do this"),
        (":::checklist\n- Text\n:::", "A checklist item is written .* Text"),
        (":::figure x\nalt A\n:::", "A figure's line is written .* alt A"),
        (":::poem\nx\n:::", "no block called 'poem'"),
        (":::callout care\nx", "not closed"),
    ],
)
def test_a_mistake_is_named(body, told):
    with pytest.raises(BadContent, match=told):
        markdown.read_body(body)


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "[not a link]",
        r"a \ b",
        "*",
        "a*b*c",
        "_a_",
        "`a`",
        "- a",
        "1. a",
        "# a",
        "&gt; a",
        "&lt;https://egov.kz&gt;",
        "&amp;amp;",
        "***",
    ],
)
def test_signs_of_markdown_in_a_text_stay_signs(text):
    html = f"<p>{text}</p>"

    assert markdown.html_of(markdown.text_of(html)) == html


@pytest.mark.parametrize(
    "text", ["a_b-c (d) №1. e!", "https://egov.kz/a_b", "5 &gt; 3"]
)
def test_signs_that_mean_nothing_are_not_escaped(text):
    assert "\\" not in markdown.text_of(f"<p>{text}</p>")


def test_what_the_editor_adds_to_paragraphs_is_left_out():
    assert markdown.text_of('<p data-block-key="x1">a_b.</p>') == "a_b."


def test_a_line_break_of_an_editor_becomes_a_space():
    assert markdown.text_of("<p>a<br/>b</p>") == "a b"


def test_a_bar_in_a_table_is_no_border():
    piece = Piece("table", [["a", "b"], ["c | d", "e"]])

    assert markdown.read_body(markdown.write_body([piece])) == [piece]


WORDS = (
    st.text("аәбвқңabc .,!", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text[0] not in ".,!" and text[-1] != ".")
)
INLINE = st.one_of(
    WORDS, WORDS.map("**{}**".format), WORDS.map("[{}](https://egov.kz)".format)
)
PARAGRAPHS = st.lists(INLINE, min_size=1, max_size=3).map(" ".join)
PIECES = st.one_of(
    WORDS.map(lambda text: Piece("heading", text)),
    PARAGRAPHS.map(lambda text: Piece("callout", markdown.html_of(text), "care")),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda texts: Piece("checklist", [{"ref": "r", "text": text} for text in texts])
    ),
    st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=2, max_size=3).map(
        lambda rows: Piece("table", rows)
    ),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda titles: Piece("steps", [{"title": t, "text": ""} for t in titles])
    ),
)


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_pieces_written_and_read_are_the_same(pieces):
    kept = [
        piece
        for before, piece in zip([None, *pieces], pieces, strict=False)
        if not (before and before.name == piece.name == "table")
    ]

    assert markdown.read_body(markdown.write_body(kept)) == kept
