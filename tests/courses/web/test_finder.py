"""The finder: five questions in the address, three courses with their reasons."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from courses.actions import record_completion
from courses.enums import Audience, Evidence
from courses.models import Track
from tests.counting import Counted
from tests.factories import courses as make

CODES = ["kk", "ru", "en"]


def make_track(key: str, order: int, audience=Audience.RESIDENT) -> Track:
    names = {
        f"{part}_{code}": f"{part} {key} {code}"
        for part in ("title", "summary")
        for code in CODES
    }
    return Track.objects.create(
        key=key, slug=key.lower(), order=order, audience=audience, **names
    )


def make_ready_course(track: Track, slug: str, need: str = "", home=None):
    course = make.make_course(home)
    course.track, course.slug, course.title, course.need = track, slug, slug, need
    course.save_revision().publish()
    make.make_lesson(course, minutes=40)
    return course


@pytest.fixture
def site(db):
    """Four courses on two tracks, one of them for officials."""
    digital = make_track("A", 1)
    projects = make_track("D", 2, Audience.OFFICIAL)
    home = make.make_home()
    return {
        slug: make_ready_course(track, slug, need, home)
        for track, slug, need in (
            (digital, "portal", "Get certificates"),
            (digital, "safety", "Keep safe"),
            (digital, "rights", ""),
            (projects, "projects", "Make a project"),
        )
    }


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def key(course) -> str:
    return str(course.translation_key)


def titles(response) -> list[str]:
    return [one.card.outline.title for one in response.context["found"]]


@pytest.mark.parametrize("code", CODES)
def test_five_questions_in_a_form_that_writes_nothing(client, site, url, code):
    with Counted() as asked:
        response = client.get(url("finder", code=code))

    form = soup_of(response).select_one("main form")
    assert response.status_code == 200
    assert form["method"] == "get"
    assert len(form.select("fieldset > legend")) == 5
    assert response.context["found"] is None
    assert asked.writes == []


def test_the_wishes_are_those_that_editors_wrote(client, site, url):
    form = soup_of(client.get(url("finder"))).select_one("main form")

    wishes = form.select("[name=wish]")
    wished = [key(site[slug]) for slug in ("portal", "safety", "projects")]
    assert [one["value"] for one in wishes] == wished
    assert "Get certificates" in form.text
    assert [one["value"] for one in form.select("[name=known]")] == ["A", "D"]


def test_three_courses_with_their_reasons_and_the_answers_still_chosen(
    client, site, url
):
    wish = key(site["safety"])
    response = client.get(url("finder"), {"who": "resident", "wish": wish})

    soup = soup_of(response)
    assert titles(response) == ["safety", "portal", "rights"]
    assert "You would like to: “Keep safe”." in soup.select_one("#found").parent.text
    assert all(one.reasons for one in response.context["found"])
    assert soup.select_one("[name=who][value=resident]").has_attr("checked")
    assert soup.select_one(f"[name=wish][value='{wish}']").has_attr("checked")


def test_the_button_alone_is_answer_enough(client, site, url):
    assert len(titles(client.get(url("finder"), {"show": "1"}))) == 3


def test_another_language_keeps_answers_and_courses(client, site, url):
    wishes = "".join(f"&wish={key(site[slug])}" for slug in ("safety", "projects"))
    answers = f"?who=official&skill=sure{wishes}&time=120&known=A"
    found = {
        code: client.get(url("finder", code=code) + answers).context["found"]
        for code in CODES
    }

    keys = {
        tuple(one.card.outline.course_key for one in courses)
        for courses in found.values()
    }
    switch = soup_of(client.get(url("finder", code="kk") + answers))
    hrefs = [link["href"] for link in switch.select(".langs a")]
    assert len(keys) == 1
    assert hrefs[1] == url("finder", code="ru") + answers


@pytest.mark.parametrize(
    "answers",
    [
        {"who": "<script>", "wish": ["gone", "portal"], "time": "0", "known": "Z"},
        {"time": "²", "skill": ["new", "sure"]},
        {"wish": "\x00", "show": "1"},
    ],
)
def test_an_address_made_by_hand_is_answered_as_far_as_it_makes_sense(
    client, site, url, answers
):
    response = client.get(url("finder"), answers)

    assert response.status_code == 200
    assert len(titles(response)) == 3
    assert "<script>" not in soup_of(response).select_one("main").decode_contents()


def test_a_course_that_the_reader_completed_is_never_recommended(
    client, site, learner, url
):
    course = site["portal"]
    enrolment = make.make_enrolment(learner, course)
    for unit in make.units_of(course):
        record_completion(
            enrolment=enrolment,
            unit_key=unit.translation_key,
            evidence_kind=Evidence.READ,
            language="kk",
            now=make.NOW,
        )
    client.force_login(learner)

    response = client.get(url("finder"), {"wish": key(course)})

    assert titles(response) == ["safety", "rights", "projects"]


def test_a_course_that_the_reader_began_says_so(client, site, learner, url):
    make.make_enrolment(learner, site["rights"])
    client.force_login(learner)

    response = client.get(url("finder"), {"show": "1"})

    assert titles(response)[0] == "rights"
    assert "You have begun it" in response.text


def test_few_courses_and_courses_without_lessons(client, db, url):
    track = make_track("A", 1)
    home = make.make_home()
    make_ready_course(track, "only", home=home)
    make.make_course(home)

    response = client.get(url("finder"), {"show": "1"})

    assert titles(response) == ["only"]
    assert "1 course for you" in response.text


def test_no_course_at_all(client, db, url):
    make.make_home()

    response = client.get(url("finder"), {"show": "1"})

    assert response.status_code == 200
    assert "No course is left" in response.text


@pytest.mark.parametrize("courses", [1, 3])
def test_the_number_of_queries_stays_the_same(
    client, site, learner, url, courses, django_assert_num_queries
):
    for slug in list(site)[:courses]:
        make.make_enrolment(learner, site[slug])
    client.force_login(learner)
    address = f"{url('finder')}?wish={key(site['safety'])}&known=A"
    client.get(address)

    with django_assert_num_queries(4):  # session, person, enrolments, completions
        client.get(address)

    client.logout()
    client.get(address)
    with django_assert_num_queries(0):
        client.get(address)


def test_home_and_catalogue_lead_to_the_finder(client, site, address):
    for page in (make.make_home(), site["portal"].get_parent()):
        with translation.override("en"):
            links = soup_of(client.get(address(page))).select("main a[href]")

        assert "/en/learn/finder/" in [link["href"] for link in links]
