"""Reading a lesson, finishing it, and what is kept of it."""

import re

import pytest
from bs4 import BeautifulSoup

from courses.enums import EnrolmentStatus, Evidence
from courses.models import ChecklistRecord, Completion, Enrolment, TextReview
from courses.views.learning import MOST_READ_UNITS, READ_UNITS
from tests.counting import Counted
from tests.factories import courses as make

CODES = ["kk", "ru", "en"]
BODY = [
    make.heading("Төрт қадам"),
    make.paragraph('Бұл <a href="#term-pin">PIN-код</a> туралы.'),
    make.checklist("one", "two"),
    make.check_question("q", ("right", "also right"), ("wrong",)),
]


@pytest.fixture
def course(db):
    """A course whose first lesson holds everything that is personal."""
    make.make_term()
    course = make.make_course()
    make.make_lesson(course, title="Бірінші", body=BODY)
    make.make_lesson(course, title="Екінші")
    return course


@pytest.fixture
def lesson(course):
    return make.units_of(course)[0]


def finish(client, url, lesson, code="en"):
    return client.post(url("finish_unit", lesson.translation_key, code=code))


# --- Reading ----------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_lesson_can_be_read_without_an_account(client, lesson, address, code):
    response = client.get(address(lesson, code))

    assert response.status_code == 200
    assert "Төрт қадам" in response.text
    assert f'<html lang="{code}"' in response.text


def test_the_button_stands_at_the_foot_and_posts(client, lesson, address, url):
    text = client.get(address(lesson)).text

    foot = text[text.index('id="finish"') :]
    action = url("finish_unit", lesson.translation_key)
    assert f'method="post" action="{action}"' in foot.split("</form>")[0]
    assert '<button class="btn btn--sun btn--wide" type="submit">I have read it' in foot


def test_reading_writes_nothing(signed_in, enrolment, lesson, address):
    for query in ("", "?check=q&choice=right", "?page=2"):
        with Counted() as counted:
            signed_in.get(address(lesson) + query)
        assert counted.writes == []

    assert not Completion.objects.exists()


@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_stand_in_says_so_and_marks_the_language_of_its_text(
    client, lesson, address, code
):
    text = client.get(address(lesson, code)).text

    article = text[text.index("<article") :]
    assert article.startswith('<article class="prose" lang="kk">')
    assert f'<p class="note stand-in" lang="{code}">' in article
    assert re.search(rf'id="finish"[^>]* lang="{code}"', article)


def test_parts_of_a_lesson_are_listed_and_can_be_jumped_to(client, lesson, address):
    text = client.get(address(lesson)).text

    assert 'href="#s1" lang="kk">Төрт қадам</a>' in text
    assert '<h2 id="s1">Төрт қадам</h2>' in text


def test_a_word_of_the_glossary_leads_to_its_meaning(client, lesson, address):
    text = client.get(address(lesson)).text

    assert '<a class="term" href="#term-pin">PIN-код</a>' in text
    assert '<div id="term-pin"><dt>term kk of pin</dt>' in text
    assert "js/glossary-terms.js" in text


def test_a_lesson_without_such_words_loads_no_script_for_them(client, course, address):
    text = client.get(address(make.units_of(course)[1])).text

    assert "js/glossary-terms.js" not in text


def test_a_text_that_nobody_has_checked_says_so(client, lesson, address):
    assert "Not yet checked by a specialist." in client.get(address(lesson)).text


def test_a_text_that_a_machine_has_drafted_says_so(client, lesson, address):
    TextReview.objects.update_or_create(
        page_key=lesson.translation_key,
        language="kk",
        defaults={"digest": lesson.text_digest, "drafted_by": "machine"},
    )

    text = client.get(address(lesson)).text

    assert "Drafted by machine, not yet checked by a specialist." in text


def test_the_neighbours_are_linked(client, course, address):
    first, second = make.units_of(course)

    assert f'<a href="{address(second)}" rel="next">' in client.get(address(first)).text
    assert f'<a href="{address(first)}" rel="prev">' in client.get(address(second)).text


