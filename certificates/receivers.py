"""A completed course earns its certificate."""

from django.dispatch import receiver
from django.utils import timezone

from certificates.actions import issue_if_earned
from courses.signals import course_completed


@receiver(course_completed)
def on_course_completed(sender, enrolment, **_kwargs):
    issue_if_earned(enrolment=enrolment, now=timezone.now())
