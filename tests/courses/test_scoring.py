"""Which three courses the finder chooses, and why."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from courses import scoring
from courses.scoring import Answers, Candidate, Reason, Skill, recommend

TRACKS = [("A", 0, False), ("B", 1, False), ("C", 2, False), ("D", 3, True)]
COURSES = [
    Candidate(f"{track}{place + 1}", track, at, place, is_official, 70 + 10 * place)
    for track, at, is_official in TRACKS
    for place in range(3)
]


def keys(answers: Answers, courses=COURSES) -> list[str]:
    return [found.key for found in recommend(courses, answers)]


def reasons(key: str, answers: Answers, courses=COURSES) -> tuple[Reason, ...]:
    return {one.key: one.reasons for one in recommend(courses, answers)}[key]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (Answers(), ["A1", "B1", "C1"]),
        (Answers(skill=Skill.NEW), ["A1", "B1", "C1"]),
        (Answers(skill=Skill.SOME), ["A1", "B1", "C1"]),
        (Answers(skill=Skill.SURE), ["B1", "C1", "A2"]),
        (Answers(is_official=True), ["D1", "D2", "D3"]),
        (Answers(is_official=True, skill=Skill.NEW), ["A1", "D1", "D2"]),
        (Answers(wishes=frozenset({"B3"})), ["B3", "B1", "B2"]),
        (Answers(wishes=frozenset({"C3"}), skill=Skill.NEW), ["C3", "A1", "C1"]),
        (Answers(wishes=frozenset({"B2", "C3", "A2"})), ["A2", "B2", "C3"]),
        (Answers(wishes=frozenset({"B2"}), is_official=True), ["B2", "D1", "D2"]),
        (Answers(known_tracks=frozenset({"A"})), ["A2", "A3", "B1"]),
        (Answers(known_tracks=frozenset({"A", "B", "C"})), ["A2", "B2", "C2"]),
    ],
)
def test_the_answers_decide(answers, expected):
    assert keys(answers) == expected


def test_what_fits_into_the_time_goes_before_what_does_not():
    courses = [replace(course, minutes=70) for course in COURSES]
    courses[0] = replace(courses[0], minutes=200)

    assert keys(Answers(), courses) == ["A1", "B1", "C1"]
    assert keys(Answers(minutes=70), courses) == ["B1", "C1", "A2"]
    assert keys(Answers(minutes=69), courses) == ["A1", "B1", "C1"]


def test_what_was_begun_goes_before_its_equals():
    courses = [replace(one, is_begun=one.key == "C1") for one in COURSES]

    assert keys(Answers(), courses) == ["C1", "A1", "B1"]


def test_a_near_course_that_is_too_long_waits_behind_what_fits():
    courses = [replace(one, minutes=60) for one in COURSES]
    courses[3] = replace(courses[3], minutes=61)

    assert keys(Answers(wishes=frozenset({"B2"})), courses)[:2] == ["B2", "B1"]
    assert keys(Answers(wishes=frozenset({"B2"}), minutes=60), courses) == [
        "B2",
        "B3",
        "A1",
    ]
    assert keys(Answers(wishes=frozenset({"B2"}), minutes=61), courses)[1] == "B1"


def test_a_begun_course_late_in_its_track_is_no_better_than_a_near_first_one():
    courses = [replace(one, is_begun=one.key == "C3") for one in COURSES]

    assert keys(Answers(wishes=frozenset({"B2"})), courses) == ["B2", "B1", "C3"]


def test_the_first_course_of_a_known_track_goes_no_further():
    known = Answers(known_tracks=frozenset({"A"}))

    assert reasons("A1", known, COURSES[:1]) == (Reason.OPENS_A_TRACK,)


def test_a_completed_course_is_left_out_even_when_wished_for():
    courses = [replace(one, is_completed=one.key == "B1") for one in COURSES]

    assert keys(Answers(wishes=frozenset({"B1"})), courses) == ["A1", "C1", "A2"]


def test_officials_courses_come_last_for_everybody_else_yet_come():
    courses = [one for one in COURSES if one.key in {"A3", "D1", "D2"}]
    wishes = frozenset({"D1", "D2"})
    begun = [replace(one, is_begun=one.track == "D") for one in courses]

    assert keys(Answers(), courses) == ["A3", "D1", "D2"]
    assert keys(Answers(wishes=wishes, minutes=999), begun) == ["A3", "D1", "D2"]


@pytest.mark.parametrize(
    ("key", "answers", "expected"),
    [
        ("A1", Answers(), [Reason.OPENS_A_TRACK]),
        ("A1", Answers(skill=Skill.NEW), [Reason.FIRST_STEPS]),
        ("B1", Answers(skill=Skill.NEW), [Reason.OPENS_A_TRACK]),
        ("A2", Answers(skill=Skill.SURE), [Reason.FOLLOWS]),
        ("D1", Answers(is_official=True), [Reason.FOR_OFFICIALS]),
        ("A2", Answers(known_tracks=frozenset({"A"})), [Reason.GOES_FURTHER]),
        ("A1", Answers(minutes=70), [Reason.FITS_THE_TIME]),
        ("B2", Answers(wishes=frozenset({"B1"})), [Reason.NEAR_A_WISH]),
        (
            "B2",
            Answers(
                wishes=frozenset({"B2"}), known_tracks=frozenset({"B"}), minutes=90
            ),
            [Reason.WISHED, Reason.GOES_FURTHER, Reason.FITS_THE_TIME],
        ),
    ],
)
def test_each_course_comes_with_its_reasons(key, answers, expected):
    assert list(reasons(key, answers)) == expected


def test_a_begun_course_says_so():
    courses = [replace(one, is_begun=one.key == "A1") for one in COURSES]

    assert reasons("A1", Answers(), courses) == (Reason.BEGUN,)


def test_the_wish_for_a_completed_course_lifts_no_other():
    courses = [replace(one, is_completed=one.key == "B1") for one in COURSES]

    assert "B2" not in keys(Answers(wishes=frozenset({"B1"})), courses)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_courses_are_all_recommended(count):
    assert len(keys(Answers(skill=Skill.NEW), COURSES[:count])) == count


answers_of_any_kind = st.builds(
    Answers,
    is_official=st.booleans(),
    skill=st.sampled_from([None, *Skill]),
    wishes=st.frozensets(st.sampled_from([one.key for one in COURSES] + ["gone"])),
    minutes=st.none() | st.integers(0, 500),
    known_tracks=st.frozensets(st.sampled_from("ABCD")),
)


@given(answers_of_any_kind, st.lists(st.sampled_from(COURSES), unique=True), st.data())
def test_three_whenever_three_are_left_and_each_with_a_reason(answers, courses, data):
    done = data.draw(st.sets(st.sampled_from(courses)) if courses else st.just(set()))
    marked = [replace(one, is_completed=one in done) for one in courses]

    found = recommend(marked, answers)

    left = {one.key for one in marked if not one.is_completed}
    assert len(found) == min(scoring.MOST_RECOMMENDED, len(left))
    assert {one.key for one in found} <= left
    assert len({one.key for one in found}) == len(found)
    assert all(one.reasons for one in found)


@given(answers_of_any_kind, st.permutations(COURSES))
def test_the_order_of_the_list_makes_no_difference(answers, courses):
    assert recommend(courses, answers) == recommend(COURSES, answers)


@given(answers_of_any_kind)
def test_a_resident_gets_no_officials_course_while_there_are_others(answers):
    as_resident = replace(answers, is_official=False)

    assert not any(key.startswith("D") for key in keys(as_resident))