def test_a_lesson_of_a_course_taken_off_can_be_read_and_finished(
    signed_in, course, lesson, address, url
):
    course.unpublish()

    assert signed_in.get(address(lesson)).status_code == 200
    assert finish(signed_in, url, lesson).status_code == 302
    assert Enrolment.objects.get().course_key == course.translation_key


# --- Finishing --------------------------------------------------------------------


def test_finishing_enrols_records_and_leads_on(
    signed_in, learner, course, lesson, address, url
):
    response = finish(signed_in, url, lesson)

    done = Completion.objects.get()
    assert (done.enrolment.person, done.unit_key) == (learner, lesson.translation_key)
    assert (done.evidence_kind, done.language) == (Evidence.READ, "en")
    assert response.url == address(make.units_of(course)[1])


@pytest.mark.parametrize(
    ("code", "title", "said"),
    [
        ("kk", "«Бірге» жобасы", "«„Бірге“ жобасы» аяқталды."),
        ("en", "The “Together” project", "Done: “The ‘Together’ project”."),
    ],
)
def test_a_title_with_quotes_of_its_own_is_quoted_with_the_inner_ones(
    signed_in, lesson, url, code, title, said
):
    page = make.in_language(lesson, code)
    type(page).objects.filter(pk=page.pk).update(title=title)

    response = finish(signed_in, url, lesson, code)

    assert said in signed_in.get(response.url).text


def test_finishing_twice_is_finishing_once(signed_in, lesson, url):
    finish(signed_in, url, lesson)
    first = Completion.objects.get()
    finish(signed_in, url, lesson, "ru")

    assert Completion.objects.get() == first
    assert Completion.objects.get().language == "en"


def test_the_last_lesson_leads_back_to_the_course(signed_in, course, address, url):
    response = finish(signed_in, url, make.units_of(course)[1])

    assert response.url == address(course)


def test_a_finished_lesson_says_so(signed_in, lesson, address, url):
    finish(signed_in, url, lesson)

    text = signed_in.get(address(lesson)).text

    assert "You have finished this lesson." in text
    assert "I have read it" not in text


@pytest.mark.parametrize(("number", "label"), [(0, "Next part"), (1, "Back to the")])
def test_a_finished_lesson_leads_on(signed_in, course, address, url, number, label):
    units = make.units_of(course)
    finish(signed_in, url, units[number])

    page = BeautifulSoup(signed_in.get(address(units[number])).text, "html.parser")

    onward = address([*units, course][number + 1])
    assert page.select_one("#finish a.btn--sun")["href"] == onward
    dock = page.select_one(".dock")
    assert "Finished" in dock.text
    assert dock.select("a")[-1]["href"] == onward
    assert dock.select("a")[-1]["aria-label"].startswith(label)


def test_the_dock_leads_to_the_button_until_it_is_pressed(client, lesson, address):
    page = BeautifulSoup(client.get(address(lesson)).text, "html.parser")

    link = page.select(".dock a")[-1]
    assert (link["href"], link.text) == ("#finish", "To the end")


def test_what_was_read_as_a_guest_can_still_be_recorded(client, lesson, address, url):
    finish(client, url, lesson)
    assert "You have finished this lesson." in client.get(address(lesson)).text
    session = dict(client.session)
    client.force_login(make.make_person())
    changed = client.session
    changed.update({"read_units": session["read_units"]})
    changed.save()

    assert "I have read it" in client.get(address(lesson)).text


def test_language_changed_in_mid_course_keeps_everything(
    signed_in, course, lesson, address, url
):
    first, second = make.units_of(course)
    finish(signed_in, url, first, "kk")

    response = finish(signed_in, url, second, "ru")

    enrolment = Enrolment.objects.get()
    assert enrolment.status == EnrolmentStatus.COMPLETED
    assert set(enrolment.completions.values_list("language", flat=True)) == {"kk", "ru"}
    assert response.url == address(course, "ru")
    assert "You have finished this lesson." in signed_in.get(address(first, "en")).text


