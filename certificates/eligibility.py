"""Who has earned a certificate, and if not, what is missing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The decision with its reason; an empty reason means earned."""

    reason: str = ""

    @property
    def is_earned(self) -> bool:
        return not self.reason


def course_verdict(*, is_completed: bool, has_name: bool) -> Verdict:
    """Decide on the certificate of a course.

    The course must be completed (courses.progress says when), and a whole name must
    be there to print. Reasons: "course_not_completed", "name_missing".
    """
    if not is_completed:
        return Verdict("course_not_completed")
    if not has_name:
        return Verdict("name_missing")
    return Verdict()
