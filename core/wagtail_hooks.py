"""What the product changes in Wagtail's admin: looks, menu, first page, translating."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, re_path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.home import LockedPagesPanel
from wagtail.admin.widgets.button import Button
from wagtail.models import Site
from wagtail.permissions import register_permission_policy
from wagtail.sites.views import IndexView as SitesIndexView
from wagtail_localize.wagtail_hooks import (
    page_listing_more_buttons,
    register_wagtail_localize2_report_menu_item,
)

from core import components, desk_views, translating
from core.desk import ReadOnlyPolicy, can_translate, take_back
from core.models import AuditEntry, Job, ViewedPage
from core.viewsets import AuditEntryViewSet, JobViewSet

NOT_OURS = {"snippets", "help"}
UNHELPFUL_REPORTS = {"page-types-usage"}

register_permission_policy(Job, ReadOnlyPolicy(Job))
register_permission_policy(AuditEntry, ReadOnlyPolicy(AuditEntry))

# As in the form: an alias is made for other languages alone
PagesAdminAPIViewSet.actions.pop("create_alias", None)

# Said without the plural of a noun, which is wrong after a Kazakh number
WagtailPaginator.items_count_label = property(components.count_in_all)

# Wagtail makes these labels of the names in its code
for column in SitesIndexView.columns:
    if column.name in {"port", "site_name", "root_page"}:
        column.label = capfirst(Site._meta.get_field(column.name).verbose_name)


# --- Looks ------------------------------------------------------------------------


@hooks.register("insert_global_admin_css")
def dress_admin():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_icons")
def add_icons(icons):
    return [*icons, "core/admin/icons/tick.svg"]


# --- Menu -------------------------------------------------------------------------


@hooks.register("register_admin_viewset")
def register_system_lists():
    return [JobViewSet(), AuditEntryViewSet()]


@hooks.register("register_admin_menu_item")
def register_learning_menu():
    menu = Menu(register_hook_name="register_learning_menu_item")
    return SubmenuMenuItem(
        _("Learning"), menu, name="learning", icon_name="glasses", order=600
    )


@hooks.register("register_admin_menu_item")
def register_people_menu():
    menu = Menu(register_hook_name="register_people_menu_item")
    return SubmenuMenuItem(
        _("People"), menu, name="people", icon_name="group", order=700
    )


@hooks.register("register_admin_menu_item")
def register_guide():
    return components.GuideMenuItem(
        _("Guide"), "", name="guide", icon_name="help", order=11000
    )


@hooks.register("construct_main_menu")
def order_main_menu(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in NOT_OURS]
    for item in menu_items:
        if item.name == "settings":
            item.label = _("System")


@hooks.register("construct_reports_menu")
def drop_unhelpful_reports(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in UNHELPFUL_REPORTS]


# Its name is a word of the reader's language, and it is shown to everybody
take_back("register_reports_menu_item", register_wagtail_localize2_report_menu_item)


@hooks.register("register_reports_menu_item")
def register_to_translate():
    return components.TranslatorsMenuItem(
        _("To translate"),
        reverse("to_translate"),
        name="to-translate",
        icon_name="wagtail-localize-language",
        order=100,
    )


# --- First page -------------------------------------------------------------------


@hooks.register("construct_homepage_panels", order=-10)
def add_panels(request, panels):
    """Wagtail's list of locked pages helps nobody here; its other panels stay."""
    panels[:] = [p for p in panels if not isinstance(p, LockedPagesPanel)]
    if request.user.has_perm("core.view_job"):
        panels.append(components.ParkedJobsPanel(request))
    if can_translate(request.user):
        panels.append(components.DraftsPanel(request))
        panels.extend(components.translation_panels(request))


@hooks.register("construct_homepage_summary_items", order=100)
def count_only_what_we_count(request, summary_items):
    summary_items[:] = [
        item for item in summary_items if isinstance(item, components.CountItem)
    ]


# --- Translating ------------------------------------------------------------------


take_back("register_page_header_buttons", page_listing_more_buttons)
take_back("register_page_listing_more_buttons", page_listing_more_buttons)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_translation(page, user, view_name=None, next_url=None):
    is_ours = issubclass(page.specific_class or type(page), ViewedPage)
    if is_ours and can_translate(user):
        yield Button(
            gettext("Translate"),
            reverse("page_languages", args=[page.pk]),
            icon_name="wagtail-localize-language",
            priority=15,
        )


@hooks.register("before_edit_page", order=-1)
def open_translators_screen(request, page):
    """Texts of a translation are written on our screen; `?parts` opens Wagtail's."""
    if "parts" in request.GET or request.method != "GET":
        return None
    if translating.translation_to(page) is not None:
        return redirect("translate_page", page.pk)
    if page.alias_of_id and page.alias_of.locale_id != page.locale_id:
        return redirect("page_languages", page.pk)
    return None


@hooks.register("after_publish_page")
def offer_languages(request, page):
    shows_elsewhere = page.get_translations().filter(alias_of=page).exists()
    if shows_elsewhere and can_translate(request.user):
        url = reverse("page_languages", args=[page.pk])
        messages.info(
            request,
            gettext("In the other languages this page shows the text you wrote."),
            buttons=[messages.button(url, gettext("Translate it"))],
        )


@hooks.register("register_admin_urls", order=-1)
def add_screens():
    """The last three stand before wagtail-localize's own views of these addresses."""
    return [
        path("language/", desk_views.choose_language, name="admin_language"),
        path("translate/", desk_views.ToTranslateView.as_view(), name="to_translate"),
        path(
            "translate/<int:page_id>/",
            desk_views.TranslateView.as_view(),
            name="translate_page",
        ),
        path(
            "translate/<int:page_id>/languages/",
            desk_views.LanguagesView.as_view(),
            name="page_languages",
        ),
        path(
            "translate/<int:page_id>/into/<slug:language>/",
            desk_views.begin,
            name="begin_translation",
        ),
        re_path(
            r"^localize/reports/translations/(results/)?$",
            desk_views.ToTranslateView.as_view(),
        ),
        path(
            "localize/submit/page/<int:page_id>/",
            desk_views.LanguagesView.as_view(),
            name="languages_of_page",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            desk_views.show_languages_of_source,
            name="languages_of_source",
        ),
    ]