def test_what_is_no_lesson_cannot_be_finished_by_a_button(signed_in, course, url):
    from tests.factories.quizzes import make_quiz

    quiz = make_quiz(course)

    assert finish(signed_in, url, quiz).status_code == 404
    assert not Completion.objects.exists()


# --- Reading before signing up -----------------------------------------------------


def test_what_a_guest_has_read_stays_in_their_browser(client, lesson, address, url):
    response = finish(client, url, lesson)

    assert client.session[READ_UNITS] == [str(lesson.translation_key)]
    assert not Enrolment.objects.exists()
    assert "You have finished this lesson." in client.get(address(lesson)).text
    assert response.status_code == 302


def test_reading_again_is_noted_once(client, lesson, url):
    finish(client, url, lesson)
    finish(client, url, lesson)

    assert len(client.session[READ_UNITS]) == 1


def test_a_guest_s_list_does_not_grow_for_ever(client, lesson, url):
    session = client.session
    session[READ_UNITS] = [make.uid(str(n)) for n in range(MOST_READ_UNITS)]
    session.save()

    finish(client, url, lesson)

    assert len(client.session[READ_UNITS]) == MOST_READ_UNITS
    assert client.session[READ_UNITS][-1] == str(lesson.translation_key)


@pytest.fixture
def reader(client, learner, course, url):
    """Somebody who read two lessons as a guest and has then signed in."""
    for unit in make.units_of(course):
        finish(client, url, unit)
    client.force_login(learner)
    return client


def test_what_was_read_is_offered_with_all_ticks_off(reader, url):
    text = reader.get(url("claim_reading")).text

    assert text.count('type="checkbox" name="units"') == 2
    assert '" checked' not in text
    assert "Somebody else may have read them" in text


def test_only_what_is_ticked_is_recorded(reader, learner, lesson, url):
    response = reader.post(
        url("claim_reading"), {"units": [str(lesson.translation_key)]}, follow=True
    )

    done = Completion.objects.get()
    assert (done.unit_key, done.evidence_kind) == (
        lesson.translation_key,
        Evidence.READ_AS_GUEST,
    )
    assert "1 lesson is on your record." in response.text
    assert READ_UNITS not in reader.session


def test_nothing_ticked_records_nothing(reader, url):
    response = reader.post(url("claim_reading"), {})

    assert response.url == url("my_learning")
    assert not Enrolment.objects.exists()
    assert READ_UNITS not in reader.session


def test_what_was_not_read_cannot_be_claimed(reader, url):
    other = make.make_lesson()

    response = reader.post(
        url("claim_reading"), {"units": [str(other.translation_key)]}
    )

    assert "Choose lessons from the list on this page." in response.text
    assert not Enrolment.objects.exists()


def test_who_has_read_nothing_is_asked_nothing(signed_in, url):
    assert signed_in.get(url("claim_reading")).url == url("my_learning")


def test_signing_in_leads_to_what_was_read(client, lesson, url):
    finish(client, url, lesson)
    person = make.make_person(username="aigul")
    person.set_password("secret-word-1")
    person.save()

    response = client.post(
        url("account_login"), {"login": "aigul", "password": "secret-word-1"}
    )

    assert response.url.endswith("/learn/claim/")


# --- Checklists ---------------------------------------------------------------------


def test_ticks_are_kept_and_shown_again(signed_in, learner, lesson, address, url):
    response = signed_in.post(
        url("save_ticks", lesson.translation_key), {"tick": ["two", "no such item"]}
    )

    assert response.url == f"{address(lesson)}?saved=1#todo"
    assert ChecklistRecord.objects.get(person=learner).ticked == ["two"]
    text = signed_in.get(response.url).text
    assert re.search(r'<span role="status"><tick-save [^>]*>Saved\.</tick-save>', text)
    assert re.findall(r'value="(\w+)"( checked)?><span>Done', text) == [
        ("one", ""),
        ("two", " checked"),
    ]


