"""Calculators in a lesson: the reader's own figures, worked out and not kept."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from courses.enums import CalculatorKind
from courses.forms import CALCULATOR_FORMS, calculator_form
from tests.counting import Counted
from tests.factories import courses as make


@pytest.fixture
def lesson(db):
    return make.make_lesson(
        body=[
            make.block("calculator", {"kind": "loan"}),
            make.block("calculator", {"kind": "budget"}),
        ]
    )


def address(lesson, code="en"):
    with override(code):
        return reverse("calculate", args=[lesson.translation_key])


def loan(**kwargs):
    figures = {"amount": "100000", "rate": "12", "months": "12", "fee": "0", **kwargs}
    return {"calculator": "loan", **{f"loan-{k}": v for k, v in figures.items()}}


def test_every_kind_has_a_form_whose_example_is_worked_out():
    assert set(CALCULATOR_FORMS) == set(CalculatorKind.values)
    for kind in CALCULATOR_FORMS:
        example = calculator_form(kind)
        sent = {f"{kind}-{name}": value for name, value in example.initial.items()}
        form = calculator_form(kind, {**sent, "calculator": kind})

        assert form.is_valid(), form.errors
        assert form.result


def test_an_untouched_calculator_shows_an_example_and_no_result(client, lesson):
    text = client.get(lesson.url.replace("/kk/", "/en/")).text

    assert 'name="loan-amount" value="500\xa0000"' in text
    assert "The figures are an example" in text
    assert "Annual effective rate" not in text


def test_the_result_stands_under_the_figures_that_were_typed(client, lesson):
    response = client.post(address(lesson), loan(amount="100 000", rate="12,0"))

    assert response.status_code == 200
    assert 'value="100 000"' in response.text
    assert "6,619\xa0tenge" in response.text
    assert "12.68%" in response.text
    assert response.text.count("Work it out") == 2


@pytest.mark.parametrize(
    "amount", ["100 000", "100,000", "100\xa0000 ₸", "100.000", "100 000 тг"]
)
def test_a_sum_may_be_grouped_as_people_write_it(client, lesson, amount):
    assert "6,619\xa0tenge" in client.post(address(lesson), loan(amount=amount)).text


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("amount", "a lot", "Enter a sum in whole tenge, like 250 000."),
        ("amount", "", "Enter a sum; 0 if there is none."),
        ("amount", "-5", "Enter a sum of 1 or more."),
        ("amount", "9" * 300, "Enter a sum of at most 1,000,000,000,000."),
        ("rate", "high", "Enter a rate in per cent, like 18,5."),
        ("rate", "1e999", "Enter a rate"),
        ("rate", "NaN", "Enter a rate in per cent, like 18,5."),
        ("rate", "501", "Enter a rate of at most 500 per cent."),
        ("months", "0", "Enter one month or more."),
        ("months", "1.5", "Enter a whole number of months, like 12."),
        ("months", "1_0", "Enter a whole number of months, like 12."),
        ("fee", "100000", "The fee is as large as the loan itself."),
    ],
)
def test_bad_figures_are_named_and_kept(client, lesson, name, typed, said):
    response = client.post(address(lesson), loan(**{name: typed}))

    assert response.status_code == 422
    assert 'id="result-loan" tabindex="-1"' in response.text
    assert said in response.text
    kept = f' value="{typed}"' if typed else ""
    assert f'name="loan-{name}"{kept}' in response.text


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_limit_is_grouped_as_the_language_does(client, lesson, code):
    response = client.post(address(lesson, code), loan(amount="9" * 20))

    assert "1\xa0000\xa0000\xa0000\xa0000" in response.text


def test_nothing_is_kept(client, lesson):
    with Counted() as counted:
        client.post(address(lesson), loan())

    assert counted.writes == []


def test_the_address_of_a_result_leads_back_to_the_lesson(client, lesson):
    response = client.get(address(lesson))

    assert response.status_code == 302
    assert response.url == lesson.url.replace("/kk/", "/en/")


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_language_of_the_result_is_the_reader_s(client, lesson, code):
    text = client.post(address(lesson, code), loan()).text

    assert {"kk": "6\xa0619\xa0₸", "ru": "6\xa0619\xa0₸", "en": "6,619\xa0tenge"}[
        code
    ] in text


def test_an_unknown_lesson_is_not_found(client, db):
    nowhere = reverse("calculate", args=[make.uid("nothing")])

    assert client.post(nowhere).status_code == 404


def test_something_else_than_a_lesson_is_not_found(client, db):
    from tests.factories.quizzes import make_quiz

    quiz = make_quiz()

    assert client.post(address(quiz)).status_code == 404


def test_a_block_without_a_kind_draws_nothing(client, db):
    """Wagtail keeps a draft in which nothing was chosen yet."""
    lesson = make.make_lesson(
        body=[make.block("calculator", {"kind": kind}) for kind in ("", "x")]
    )

    response = client.get(lesson.url)

    assert response.status_code == 200
    assert "calculator-fields" not in response.text


def test_a_sum_beyond_all_money_is_refused_in_words(client, db):
    lesson = make.make_lesson(body=[make.block("calculator", {"kind": "deposit"})])
    figures = {"amount": "1000000", "rate": "500", "months": "480", "top_up": "0"}
    data = {f"deposit-{name}": value for name, value in figures.items()}

    response = client.post(
        address(lesson),
        {**data, "calculator": "deposit", "deposit-capitalised": "on"},
    )

    assert "So much money does not exist." in response.text


# --- Two of a kind ------------------------------------------------------------------


@pytest.fixture
def two_loans(db):
    kinds = ("loan", "budget", "loan")
    body = [
        make.block("calculator", {"kind": kind}, f"{at}")
        for at, kind in enumerate(kinds)
    ]
    return make.make_lesson(body=body)


def second(figures: dict) -> dict:
    """The same figures in the second calculator of their kind."""
    named = {name.replace("loan-", "loan-2-"): figures[name] for name in figures}
    return {**named, "calculator": "loan-2"}


def ids_in(text: str) -> list[str]:
    return [tag["id"] for tag in BeautifulSoup(text, "html.parser").find_all(id=True)]


@pytest.mark.parametrize("figures", [loan(), loan(amount="")])
def test_two_calculators_of_a_kind_share_no_id(client, two_loans, figures):
    responses = [
        client.get(two_loans.url.replace("/kk/", "/en/")),
        client.post(address(two_loans), figures),
        client.post(address(two_loans), second(figures)),
    ]

    for response in responses:
        ids = ids_in(response.text)
        assert len(ids) == len(set(ids))


def test_the_second_of_a_kind_is_worked_out_where_it_stands(client, two_loans):
    response = client.post(address(two_loans), second(loan(amount="100 000")))

    page = BeautifulSoup(response.text, "html.parser")
    first, _budget, other = page.select("form.calculator")
    assert "12.68%" in other.text
    assert "12.68%" not in first.text
    assert other.select_one("#result-loan-2")
    assert other["action"].endswith("#result-loan-2")
    assert other.find("input", id="id_loan-2-amount")["value"] == "100 000"
    assert first.find("input", id="id_loan-amount")["value"] == "500\xa0000"


def test_the_errors_of_the_second_lead_to_its_own_fields(client, two_loans):
    response = client.post(address(two_loans), second(loan(months="0")))

    page = BeautifulSoup(response.text, "html.parser")
    (link,) = page.select("#result-loan-2 a")
    field = page.find(id=link["href"][1:])
    assert field.find_parent("form")["id"] == "calculator-loan-2"
    assert field["aria-describedby"] == "id_loan-2-months_error"


# --- A family that spends more than it has --------------------------------------------


def budget(**kwargs):
    names = ("income", "housing", "food", "transport", "loans", "other", "saved")
    figures = {**dict.fromkeys(names, "0"), **kwargs}
    return {"calculator": "budget", **{f"budget-{n}": v for n, v in figures.items()}}


def test_shares_of_a_family_that_saves_are_those_of_its_income(client, lesson):
    text = client.post(address(lesson), budget(income="100", food="60")).text

    assert "Shares of the income:" in text
    assert 'Food: <b class="num">60%</b>' in text
    assert 'Left over: <b class="num">40%</b>' in text


def test_a_family_that_spends_more_is_told_so_beside_the_shares(client, lesson):
    figures = budget(income="100", food="60", housing="90")

    text = client.post(address(lesson), figures).text

    assert "Shares of what is spent; it is more than the income:" in text
    assert 'Food: <b class="num">40%</b>' in text
    assert '<dt>Missing in a month</dt><dd class="num">50\xa0tenge</dd>' in text
    assert "Left in a month" not in text


@pytest.mark.parametrize(("code", "shown"), [("kk", "60\xa0%"), ("ru", "60\xa0%")])
def test_shares_are_written_as_the_language_writes_them(client, lesson, code, shown):
    text = client.post(address(lesson, code), budget(income="100", food="60")).text

    assert f'<b class="num">{shown}</b>' in text


# --- Another language -----------------------------------------------------------------


def sent_again(response, code: str) -> tuple[str, dict]:
    """Where the button of a language leads after a calculation, and what it sends."""
    nav = BeautifulSoup(response.text, "html.parser").find(class_="langs")
    fields = {tag["name"]: tag["value"] for tag in nav.find_all("input")}
    return nav.find("button", lang=code)["formaction"], fields


@pytest.mark.parametrize("amount", ["100 000", "<b>&"])
def test_another_language_keeps_the_figures(client, lesson, amount):
    there, fields = sent_again(client.post(address(lesson), loan(amount=amount)), "ru")

    response = client.post(there, fields)

    page = BeautifulSoup(response.text, "html.parser")
    assert there == f"{address(lesson, 'ru')}#result-loan"
    assert page.html["lang"] == "ru"
    assert page.find("input", id="id_loan-amount")["value"] == amount
    assert page.find(id="result-loan")


def test_only_the_figures_of_the_calculator_are_sent_again(client, lesson):
    response = client.post(
        address(lesson), {**loan(), "canary": "x", "budget-food": "7"}
    )

    _there, fields = sent_again(response, "kk")

    assert set(fields) == {"csrfmiddlewaretoken", *loan()}


def test_a_box_that_was_not_ticked_stays_so_in_another_language(client, db):
    lesson = make.make_lesson(body=[make.block("calculator", {"kind": "deposit"})])
    figures = {"amount": "1000", "rate": "5", "months": "1", "top_up": "0"}
    data = {f"deposit-{name}": value for name, value in figures.items()}

    response = client.post(address(lesson), {**data, "calculator": "deposit"})

    there, fields = sent_again(response, "ru")
    page = BeautifulSoup(client.post(there, fields).text, "html.parser")
    assert not page.find("input", id="id_deposit-capitalised").has_attr("checked")


def test_figures_stand_in_no_address_and_in_no_shared_cache(client, lesson):
    response = client.post(address(lesson), loan(amount="123 456"))

    nav = BeautifulSoup(response.text, "html.parser").find(class_="langs")
    assert nav.find("a") is None
    assert all("?" not in tag["formaction"] for tag in nav.find_all("button"))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_without_a_calculation_languages_are_links(client, lesson):
    nav = BeautifulSoup(client.get(lesson.url).text, "html.parser").find(class_="langs")

    assert len(nav.find_all("a")) == 3
    assert nav.find("button") is None
