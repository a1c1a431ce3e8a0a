"""The courses that the finder recommends, each with its reasons in words."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from courses.enums import Audience
from courses.queries import CourseCard
from courses.scoring import Answers, Candidate, Reason, recommend


@dataclass(frozen=True)
class Recommended:
    """A course and why it is recommended, whole sentences."""

    card: CourseCard
    reasons: tuple[str, ...]


def _minutes(card: CourseCard) -> int:
    outline = card.outline
    return outline.minutes_left if outline.is_enrolled else outline.minutes


def _candidates(cards: list[CourseCard]) -> list[Candidate]:
    """Return courses as the rule weighs them: tracks in their order, courses in it."""
    tracks = {card.track.key: card.track for card in cards if card.track}
    in_order = sorted(tracks, key=lambda key: tracks[key].order)
    seen: Counter[str] = Counter()
    found = []
    for card in cards:
        track = card.track.key if card.track else ""
        is_official = bool(card.track) and card.track.audience == Audience.OFFICIAL
        found.append(
            Candidate(
                key=card.outline.course_key,
                track=track,
                track_place=in_order.index(track) if track else len(in_order),
                place=seen[track],
                is_for_officials=is_official,
                minutes=_minutes(card),
                is_begun=card.outline.is_enrolled,
                is_completed=card.outline.is_enrolled
                and card.outline.progress.is_complete,
            )
        )
        seen[track] += 1
    return found


def _words(reason: Reason, card: CourseCard) -> str:
    """Return why, as a sentence to the reader."""
    sentences = {
        Reason.WISHED: _("You would like to: “%(need)s”."),
        Reason.FOR_OFFICIALS: _("It is made for employees of state bodies."),
        Reason.FIRST_STEPS: _("It starts from the very beginning."),
        Reason.BEGUN: _("You have begun it: go on from where you stopped."),
        Reason.NEAR_A_WISH: _("It is on the same track as what you chose."),
        Reason.GOES_FURTHER: _("It goes further than what you know already."),
        Reason.FITS_THE_TIME: ngettext(
            "It fits into your time: %(minutes)d minute.",
            "It fits into your time: %(minutes)d minutes.",
            _minutes(card),
        ),
        Reason.OPENS_A_TRACK: _("It opens a track: nothing need be known before."),
        Reason.FOLLOWS: _("It is the next course of its track."),
    }
    return sentences[reason] % {"need": card.need, "minutes": _minutes(card)}


def recommended(cards: list[CourseCard], answers: Answers) -> tuple[Recommended, ...]:
    """Return the three courses that fit the answers best.

    A course without a unit cannot be begun, so it is not recommended.
    """
    ready = {card.outline.course_key: card for card in cards if card.outline.units}
    return tuple(
        Recommended(
            card=ready[one.key],
            reasons=tuple(_words(reason, ready[one.key]) for reason in one.reasons),
        )
        for one in recommend(_candidates([*ready.values()]), answers)
    )
