"""Which courses fit what somebody said in the finder: weights, order, reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_RECOMMENDED = 3


class Skill(StrEnum):
    """How used somebody is to a computer or a phone."""

    NEW = "new"
    SOME = "some"
    SURE = "sure"


class Reason(StrEnum):
    """Why a course is recommended."""

    WISHED = "wished"
    FOR_OFFICIALS = "officials"
    FIRST_STEPS = "first-steps"
    BEGUN = "begun"
    NEAR_A_WISH = "near"
    GOES_FURTHER = "further"
    FITS_THE_TIME = "time"
    OPENS_A_TRACK = "opens"
    FOLLOWS = "follows"


WEIGHTS = {
    Reason.WISHED: 100,
    Reason.FOR_OFFICIALS: 50,
    Reason.FIRST_STEPS: 60,
    Reason.BEGUN: 30,
    Reason.NEAR_A_WISH: 20,
    Reason.GOES_FURTHER: 15,
    Reason.FITS_THE_TIME: 10,
    Reason.OPENS_A_TRACK: 0,
    Reason.FOLLOWS: 0,
}
FOR_OTHERS = -400
"""Less than everything that may speak for a course together."""

KNOWN_ALREADY = -30
TOO_LONG = -15
TOO_EASY = -15
A_PLACE_LATER = -5


@dataclass(frozen=True)
class Candidate:
    """A course as the finder weighs it; places count from nought."""

    key: str
    track: str
    track_place: int
    place: int
    is_for_officials: bool
    minutes: int
    is_begun: bool = False
    is_completed: bool = False

    @property
    def is_first_of_all(self) -> bool:
        return self.track_place == 0 and self.place == 0


@dataclass(frozen=True)
class Answers:
    """What somebody said; an unanswered question leaves its field empty."""

    is_official: bool = False
    skill: Skill | None = None
    wishes: frozenset[str] = frozenset()
    minutes: int | None = None
    known_tracks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Recommendation:
    """A course that fits, and why: the weightiest reason first, never none."""

    key: str
    reasons: tuple[Reason, ...]


def _reasons(
    course: Candidate, answers: Answers, wished_tracks: frozenset[str]
) -> tuple[Reason, ...]:
    is_known = course.track in answers.known_tracks
    is_wished = course.key in answers.wishes
    holds = {
        Reason.WISHED: is_wished,
        Reason.FIRST_STEPS: course.is_first_of_all and answers.skill == Skill.NEW,
        Reason.FOR_OFFICIALS: course.is_for_officials and answers.is_official,
        Reason.BEGUN: course.is_begun,
        Reason.NEAR_A_WISH: not is_wished and course.track in wished_tracks,
        Reason.GOES_FURTHER: is_known and course.place > 0,
        Reason.FITS_THE_TIME: answers.minutes is not None
        and course.minutes <= answers.minutes,
    }
    found = tuple(reason for reason, is_true in holds.items() if is_true)
    if found:
        return found
    return (Reason.FOLLOWS if course.place else Reason.OPENS_A_TRACK,)


def _drawbacks(course: Candidate, answers: Answers) -> int:
    is_known = course.track in answers.known_tracks
    holds = (
        (FOR_OTHERS, course.is_for_officials and not answers.is_official),
        (KNOWN_ALREADY, is_known and course.place == 0),
        (TOO_LONG, answers.minutes is not None and course.minutes > answers.minutes),
        (TOO_EASY, course.is_first_of_all and answers.skill == Skill.SURE),
        (A_PLACE_LATER * course.place, not is_known),
    )
    return sum(weight for weight, is_true in holds if is_true)


def recommend(
    courses: Iterable[Candidate], answers: Answers
) -> tuple[Recommendation, ...]:
    """Choose three courses, the best first, each with the reasons for it.

    Never one that was completed; fewer than three only when no more are left. What
    somebody wishes for outweighs all the rest; what is meant for officials comes
    last for everybody else. Of equals the one that stands first in the list wins.
    """
    left = [course for course in courses if not course.is_completed]
    wished_tracks = frozenset(c.track for c in left if c.key in answers.wishes)
    weighed = []
    for course in left:
        reasons = _reasons(course, answers, wished_tracks)
        score = sum(WEIGHTS[reason] for reason in reasons)
        weighed.append((score + _drawbacks(course, answers), course, reasons))
    weighed.sort(key=lambda row: (-row[0], row[1].place, row[1].track_place))
    return tuple(
        Recommendation(course.key, reasons)
        for _score, course, reasons in weighed[:MOST_RECOMMENDED]
    )
