"""The ground under the house tests: what they read, and how excuses are judged."""

from tests.house.repository import all_files, apps, code, judged, rank_of


def test_files_are_found():
    assert "manage.py" in all_files()
    assert "core/pdf.py" in code()
    assert not [path for path in all_files() if path.startswith((".venv/", "var/"))]


def test_ladder_is_read_from_the_contract():
    heights = rank_of()

    assert heights["core"] == 0
    assert heights["home"] == heights["dashboard"]
    assert max(heights, key=heights.get) == "lms"
    assert "courses" in apps()


def test_judged_keeps_what_nobody_has_excused():
    assert judged(["a", "b"], {"a": "it has a reason"}) == ["b"]


def test_judged_refuses_an_excuse_that_excuses_nothing():
    assert judged([], {"a": "it has a reason"}) == ["a: excused, but not found"]


def test_judged_refuses_an_excuse_without_a_reason():
    assert judged(["a"], {"a": "because"}) == ["a"]
