"""A project canvas in the browser: written step by step, printed, its owner's alone."""

import re
from html import unescape
from uuid import uuid4

import pytest

from courses import canvas as rules
from courses.models import ProjectCanvas
from tests.courses.test_canvas import WHOLE
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


def sent(values=None, version=1, do="save", **kwargs) -> dict:
    """What a form sends: entries, and rows of tables with their number."""
    data = {"version": version, "do": do, **kwargs}
    for name, value in (values or {}).items():
        if not isinstance(value, list):
            data[name] = value
            continue
        data[f"{name}-rows"] = len(value)
        for at, row in enumerate(value):
            data |= {f"{name}-{at}-{entry}": typed for entry, typed in row.items()}
    return data


def texts_in(values) -> list[str]:
    """Return every text that was written, at whatever depth; chosen words left out."""
    if isinstance(values, str):
        return [] if values in {"high", "low", "grant", "own"} else [values]
    parts = values.values() if isinstance(values, dict) else values
    deep = [part for part in parts if isinstance(part, str | dict | list)]
    return [text for part in deep for text in texts_in(part)]


def stored(canvas):
    return ProjectCanvas.objects.get(pk=canvas.pk)


# --- Whose it is ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "_about", "_delete", "_print", "_section"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_reaches_a_canvas(client, url, canvas, name, method):
    args = [canvas.reference, "goals"] if name == "_section" else [canvas.reference]
    address = url(f"canvas{name}", *args)
    data = sent({"goal": "Mine now"}, title="Mine now", language="ru")
    before = stored(canvas)

    for stranger in (make.make_person(), make.make_superuser()):
        client.force_login(stranger)
        response = getattr(client, method)(address, data)

        assert response.status_code in (404, 405)
        assert "A bright street" not in response.text
    assert (stored(canvas).title, stored(canvas).version) == (before.title, 1)


@pytest.mark.parametrize("name", ["", "_about", "_delete", "_print", "_section"])
def test_a_guest_signs_in_first(client, url, canvas, name):
    args = [canvas.reference, "goals"] if name == "_section" else [canvas.reference]
    address = url(f"canvas{name}", *args)

    response = client.get(address)

    assert response.url == f"/en/account/sign-in/?next={address}"


def test_the_list_shows_the_reader_s_own(signed_in, url, canvas):
    make.make_canvas(title="Somebody else's")

    text = signed_in.get(url("canvases")).text

    assert "A bright street" in text
    assert "Somebody else" not in text


@pytest.mark.parametrize("key", ["nothing", "about-us", "canvas"])
def test_there_is_no_other_step(signed_in, step, key):
    assert signed_in.get(step(key)).status_code == 404


def test_an_unknown_canvas_is_not_found(signed_in, url):
    assert signed_in.get(url("canvas", uuid4())).status_code == 404


# --- Starting, naming, deleting ---------------------------------------------------


def test_a_canvas_is_started_at_the_step_of_the_lesson(signed_in, url, learner):
    page = signed_in.get(url("canvases"), {"step": "budget"}).text
    data = {"title": "Light", "language": "kk", "region": "", "step": "budget"}

    response = signed_in.post(url("canvases"), data)

    (canvas,) = ProjectCanvas.objects.of(learner)
    assert 'name="step" value="budget"' in page
    assert response.url == url("canvas_section", canvas.reference, "budget")
    assert (canvas.title, canvas.language, canvas.region) == ("Light", "kk", None)


def test_one_goes_on_where_something_is_missing_or_a_lesson_says(
    signed_in, url, canvas
):
    canvas.contents = {"problem": WHOLE["problem"]}
    canvas.save()

    for asked, key in (
        ({}, "goals"),
        ({"step": "plan"}, "plan"),
        ({"step": "x"}, "goals"),
    ):
        page = signed_in.get(url("canvases"), asked).text
        address = url("canvas_section", canvas.reference, key)
        assert f'<a class="link" href="{address}"' in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "Give the project a name."),
        ({"title": "x" * 121}, "121 characters are too many: at most 120 fit."),
        ({"language": "fr"}, "Select a valid choice"),
        ({"region": "9999"}, "Select a valid choice"),
    ],
)
def test_a_canvas_that_cannot_be_started_is_told_why(signed_in, url, change, said):
    data = {"title": "Light", "language": "kk", "region": "", "step": "x", **change}

    response = signed_in.post(url("canvases"), data)

    assert response.status_code == 422
    assert said in unescape(response.text)
    assert not ProjectCanvas.objects.exists()


