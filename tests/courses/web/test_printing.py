"""A lesson for paper: whole, without the site around it, answers apart."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from courses.components.printed import on_paper
from courses.models import DatedValue, ReferenceValue
from tests.counting import Counted
from tests.factories import courses as make
from tests.factories.quizzes import make_quiz

CODES = ["kk", "ru", "en"]
BODY = [
    make.heading("Төрт қадам"),
    make.paragraph('Бұл <a href="#term-pin">PIN-код</a>, АЕК – {value:mci}.'),
    make.paragraph('<a href="/kk/help/">Көмек</a>, <a href="https://egov.kz">eGov</a>'),
    make.checklist("one", "two"),
    make.block("calculator", {"kind": "budget"}),
    make.check_question("first", ("right",), ("wrong",)),
    make.check_question("second", ("good", "also good"), ("bad",)),
]
SOURCES = [
    make.block(
        "sources",
        [
            {
                "ref": "s",
                "publisher": "НБ РК",
                "date": "2026-02-05",
                "url": "https://nationalbank.kz/a",
                "supports": "Кодтар туралы",
            }
        ],
        "sources",
    )
]


@pytest.fixture
def lesson(db):
    make.make_term()
    names = {f"name_{code}": f"МРП {code}" for code in CODES}
    figure = ReferenceValue.objects.create(
        key="mci", check_again_by=datetime.date(2999, 1, 1), **names
    )
    DatedValue.objects.create(
        reference_value=figure,
        value=4325,
        valid_from=datetime.date(2026, 1, 1),
        publisher="Заң",
        url="https://adilet.zan.kz/b",
    )
    course = make.make_course()
    return make.make_lesson(course, title="Бірінші", body=BODY, sources=SOURCES)


@pytest.fixture
def paper(client, lesson, url):
    """Return the printed lesson in a language, as a tree of elements."""

    def show(code="en") -> BeautifulSoup:
        response = client.get(url("print_lesson", lesson.translation_key, code=code))
        assert response.status_code == 200
        return BeautifulSoup(response.text, "html.parser")

    return show


@pytest.mark.parametrize("code", CODES)
def test_the_whole_lesson_is_there_without_forms_or_menus(paper, code):
    soup = paper(code)

    assert soup.select_one("article h1").text == "Бірінші"
    assert "Төрт қадам" in soup.select_one("article").text
    assert soup.select("main form, main input, .nav, .pager, .dock, details") == []


def test_terms_figures_and_sources_stand_at_the_foot_with_their_dates(paper):
    text = paper().select_one("article").text

    assert "term kk of pin" in text
    assert "definition kk of pin" in text
    assert "Кодтар туралы. НБ РК, 2026-02-05" in text
    assert "МРП kk: 4\xa0325\xa0₸" in text
    assert "1 January 2026" in text or "2026 жылғы 1 қаңтар" in text


def test_addresses_are_whole_so_that_paper_can_show_them(paper):
    hrefs = {link["href"] for link in paper().select("article a[href]")}

    assert f"{settings.WAGTAILADMIN_BASE_URL}/kk/help/" in hrefs
    assert "https://nationalbank.kz/a" in hrefs
    assert "https://adilet.zan.kz/b" in hrefs
    assert not any(href.startswith("/") for href in hrefs)


def test_questions_have_room_and_the_answers_come_last(paper):
    soup = paper()

    questions = soup.select(".printed-question")
    apart = soup.select_one("article > :last-child")
    assert [one.strong.text for one in questions] == ["1. Check?", "2. Check?"]
    assert all(one.select(".printed-line") for one in questions)
    assert "why" not in soup.select_one(".printed-question").text
    assert "Choice right" in apart.text
    assert "Choice good; Choice also good" in apart.text
    assert "why right" in apart.text
    assert "why wrong" not in soup.text


def test_the_address_of_the_lesson_is_there_in_words_and_as_a_code(
    paper, lesson, address
):
    soup = paper()

    whole = settings.WAGTAILADMIN_BASE_URL + address(lesson)
    assert soup.select_one(".printed-origin strong").text == whole
    assert soup.select_one(".printed-origin .qr svg") is not None
    assert soup.select_one("a.link")["href"] == address(lesson)


def test_what_is_folded_on_the_site_is_open_on_paper():
    html = '<details class="fold"><summary>a</summary>b</details>'

    assert on_paper(html, "") == html.replace("<details", "<details open")


def test_search_engines_are_sent_to_the_lesson_itself(client, lesson, url):
    response = client.get(url("print_lesson", lesson.translation_key))

    assert response.headers["X-Robots-Tag"] == "noindex"


def test_it_writes_nothing_and_asks_the_same_for_everybody(
    client, lesson, learner, url, django_assert_num_queries
):
    where = url("print_lesson", lesson.translation_key)
    client.get(where)

    with Counted() as asked, django_assert_num_queries(6):
        client.get(where)

    assert asked.writes == []


def test_neither_a_quiz_nor_a_draft_can_be_printed(client, lesson, url):
    quiz = make_quiz(lesson.get_parent().specific)
    draft = make.make_lesson(lesson.get_parent().specific)
    draft.unpublish()

    for page in (quiz, draft):
        assert client.get(url("print_lesson", page.translation_key)).status_code == 404


def test_the_lesson_leads_to_its_print_version(client, lesson, address, url):
    text = client.get(address(lesson)).text

    assert url("print_lesson", lesson.translation_key) in text
