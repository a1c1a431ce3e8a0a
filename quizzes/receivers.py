"""What happens in quizzes when a page is published, or a version is touched."""

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published

from quizzes.actions import publish_questions
from quizzes.exceptions import QuestionIsImmutable
from quizzes.models import QuestionVersion, QuizPage


@receiver(page_published, sender=QuizPage)
def on_quiz_published(instance, **_kwargs):
    publish_questions(page=instance)


@receiver(pre_save)
def on_version_saved(sender, instance, raw=False, **_kwargs):
    if issubclass(sender, QuestionVersion) and not instance._state.adding and not raw:
        raise QuestionIsImmutable(instance)


@receiver(pre_delete)
def on_version_deleted(sender, instance, **_kwargs):
    if issubclass(sender, QuestionVersion):
        raise QuestionIsImmutable(instance)