def test_more_than_allowed_are_not_offered_nor_kept(signed_in, url, learner):
    for _number in range(rules.MOST_CANVASES):
        make.make_canvas(learner)

    page = signed_in.get(url("canvases")).text
    response = signed_in.post(url("canvases"), {"title": "Light", "language": "kk"})

    assert "You have 20 canvases; more are not kept." in page
    assert "A new canvas" not in page
    assert response.status_code == 422
    assert "as many canvases as one person may have" in response.text
    assert ProjectCanvas.objects.of(learner).count() == rules.MOST_CANVASES


def test_name_region_and_language_can_be_changed(signed_in, url, canvas):
    about = url("canvas_about", canvas.reference)
    data = {"title": "Dark street", "language": "ru", "region": "", "version": 1}

    assert "A bright street" in signed_in.get(about).text
    assert signed_in.post(about, data).url == url("canvas", canvas.reference)
    assert signed_in.post(about, {**data, "title": ""}).status_code == 422

    assert (stored(canvas).title, stored(canvas).language) == ("Dark street", "ru")


def test_a_name_given_in_another_window_is_not_overwritten(signed_in, url, canvas):
    about = url("canvas_about", canvas.reference)
    data = {"language": "en", "region": ""}
    signed_in.post(about, {**data, "title": "First", "version": 1})

    told = signed_in.post(about, {**data, "title": "Second", "version": 1})

    assert told.status_code == 409
    assert "Nothing is overwritten" in told.text
    assert 'value="Second"' in told.text
    assert stored(canvas).title == "First"
    version = re.search(r'name="version" value="(\d+)"', told.text)[1]
    signed_in.post(about, {**data, "title": "Second", "version": version})
    assert stored(canvas).title == "Second"


def test_a_canvas_is_deleted_after_asking(signed_in, url, canvas):
    address = url("canvas_delete", canvas.reference)

    asked = signed_in.get(address)

    assert "nobody can bring it back" in asked.text
    assert ProjectCanvas.objects.exists()
    assert signed_in.post(address).url == url("canvases")
    assert not ProjectCanvas.objects.exists()


# --- Writing ----------------------------------------------------------------------


@pytest.mark.parametrize("key", rules.KEYS)
def test_every_step_is_kept_and_shown_again(signed_in, step, canvas, key):
    response = signed_in.post(step(key), sent(WHOLE[key]))

    assert response.url == step(key)
    assert stored(canvas).contents == {key: WHOLE[key]}
    page = unescape(signed_in.get(step(key)).text)
    assert "Complete" in page
    assert [text for text in texts_in(WHOLE[key]) if text not in page] == []


def test_nothing_at_all_can_be_saved(signed_in, step, canvas):
    signed_in.post(step("plan"), sent({"tasks": [{}, {}, {}]}))

    assert stored(canvas).contents == {}
    assert "What is missing" not in signed_in.get(step("plan")).text


def test_what_is_missing_is_told_and_leads_to_its_place(signed_in, step):
    values = {"items": [{"item": "Lamp", "price": "a lot"}], "upkeep": "School"}
    signed_in.post(step("budget"), sent(values))

    page = unescape(signed_in.get(step("budget")).text)

    assert '<a href="#id_items-0-quantity">Cost 1, Quantity: still empty</a>' in page
    assert "Cost 1, Price of one, tenge: not a whole number" in page
    assert 'id="id_items-0-price"' in page
    assert 'value="a lot"' in page


