"""Canvases: started, saved section by section, never silently overwritten."""

from datetime import timedelta
from functools import partial

import pytest

from courses import actions, canvas as rules
from courses.exceptions import SectionChanged, TooManyCanvases
from courses.models import ProjectCanvas
from courses.permissions import can_start_canvas
from tests.factories import courses as make
from tests.racing import race

LATER = make.NOW + timedelta(minutes=5)
GOALS = {"goal": "Safe streets"}


@pytest.fixture
def canvas(learner):
    return make.make_canvas(learner)


def save(canvas, section="goals", values=GOALS, version=1):
    return actions.save_section(
        canvas=canvas, section=section, values=values, version=version, now=LATER
    )


def stored(canvas):
    return ProjectCanvas.objects.get(pk=canvas.pk)


def test_a_new_canvas_is_empty_and_its_owner_s(learner):
    canvas = make.make_canvas(learner, title="Light")

    assert (canvas.title, canvas.contents, canvas.version) == ("Light", {}, 1)
    assert list(ProjectCanvas.objects.of(learner)) == [canvas]
    assert not ProjectCanvas.objects.of(make.make_person()).exists()


def test_one_more_than_allowed_is_refused(learner):
    for _number in range(rules.MOST_CANVASES):
        assert can_start_canvas(learner)
        make.make_canvas(learner)

    assert not can_start_canvas(learner)
    with pytest.raises(TooManyCanvases):
        make.make_canvas(learner)
    assert can_start_canvas(make.make_person())


def test_saving_keeps_values_version_and_moment(canvas):
    saved = save(canvas)

    assert stored(canvas).contents == {"goals": GOALS}
    assert (saved.version, saved.changed_at) == (2, LATER)


def test_another_window_is_not_overwritten(canvas):
    save(canvas)

    with pytest.raises(SectionChanged):
        save(canvas, values={"goal": "Something else"})

    assert stored(canvas).contents == {"goals": GOALS}
    assert stored(canvas).version == 2


def test_whoever_has_seen_the_change_may_overwrite_it(canvas):
    save(canvas)

    save(canvas, values={"goal": "Better"}, version=2)

    assert stored(canvas).contents == {"goals": {"goal": "Better"}}


def test_another_section_is_no_conflict(canvas):
    save(canvas)

    save(canvas, "budget", {"upkeep": "School"}, version=1)

    assert stored(canvas).contents == {"goals": GOALS, "budget": {"upkeep": "School"}}


def test_the_same_sent_twice_is_saved_once(canvas):
    save(canvas)

    assert save(canvas).version == 2
    assert save(canvas, "plan", {}).version == 2


def test_a_section_may_be_emptied(canvas):
    save(canvas)
    save(canvas, values={}, version=2)

    assert stored(canvas).values_of("goals") == {}


def test_name_region_and_language_are_kept_as_a_section_is(canvas):
    about = partial(
        actions.save_about, canvas=canvas, region=None, language="ru", now=LATER
    )
    about(title="Light", version=1)
    about(title="Light", version=1)
    with pytest.raises(SectionChanged):
        about(title="Dark", version=1)
    save(canvas)

    found = stored(canvas)
    assert (found.title, found.language, found.version) == ("Light", "ru", 3)


def test_a_deleted_canvas_cannot_be_saved(canvas):
    actions.delete_canvas(canvas=stored(canvas))

    with pytest.raises(ProjectCanvas.DoesNotExist):
        save(canvas)


def test_with_its_owner_a_canvas_goes(learner, canvas):
    learner.delete()

    assert not ProjectCanvas.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_at_once_one_is_told():
    canvas = make.make_canvas(make.make_person())

    def act(text):
        try:
            save(canvas, values={"goal": text})
        except SectionChanged:
            return "told"
        return "saved"

    results = race(partial(act, "one"), partial(act, "two"), before="UPDATE")

    assert sorted(results) == ["saved", "told"]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_do_not_pass_the_limit():
    person = make.make_person()
    for _number in range(rules.MOST_CANVASES - 1):
        make.make_canvas(person)

    def act():
        try:
            make.make_canvas(person)
        except TooManyCanvases:
            return "refused"
        return "started"

    assert sorted(race(act, act, before="INSERT")) == ["refused", "started"]