def test_nothing_is_said_to_be_saved_before_it_is(signed_in, lesson, address):
    text = signed_in.get(address(lesson)).text

    assert re.search(r'<span role="status"><tick-save [^>]*></tick-save></span>', text)
    assert "js/tick-save.js" in text


def test_the_script_is_told_that_a_tick_is_saved(signed_in, learner, lesson, url):
    response = signed_in.post(
        url("save_ticks", lesson.translation_key),
        {"tick": ["one"]},
        headers={"accept": "application/json"},
    )

    assert response.json() == {"message": "Saved."}
    assert ChecklistRecord.objects.get(person=learner).ticked == ["one"]


def test_ticks_may_all_be_taken_off(signed_in, learner, lesson, url):
    for ticks in (["one"], []):
        signed_in.post(url("save_ticks", lesson.translation_key), {"tick": ticks})

    assert ChecklistRecord.objects.get(person=learner).ticked == []


def test_a_guest_sees_the_list_without_boxes(client, lesson, address, url):
    text = client.get(address(lesson)).text

    assert "Done one" in text
    assert 'name="tick"' not in text
    saved = client.post(url("save_ticks", lesson.translation_key), {"tick": "one"})
    assert saved.url.startswith(url("account_login"))


def test_nobody_sees_another_s_ticks(signed_in, learner, lesson, address, client):
    ChecklistRecord.objects.create(
        person=make.make_person(), unit_key=lesson.translation_key, ticked=["one"]
    )

    assert '" checked' not in signed_in.get(address(lesson)).text


# --- Check yourself ------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "said", "feedback"),
    [
        (["right", "also right"], "Right", ["why right", "why also right"]),
        (["right"], "Not quite", ["why right"]),
        (["right", "also right", "wrong"], "Not quite", ["why wrong"]),
        (["wrong"], "Not quite", ["why wrong"]),
        ([], "Choose an answer first", []),
        (["no such choice"], "Choose an answer first", []),
    ],
)
def test_an_answer_is_told_only_after_it_was_given(
    client, lesson, address, chosen, said, feedback
):
    before = client.get(address(lesson)).text
    assert "why " not in before

    text = client.get(address(lesson), {"check": "q", "choice": chosen}).text

    assert said in text
    for line in feedback:
        assert f"<p>{line}</p>" in text


def test_feedback_on_other_choices_is_kept_back(client, lesson, address):
    text = client.get(address(lesson), {"check": "q", "choice": "wrong"}).text

    assert "why wrong" in text
    assert "why right" not in text


def test_an_unknown_question_is_passed_over(client, lesson, address):
    response = client.get(address(lesson), {"check": "none", "choice": "right"})

    assert response.status_code == 200
    assert "why " not in response.text


def test_which_choices_are_right_is_not_in_the_page(client, lesson, address):
    question = client.get(address(lesson)).text.split('id="q-q"')[1].split("</form>")[0]

    assert "is_correct" not in question
    assert len(set(re.findall(r"<input type=\"(\w+)\" name=\"choice\"", question))) == 1


# --- How much a lesson costs --------------------------------------------------


def test_a_lesson_asks_eight_queries_at_most_however_much_there_is(
    signed_in, learner, address
):
    make.make_term()
    counts = []
    for size in (1, 3):
        course = make.make_course()
        lesson = make.make_lesson(course, body=BODY)
        for _number in range(size):
            make.make_lesson(course)
            make.make_course_with(size)
            make.finish(make.make_enrolment(course=course), lesson)
        make.finish(make.make_enrolment(learner, course), lesson)
        signed_in.get(address(lesson, "kk"))
        with Counted() as counted:
            signed_in.get(address(lesson, "kk"))
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 8, counted.told()