@pytest.mark.parametrize("typed", ["35 000", "35,000", "35\xa0000 ₸", "35000 тг"])
def test_a_price_may_be_grouped_as_people_write_it(signed_in, step, canvas, typed):
    signed_in.post(step("budget"), sent({"items": [{"price": typed}]}))

    assert stored(canvas).contents == {"budget": {"items": [{"price": 35_000}]}}


@pytest.mark.parametrize(
    ("entry", "typed"),
    [("price", "1,5 mln"), ("price", "-5"), ("price", "9" * 50), ("quantity", "0")],
)
def test_a_number_that_cannot_be_read_stays_as_typed(
    signed_in, step, canvas, entry, typed
):
    signed_in.post(step("budget"), sent({"items": [{entry: typed}]}))

    assert stored(canvas).contents == {"budget": {"items": [{entry: typed}]}}


def test_an_unknown_choice_counts_as_none(signed_in, step, canvas):
    row = {"item": "Lamp", "payer": "sponsor"}
    signed_in.post(step("budget"), sent({"items": [row]}))

    assert stored(canvas).contents == {"budget": {"items": [{"item": "Lamp"}]}}


def test_a_text_that_is_too_long_is_told_and_stays_on_the_page(signed_in, step, canvas):
    response = signed_in.post(step("goals"), sent({"goal": "x" * 501, "purpose": "y"}))

    assert response.status_code == 422
    assert "501 characters are too many: at most 500 fit." in response.text
    assert "x" * 501 in response.text
    assert 'href="#id_goal"' in response.text
    assert stored(canvas).contents == {}


def test_line_breaks_count_once_and_no_null_is_kept(signed_in, step, canvas):
    text = "\r\n".join(["y"] * 250)
    signed_in.post(step("goals"), sent({"goal": text, "purpose": "a\0b"}))

    assert stored(canvas).contents["goals"] == {
        "goal": text.replace("\r\n", "\n"),
        "purpose": "ab",
    }


def test_what_is_written_is_never_taken_for_markup(signed_in, url, step, canvas):
    signed_in.post(step("goals"), sent({"goal": "<script>x</script>"}))

    for address in (step("goals"), url("canvas_print", canvas.reference)):
        assert "<script>x" not in signed_in.get(address).text


# --- Buttons ----------------------------------------------------------------------


def test_a_row_is_added_and_what_was_typed_is_kept(signed_in, step, canvas):
    values = {"core": "Dark", "causes": [{"cause": "Old lamps"}, {"cause": "No plan"}]}

    response = signed_in.post(step("problem"), sent(values, do="add:causes"))

    assert response.url == f"{step('problem')}?rows=causes-3#id_causes-2-cause"
    assert stored(canvas).contents == {"problem": values}
    page = signed_in.get(response.url).text
    assert 'id="id_causes-2-cause"' in page
    assert 'name="causes-rows" value="3"' in page


def test_a_row_is_removed_and_the_others_are_kept(signed_in, step, canvas):
    rows = [{"cause": name} for name in ("one", "two", "three")]

    response = signed_in.post(
        step("problem"), sent({"causes": rows}, do="remove:causes:1")
    )

    assert response.url == f"{step('problem')}#canvas-causes"
    assert stored(canvas).contents == {"problem": {"causes": [rows[0], rows[2]]}}


@pytest.mark.parametrize(
    "do",
    [
        *("remove:causes:7", "remove:causes:x", "remove:nothing:0", "remove"),
        *("add:nothing", "add", "language:fr", "language", "odd:odd", ""),
        "remove:causes:" + "9" * 5000,
    ],
)
def test_an_odd_button_only_saves(signed_in, step, canvas, do):
    values = {"causes": [{"cause": "one"}]}

    response = signed_in.post(step("problem"), sent(values, do=do))

    assert response.status_code == 302
    assert stored(canvas).contents == {"problem": values}


