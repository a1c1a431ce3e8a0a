"""What editors may not do with a quiz: cut its translations loose from their source.

A version that goes its own way would be a second place where keys could be written;
only the source page may hold them.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import stop_translation

from quizzes import components
from quizzes.models import QuizPage

CUTTING_LOOSE = ("localize-convert-to-alias", "localize-restart-translation")


def _is_quiz(page) -> bool:
    return issubclass(page.specific_class or Page, QuizPage)


def _refuse(request, page):
    messages.error(
        request,
        _("A quiz keeps its translations: its keys are written in one place only."),
    )
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("construct_homepage_summary_items")
def add_count(request, summary_items):
    summary_items.append(components.count_of_quizzes(request))


@hooks.register("construct_page_action_menu")
def hide_cutting_loose(menu_items, request, context):
    page = context.get("page")
    if page is not None and _is_quiz(page):
        menu_items[:] = [item for item in menu_items if item.name not in CUTTING_LOOSE]


@hooks.register("before_edit_page", order=-1)
def refuse_cutting_loose(request, page):
    if request.method == "POST" and "localize-convert-to-alias" in request.POST:
        return _refuse(request, page) if _is_quiz(page) else None
    return None


@hooks.register("before_convert_alias_page")
def refuse_own_version(request, page):
    return _refuse(request, page) if _is_quiz(page) else None


def stop_unless_quiz(request, translation_id):
    translation = get_object_or_404(Translation, pk=translation_id)
    target = translation.get_target_instance()
    if isinstance(target, QuizPage):
        if not target.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return _refuse(request, target)
    return stop_translation(request, translation_id)


def alias_unless_quiz(request, page_id):
    page = get_object_or_404(Page, pk=page_id)
    if _is_quiz(page):
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return _refuse(request, page)
    return convert_to_alias(request, page_id)


@hooks.register("register_admin_urls", order=-1)
def guard_localize_addresses():
    """Stand before wagtail-localize's own views of the same addresses."""
    return [
        path(
            "localize/translate/<int:translation_id>/disable/",
            stop_unless_quiz,
            name="quizzes_stop_translation",
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            alias_unless_quiz,
            name="quizzes_convert_to_alias",
        ),
    ]
