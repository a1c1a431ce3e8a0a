"""What can go wrong in courses, by name."""


class NotEnrolled(Exception):
    """The person has no enrolment in this course."""
