"""A completed course earns its certificate."""

from django.dispatch import receiver
from django.utils import timezone

from certificates.actions import issue_certificate
from courses.signals import course_completed


@receiver(course_completed)
def on_course_completed(sender, enrolment, **_kwargs):
    issue_certificate(enrolment=enrolment, now=timezone.now())
