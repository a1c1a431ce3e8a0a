"""Enrolling, completing, withdrawing; and what a course asks for over time."""

from datetime import timedelta
from functools import partial

import pytest
from wagtail.models import Page

from courses import actions
from courses.enums import EnrolmentStatus, Evidence
from courses.models import (
    ChecklistRecord,
    Completion,
    CoursePage,
    CurriculumVersion,
    Enrolment,
    LessonPage,
)
from tests.factories import courses as make
from tests.racing import race, twice

LATER = make.NOW + timedelta(days=1)


def enrol(person, course, now=make.NOW, language="kk"):
    return actions.enrol(
        person=person, course_key=course.translation_key, language=language, now=now
    )


# --- Enrolling ------------------------------------------------------------------


def test_enrolling_keeps_language_time_and_what_is_asked_for(learner, course):
    enrolment = enrol(learner, course, language="ru")

    assert (enrolment.status, enrolment.language) == (EnrolmentStatus.ACTIVE, "ru")
    assert enrolment.enrolled_at == make.NOW
    assert enrolment.curriculum_version == make.latest_version(course)


def test_enrolling_again_changes_nothing(learner, course):
    first = enrol(learner, course)
    again = enrol(learner, course, now=LATER, language="en")

    assert (again.pk, again.enrolled_at) == (first.pk, make.NOW)


