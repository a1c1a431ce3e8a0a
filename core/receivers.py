"""What core does when a page changes, whoever changed it."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import StringTranslation

from core import routing, translating, translations
from core.models import ViewedPage


@receiver(page_published)
def on_page_published(sender, instance, **_kwargs):
    if issubclass(sender, ViewedPage):
        translations.ensure_stand_ins(instance)
        translating.renew_translations(page=instance)
    routing.forget_site_shape()


@receiver(page_unpublished)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_page_withheld(**_kwargs):
    routing.forget_site_shape()


@receiver(post_page_move)
def on_page_moved(sender, instance, **_kwargs):
    if issubclass(sender, ViewedPage) and instance.alias_of_id is None:
        translations.follow_move(instance)
    routing.forget_site_shape()


@receiver(pre_save, sender=StringTranslation)
def on_translation_given(instance, update_fields=None, **_kwargs):
    if update_fields is None or "data" in update_fields:
        translating.tidy(instance)