def test_no_more_rows_are_offered_or_kept_than_allowed(signed_in, step, canvas):
    rows = [{"cause": str(number)} for number in range(rules.MOST_ROWS + 5)]

    signed_in.post(step("problem"), sent({"causes": rows}, do="add:causes"))

    assert len(stored(canvas).contents["problem"]["causes"]) == rules.MOST_ROWS
    page = signed_in.get(step("problem"), {"rows": "causes-99"}).text
    assert "40 rows are the most that one table keeps." in page
    assert 'value="add:causes"' not in page


@pytest.mark.parametrize("odd", ["causes-x", "causes", "-", "causes-" + "9" * 5000])
def test_an_odd_number_of_rows_is_no_matter(signed_in, step, odd):
    assert signed_in.get(step("problem"), {"rows": odd}).status_code == 200
    data = {"causes-rows": odd, "effects-rows": "\u0663", "version": odd}
    assert signed_in.post(step("problem"), data).status_code == 302


def test_saving_leads_on_step_by_step_to_the_whole(signed_in, url, step, canvas):
    whole = url("canvas", canvas.reference)
    expected = [*(step(key) for key in rules.KEYS[1:]), whole]

    found = [signed_in.post(step(key), sent(do="next")).url for key in rules.KEYS]

    assert found == expected
    assert signed_in.post(step("goals"), sent(do="whole")).url == whole


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_changing_the_language_keeps_what_is_typed(signed_in, step, canvas, code):
    values = {"goal": "Жарық", "objectives": [{"objective": "Көше"}]}

    response = signed_in.post(step("goals"), sent(values, do=f"language:{code}"))

    assert response.url == step("goals", code)
    page = signed_in.get(response.url).text
    assert f'<html lang="{code}"' in page
    assert "Жарық" in page
    assert ">\nКөше</textarea>" in page
    assert stored(canvas).contents == {"goals": values}


def test_the_language_of_the_page_is_changed_by_buttons_of_the_form(signed_in, step):
    page = signed_in.get(step("goals")).text

    assert page.count('<button form="canvas" type="submit" name="do" value="lang') == 3
    assert 'hreflang="ru" aria-label' not in page
    # Enter in a field presses the first button of the form: it must only save
    assert re.search(r'<button[^>]*form="canvas"[^>]*>', page)[0].count('value="save"')


# --- Two windows ------------------------------------------------------------------


def test_the_second_window_is_told_and_keeps_what_was_typed(signed_in, step, canvas):
    signed_in.post(step("goals"), sent({"goal": "First"}))

    told = signed_in.post(step("goals"), sent({"goal": "Second"}, do="next"))

    assert told.status_code == 409
    assert "Nothing is overwritten" in told.text
    assert ">\nSecond</textarea>" in told.text
    assert ">First</span>" in told.text
    assert stored(canvas).contents == {"goals": {"goal": "First"}}


def test_having_compared_one_may_save_one_s_own(signed_in, step, canvas):
    signed_in.post(step("goals"), sent({"goal": "First"}))
    told = signed_in.post(step("goals"), sent({"goal": "Second"})).text
    version = re.search(r'name="version" value="(\d+)"', told)[1]

    signed_in.post(step("goals"), sent({"goal": "Second"}, version=version))

    assert stored(canvas).contents == {"goals": {"goal": "Second"}}


def test_two_windows_may_write_in_two_steps(signed_in, step, canvas):
    signed_in.post(step("goals"), sent({"goal": "First"}))
    signed_in.post(step("plan"), sent({"risks": "Rain"}))

    assert stored(canvas).contents == {
        "goals": {"goal": "First"},
        "plan": {"risks": "Rain"},
    }


def test_a_canvas_deleted_in_another_window_is_not_found(signed_in, step, canvas):
    canvas.delete()

    assert signed_in.post(step("goals"), sent({"goal": "x"})).status_code == 404


# --- Saved as it is written -------------------------------------------------------


def as_script(client, address, data):
    return client.post(address, data, headers={"Accept": "application/json"})


