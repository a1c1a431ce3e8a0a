"""When the units of a course change, its curriculum is recorded anew."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.actions import record_curriculum
from courses.models import CoursePage, UnitPage


@receiver([page_published, page_unpublished])
def on_tree_changed(sender, instance, **_kwargs):
    if issubclass(sender, (UnitPage, CoursePage)):
        record_curriculum(page=instance)


@receiver(post_page_move)
def on_page_moved(instance, parent_page_before, **_kwargs):
    """A page leaves one course and comes to another, or to another place in it."""
    record_curriculum(page=parent_page_before)
    record_curriculum(page=instance)


@receiver(post_delete, sender=Page)
def on_page_deleted(instance, **_kwargs):
    """The row of the base page goes last: only then is the unit out of the tree."""
    record_curriculum(page=instance)
