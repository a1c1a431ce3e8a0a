"""What the pages of a canvas show, what lessons lead to it, and what it all costs."""

import re
from html import unescape

import pytest

from courses import canvas as rules
from tests.counting import Counted
from tests.courses.test_canvas import WHOLE
from tests.courses.web.test_canvases import sent, texts_in
from tests.factories import courses as make


@pytest.fixture
def canvas(learner):
    return make.make_canvas(learner, language="en", title="A bright street")


@pytest.fixture
def step(url, canvas):
    """Return the address of a step of the canvas."""
    return lambda key, code="en": url(
        "canvas_section", canvas.reference, key, code=code
    )


# --- What pages show --------------------------------------------------------------


def test_the_whole_says_how_far_each_step_is(signed_in, url, canvas):
    canvas.contents = {"goals": WHOLE["goals"], "plan": {"risks": "Rain"}}
    canvas.save()

    page = signed_in.get(url("canvas", canvas.reference)).text

    assert "1 of 6 steps complete" in page
    assert page.count("Not started.") == 4
    assert "What is missing: Plan" in page
    assert "What is missing: Goals" not in page
    assert "Schedule: at least 3 rows are needed" in page


def test_the_budget_says_its_sums_and_what_a_reviewer_would_say(signed_in, step):
    row = {"item": "Lamp", "quantity": "12", "price": "100 000", "payer": "grant"}
    signed_in.post(step("budget"), sent({"items": [row]}))

    page = unescape(signed_in.get(step("budget")).text)

    assert page.count("1,200,000\xa0tenge") >= 3
    assert "has 1,000,000\xa0tenge for a whole region" in page
    assert "at least 10%; yours is 0%" in page
    assert "needs three price offers" in page


def test_the_sheet_holds_everything_that_was_written(signed_in, url, canvas):
    canvas.contents = WHOLE
    canvas.save()

    page = unescape(signed_in.get(url("canvas_print", canvas.reference)).text)

    assert [text for text in texts_in(WHOLE) if text not in page] == []
    assert "Work closely together" in page
    assert "350,000\xa0tenge" in page
    assert '<rect x="1" y="0" width="2" height="1"/>' in page
    tree = page[page.index("canvas-tree") :]
    assert tree.index("Accidents") < tree.index("60 children") < tree.index("No yard")


def test_an_empty_sheet_says_so(signed_in, url, canvas):
    page = signed_in.get(url("canvas_print", canvas.reference)).text

    assert page.count("Nothing is written here yet.") == 6


def test_the_sheet_says_when_its_words_are_in_another_language(signed_in, url, canvas):
    address = url("canvas_print", canvas.reference, code="ru")

    assert "(English)" in signed_in.get(address).text
    assert 'lang="en">A bright street' in signed_in.get(address).text


def test_a_step_leads_to_the_published_lessons_that_teach_it(signed_in, step):
    lesson = make.make_lesson(key="D1.3", title="Бюджет")
    make.make_lesson(key="D1.1", title="Мәселе")

    page = signed_in.get(step("budget")).text

    assert f'href="{lesson.url.replace("/kk/", "/en/")}" lang="kk">Бюджет</a>' in page
    assert "Мәселе" not in page
    lesson.unpublish()
    assert "How it is done" not in signed_in.get(step("budget")).text


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_pages_speak_the_reader_s_language(signed_in, url, canvas, code):
    canvas.contents = WHOLE | {"plan": {"risks": "Rain"}}
    canvas.save()
    pages = [url("canvases", code=code)]
    pages += [
        url(f"canvas{name}", canvas.reference, code=code)
        for name in ("", "_about", "_delete", "_print")
    ]
    pages += [url("canvas_section", canvas.reference, k, code=code) for k in rules.KEYS]
    english = re.compile(r">[^<]*\b(?:canvas|step|row|Save|grant|project)\b[^<]*<")

    for address in pages:
        text = re.sub(r"<script.*?</script>", "", signed_in.get(address).text)
        assert english.findall(text) == [], address


# --- From lessons, to the database ------------------------------------------------


@pytest.fixture
def lesson(db):
    return make.make_lesson(body=[make.block("canvas", {"section": "budget"})])


def test_a_lesson_leads_to_its_step(client, signed_in, url, canvas, lesson, address):
    page = signed_in.get(address(lesson)).text

    assert "Now your own project: Budget" in page
    assert f'href="{url("canvas_section", canvas.reference, "budget")}"' in page
    client.logout()
    guest = client.get(address(lesson)).text
    assert f'href="{url("canvases")}?step=budget"' in guest
    assert "A bright street" not in guest


@pytest.mark.parametrize("section", ["", "nothing"])
def test_a_block_without_a_step_draws_nothing(client, section, address, db):
    lesson = make.make_lesson(body=[make.block("canvas", {"section": section})])

    response = client.get(address(lesson))

    assert response.status_code == 200
    assert "Now your own project" not in response.text


def test_a_lesson_asks_once_for_canvases_and_only_with_the_block(
    signed_in, lesson, learner, address
):
    plain = make.make_lesson()
    counts = []
    for page, canvases in ((plain, 1), (lesson, 1), (lesson, 3)):
        for _number in range(canvases):
            make.make_canvas(learner)
        signed_in.get(address(page))
        with Counted() as counted:
            signed_in.get(address(page))
        counts.append(len(counted))

    assert counts[1] == counts[0] + 1
    assert counts[2] == counts[1]


@pytest.mark.parametrize(
    ("name", "most"),
    [("canvases", 5), ("canvas", 3), ("canvas_print", 3), ("canvas_section", 3)],
)
def test_more_canvases_and_rows_ask_no_more(signed_in, url, learner, name, most):
    counts = []
    for rows in (1, 3):
        canvas = make.make_canvas(
            learner,
            {"problem": {"causes": [{"cause": "x"}] * rows}},
        )
        args = [canvas.reference, "problem"][: {"canvases": 0}.get(name, 1)]
        args += ["problem"] if name == "canvas_section" else []
        signed_in.get(url(name, *args))
        with Counted() as counted:
            signed_in.get(url(name, *args))
        counts.append(len(counted))
        assert counted.writes == []

    assert counts[0] == counts[1] == most, counted.told()


def test_saving_takes_a_constant_number_of_queries(signed_in, step):
    counts = []
    for rows in (1, 30):
        values = {"causes": [{"cause": f"{rows}-{at}"} for at in range(rows)]}
        with Counted() as counted:
            signed_in.post(step("problem"), sent(values, version=rows))
        counts.append(len(counted))

    assert counts[0] == counts[1] == 5, counted.told()