def test_the_script_is_told_version_and_sums(signed_in, step, canvas):
    values = {"items": WHOLE["budget"]["items"]}

    report = as_script(signed_in, step("budget"), sent(values)).json()

    assert (report["saved"], report["version"]) == (True, 2)
    assert re.fullmatch(r"Saved, \d\d:\d\d", report["message"])
    assert "350,000\xa0tenge" in report["money"]
    assert "money" not in as_script(signed_in, step("goals"), sent()).json()


def test_the_script_is_told_of_another_window(signed_in, step, canvas):
    as_script(signed_in, step("goals"), sent({"goal": "First"}))

    response = as_script(signed_in, step("goals"), sent({"goal": "Second"}))

    assert response.status_code == 409
    assert response.json()["saved"] is False
    assert stored(canvas).contents == {"goals": {"goal": "First"}}


def test_the_script_is_told_what_is_too_long(signed_in, step):
    response = as_script(signed_in, step("goals"), sent({"goal": "x" * 501}))

    assert (response.status_code, response.json()["saved"]) == (422, False)


# --- Signed out meanwhile ---------------------------------------------------------


def test_what_was_typed_waits_until_one_has_signed_in(client, learner, step, canvas):
    values = {"goal": "Жарық\nкөше", "objectives": [{"objective": "Шам"}, {}]}

    response = client.post(step("goals"), sent(values, do="next"))

    assert response.url == f"/en/account/sign-in/?next={step('goals')}"
    client.force_login(learner)
    page = client.get(step("goals")).text
    assert "You had been signed out. Here is what you typed." in page
    assert "Жарық\nкөше" in page
    assert ">\nШам</textarea>" in page
    assert stored(canvas).contents == {}

    client.post(step("goals"), sent(values))

    assert stored(canvas).contents["goals"]["objectives"] == [{"objective": "Шам"}]
    assert "You had been signed out" not in client.get(step("goals")).text


def test_what_was_typed_may_be_left(client, learner, step, canvas):
    client.post(step("goals"), sent({"goal": "Mistake"}))
    client.force_login(learner)

    assert client.post(step("goals"), {"do": "drop"}).url == step("goals")

    assert "Mistake" not in client.get(step("goals")).text
    assert stored(canvas).contents == {}


def test_another_window_meanwhile_is_told_all_the_same(client, learner, step, canvas):
    client.post(step("goals"), sent({"goal": "Mine"}))
    client.force_login(learner)
    client.post(step("plan"), sent({"risks": "Rain"}))
    other = {"goal": "Other"}
    client.post(step("goals"), sent(other))

    response = client.post(step("goals"), sent({"goal": "Mine"}))

    assert response.status_code == 409
    assert stored(canvas).contents["goals"] == other


def test_nobody_else_is_shown_what_was_typed(client, step, canvas):
    client.post(step("goals"), sent({"goal": "Secret"}))
    stranger = make.make_canvas(make.make_person())
    client.force_login(stranger.person)

    for address in (
        step("goals"),
        step("goals").replace(str(canvas.reference), str(stranger.reference)),
    ):
        assert "Secret" not in client.get(address).text


def test_a_stranger_fills_no_session_with_what_belongs_nowhere(client, url, db):
    address = url("canvas_section", uuid4(), "goals")

    assert client.post(address, sent({"goal": "x"})).status_code == 302
    assert "canvas_draft" not in client.session


def test_what_waits_is_cut_to_what_a_canvas_may_hold(client, step, canvas):
    values = {"goal": "x" * 100_000, "objectives": [{"objective": "y"}] * 50}

    client.post(step("goals"), sent(values, unknown="z" * 1000))

    fields = client.session["canvas_draft"]["fields"]
    assert len(fields["goal"]) == 500
    assert fields["objectives-rows"] == str(rules.MOST_ROWS)
    assert "unknown" not in fields


def test_the_script_is_told_to_sign_in(client, step, canvas):
    response = as_script(client, step("goals"), sent({"goal": "x"}))

    assert (response.status_code, response.json()["saved"]) == (401, False)
    assert "canvas_draft" not in client.session
