"""When the units of a course change, its curriculum is recorded anew."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.actions import record_curriculum
from courses.models import CoursePage, UnitPage


@receiver([page_published, page_unpublished, post_page_move])
def on_tree_changed(sender, instance, **_kwargs):
    if issubclass(sender, (UnitPage, CoursePage)):
        record_curriculum(page=instance)


@receiver(post_delete)
def on_unit_deleted(sender, instance, **_kwargs):
    if issubclass(sender, UnitPage):
        record_curriculum(page=instance)