def test_enrolled_is_told_once_and_after_commit(
    learner, course, heard_enrolled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        enrolment = enrol(learner, course)
        enrol(learner, course)
        assert heard_enrolled == []

    assert heard_enrolled == [enrolment]


def test_a_course_without_a_recorded_curriculum_gets_one(learner, course):
    CurriculumVersion.objects.all().delete()

    enrolment = enrol(learner, course)

    keys = [str(unit.translation_key) for unit in make.units_of(course)]
    assert enrolment.curriculum_version.unit_keys == keys


def test_an_unknown_course_cannot_be_joined(learner):
    with pytest.raises(CoursePage.DoesNotExist):
        actions.enrol(
            person=learner,
            course_key=make.uid("no course"),
            language="kk",
            now=make.NOW,
        )


def test_two_presses_at_once_are_one_enrolment(transactional_db):
    person, course = make.make_person(), make.make_course_with(1)

    made = race(*twice(enrol, person=person, course=course), before="INSERT")

    assert made[0] == made[1] == Enrolment.objects.get()


def test_two_presses_at_once_are_two_where_nothing_prevents_it(transactional_db):
    """The race is real: looking first and writing then enrols twice."""
    person, course = make.make_person(), make.make_course_with(1)
    version = make.latest_version(course)

    def look_then_write(cycle):
        if not person.enrolments.exists():
            Enrolment.objects.create(
                person=person,
                course_key=course.translation_key,
                curriculum_version=version,
                cycle=cycle,
                language="kk",
                enrolled_at=make.NOW,
            )

    race(partial(look_then_write, 1), partial(look_then_write, 2), before="INSERT")

    assert Enrolment.objects.count() == 2


# --- Leaving and coming back --------------------------------------------------------


def test_withdrawing_keeps_what_was_done(enrolment, course):
    make.finish(enrolment, make.units_of(course)[0])

    actions.withdraw(enrolment=enrolment, now=LATER)

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.WITHDRAWN
    assert enrolment.withdrawn_at == LATER
    assert enrolment.completions.count() == 1


def test_withdrawing_twice_keeps_the_first_date(enrolment):
    actions.withdraw(enrolment=enrolment, now=make.NOW)
    actions.withdraw(enrolment=enrolment, now=LATER)

    enrolment.refresh_from_db()
    assert enrolment.withdrawn_at == make.NOW


def test_who_comes_back_goes_on_where_they_stopped(
    learner, course, enrolment, heard_enrolled, django_capture_on_commit_callbacks
):
    make.finish(enrolment, make.units_of(course)[0])
    actions.withdraw(enrolment=enrolment, now=LATER)

    with django_capture_on_commit_callbacks(execute=True):
        again = enrol(learner, course, now=LATER)

    assert (again.pk, again.status) == (enrolment.pk, EnrolmentStatus.ACTIVE)
    assert again.withdrawn_at is None
    assert again.completions.count() == 1
    assert heard_enrolled == [again]


def test_who_comes_back_to_a_completed_course_has_completed_it(learner, course):
    enrolment = make.make_completed(learner, course)
    actions.withdraw(enrolment=enrolment, now=LATER)

    again = enrol(learner, course, now=LATER)

    assert again.status == EnrolmentStatus.COMPLETED
    assert again.completed_at == make.NOW


# --- Completing -----------------------------------------------------------------


def test_a_completion_keeps_its_first_date_and_evidence(enrolment, course):
    unit = make.units_of(course)[0]

    make.finish(enrolment, unit)
    again = make.finish(
        enrolment, unit, now=LATER, evidence_kind=Evidence.STAFF, language="ru"
    )

    assert again.completed_at == make.NOW
    assert (again.evidence_kind, again.language) == (Evidence.READ, "kk")
    assert Completion.objects.count() == 1


def test_the_last_unit_completes_the_course(enrolment, course):
    first, second, third = make.units_of(course)

    make.finish(enrolment, third, first)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None

    make.finish(enrolment, second, now=LATER)
    assert enrolment.status == EnrolmentStatus.COMPLETED
    assert enrolment.completed_at == LATER


def test_completed_is_told_once_and_after_commit(
    enrolment, course, heard_completed, django_capture_on_commit_callbacks
):
    units = make.units_of(course)
    with django_capture_on_commit_callbacks(execute=True):
        make.finish(enrolment, *units)
        make.finish(enrolment, *units, now=LATER)
        assert heard_completed == []

    assert heard_completed == [enrolment]
    enrolment.refresh_from_db()
    assert enrolment.completed_at == make.NOW


def test_a_unit_outside_the_course_completes_nothing(enrolment):
    make.finish(enrolment, make.make_lesson())

    enrolment.refresh_from_db()
    assert enrolment.completed_at is None


def test_a_withdrawn_enrolment_is_not_completed(enrolment, course):
    actions.withdraw(enrolment=enrolment, now=make.NOW)

    make.finish(enrolment, *make.units_of(course))

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.WITHDRAWN


def test_a_course_that_is_gone_can_still_be_completed(enrolment, course):
    units = make.units_of(course)
    Page.objects.get(pk=course.pk).delete()

    make.finish(enrolment, *units)

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.COMPLETED


def finishing(enrolment, unit):
    """Finish a unit as a request does: with an enrolment read by itself."""
    make.finish(Enrolment.objects.get(pk=enrolment.pk), unit)


def test_one_unit_finished_twice_at_once_is_one_completion(
    transactional_db, heard_completed
):
    enrolment = make.make_enrolment()
    unit = LessonPage.objects.get(locale__language_code="kk")

    race(*twice(finishing, enrolment=enrolment, unit=unit), before="INSERT")

    assert Completion.objects.count() == 1
    assert heard_completed == [enrolment]


def test_the_last_two_units_finished_at_once_complete_the_course(
    transactional_db, heard_completed
):
    course = make.make_course_with(2)
    enrolment = make.make_enrolment(course=course)

    race(
        *(partial(finishing, enrolment, unit) for unit in make.units_of(course)),
        before="INSERT",
    )

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.COMPLETED
    assert heard_completed == [enrolment]


# --- What a course asks for -----------------------------------------------------------


def numbers(course):
    versions = CurriculumVersion.objects.filter(course_key=course.translation_key)
    return list(versions.order_by("number").values_list("number", flat=True))


def keys(*units):
    return [str(unit.translation_key) for unit in units]


def test_a_new_unit_makes_a_new_version(course):
    before = numbers(course)
    lesson = make.make_lesson(course)

    assert numbers(course) == [*before, before[-1] + 1]
    assert make.latest_version(course).unit_keys[-1] == str(lesson.translation_key)


def test_a_changed_text_makes_no_new_version(course):
    before = numbers(course)
    lesson = make.units_of(course)[0]
    lesson.title = "Жаңа"
    lesson.save_revision().publish()

    assert numbers(course) == before


def test_a_translation_makes_no_new_version(course, django_capture_on_commit_callbacks):
    before = numbers(course)
    with django_capture_on_commit_callbacks(execute=True):
        make.translate(make.units_of(course)[0], "ru")

    assert numbers(course) == before


@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_lesson_born_in_another_language_is_asked_for(course, code):
    lesson = make.make_lesson(make.in_language(course, code).specific)

    assert str(lesson.translation_key) in make.latest_version(course).unit_keys


def test_units_of_modules_are_asked_for_in_the_order_of_the_tree(course):
    module = make.make_module(course)
    inner = make.make_lesson(module)
    last = make.make_lesson(course)

    assert make.latest_version(course).unit_keys == keys(
        *make.units_of(course)[:3], inner, last
    )


@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_a_unit_taken_away_makes_a_new_version(course, act):
    first, second, third = make.units_of(course)
    other = make.make_course()
    {
        "unpublish": second.unpublish,
        "delete": Page.objects.get(pk=second.pk).delete,
        "move": partial(second.move, other, pos="last-child"),
    }[act]()

    assert make.latest_version(course).unit_keys == keys(first, third)


def test_another_order_makes_a_new_version(course):
    first, second, third = make.units_of(course)

    third.move(first, pos="left")

    assert make.latest_version(course).unit_keys == keys(third, first, second)


def test_a_page_outside_any_course_records_nothing(course):
    assert actions.record_curriculum(page=make.make_home()) is None


def test_a_course_without_a_kazakh_version_records_its_own(course):
    russian = make.in_language(course, "ru").specific
    Page.objects.get(pk=course.pk).delete()

    version = actions.record_curriculum(page=russian)

    assert version.course_key == course.translation_key
    assert version.unit_keys == []


def test_a_lesson_added_later_takes_no_completion_back(learner, course):
    done = make.make_completed(learner, course)

    make.make_lesson(course)

    done.refresh_from_db()
    assert done.status == EnrolmentStatus.COMPLETED
    assert len(done.curriculum_version.unit_keys) == 3


def test_a_lesson_added_later_is_asked_only_of_newcomers(enrolment, course):
    units = make.units_of(course)
    added = make.make_lesson(course)

    make.finish(enrolment, *units)
    newcomer = make.make_enrolment(course=course)
    make.finish(newcomer, *units)

    enrolment.refresh_from_db()
    newcomer.refresh_from_db()
    assert enrolment.completed_at
    assert not newcomer.completed_at
    make.finish(newcomer, added)
    assert newcomer.completed_at


def test_who_has_done_all_that_is_left_is_settled_at_once(
    enrolment, course, heard_completed, django_capture_on_commit_callbacks
):
    first, second, third = make.units_of(course)
    make.finish(enrolment, first, second)

    with django_capture_on_commit_callbacks(execute=True):
        third.unpublish()

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.COMPLETED
    assert heard_completed == [enrolment]


def test_who_has_done_nothing_completes_nothing_when_all_is_taken_away(
    enrolment, course
):
    for unit in make.units_of(course):
        unit.unpublish()

    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.ACTIVE


def test_two_lessons_published_at_once_are_both_asked_for(transactional_db):
    course = make.make_course_with(1)
    drafts = [make.make_lesson(course) for _number in range(2)]
    for draft in drafts:
        draft.unpublish()

    def publish(pk):
        LessonPage.objects.get(pk=pk).get_latest_revision().publish()

    race(
        *(partial(publish, draft.pk) for draft in drafts),
        before='INSERT INTO "courses_cur',
    )

    assert len(make.latest_version(course).unit_keys) == 3


# --- Ticks and claims -----------------------------------------------------------------


def test_ticks_are_kept_for_one_person_and_replaced_as_a_whole(learner):
    unit_key = make.make_lesson().translation_key
    actions.record_ticks(person=learner, unit_key=unit_key, ticked=["b", "a", "b"])
    actions.record_ticks(person=make.make_person(), unit_key=unit_key, ticked=["z"])
    actions.record_ticks(person=learner, unit_key=unit_key, ticked=["c", "a"])

    record = ChecklistRecord.objects.get(person=learner)
    assert record.ticked == ["a", "c"]


def test_claimed_reading_enrols_and_says_what_it_rests_on(learner, course):
    first, second, _third = make.units_of(course)
    elsewhere = make.make_lesson()

    count = actions.claim_reading(
        person=learner, units=[first, second, elsewhere], language="ru", now=make.NOW
    )

    assert count == 3
    found = Completion.objects.filter(enrolment__person=learner)
    assert set(found.values_list("evidence_kind", "language")) == {("guest", "ru")}
    assert learner.enrolments.count() == 2


def test_reading_is_claimed_once(learner, course):
    unit = make.units_of(course)[0]
    for _time in range(2):
        actions.claim_reading(person=learner, units=[unit], language="kk", now=make.NOW)

    assert Completion.objects.count() == 1


def test_nothing_ticked_claims_nothing(learner):
    assert (
        actions.claim_reading(person=learner, units=[], language="kk", now=make.NOW)
        == 0
    )
    assert not learner.enrolments.exists()
