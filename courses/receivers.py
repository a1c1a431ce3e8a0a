"""What follows: curricula on units, copies on quotations, joining on sign-in."""

from allauth.account.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core import quotations
from courses.actions import note_text, record_curriculum
from courses.models import (
    CoursePage,
    DatedValue,
    GlossaryTerm,
    LessonPage,
    ReferenceValue,
    TextReview,
    UnitPage,
)
from courses.views import finish_joining

QUOTED = (
    DatedValue,
    GlossaryTerm,
    ReferenceValue,
    TextReview,
    get_document_model(),
    get_image_model(),
)


@receiver(user_logged_in)
def on_signed_in(request, response, **_kwargs):
    finish_joining(request, response)


@receiver([page_published, page_unpublished])
def on_tree_changed(sender, instance, **_kwargs):
    if issubclass(sender, (UnitPage, CoursePage)):
        record_curriculum(page=instance)


@receiver(page_published, sender=LessonPage)
def on_lesson_published(instance, **_kwargs):
    note_text(page=instance, now=timezone.now())


@receiver(post_page_move)
def on_page_moved(instance, parent_page_before, **_kwargs):
    """A page leaves one course and comes to another, or to another place in it."""
    record_curriculum(page=parent_page_before)
    record_curriculum(page=instance)


@receiver(post_delete, sender=Page)
def on_page_deleted(instance, **_kwargs):
    """The row of the base page goes last: only then is the unit out of the tree."""
    record_curriculum(page=instance)


@receiver([post_save, post_delete])
def on_quoted_changed(sender, **_kwargs):
    if issubclass(sender, QUOTED):
        quotations.note_change()


@receiver([page_slug_changed, page_unpublished, post_page_move])
def on_address_changed(**_kwargs):
    """Texts link to pages; their addresses are written out when they are rendered."""
    quotations.note_change()


@receiver(post_delete, sender=Page)
def on_linked_page_deleted(**_kwargs):
    quotations.note_change()


@receiver(page_published)
def on_first_published(instance, **_kwargs):
    if instance.first_published_at == instance.last_published_at:
        quotations.note_change()
