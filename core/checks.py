"""System checks: what must be true before the site may start."""

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import connections
from wagtail.models import PageViewRestriction

from core.models import ViewedPage


@register()
def check_pages_are_served(app_configs, **_kwargs):
    """core.E001: every page type names a view that exists."""
    problems = []
    for model in apps.get_models():
        if not issubclass(model, ViewedPage):
            continue
        try:
            model.view()
        except (AttributeError, ImportError) as failure:
            problems.append(
                Error(
                    f"{model.__name__}.served_by names no view: {failure}",
                    hint="Write the dotted path of a function view(request, page).",
                    obj=model,
                    id="core.E001",
                )
            )
    return problems


@register(Tags.database)
def no_page_is_private(app_configs, databases, **_kwargs):
    """core.E002: no page has a view restriction; `migrate` and `check --database` ask.

    One may remain from before, or be made by a script; nothing but the page's own
    address would honour it.
    """
    return [
        problem for alias in databases or () for problem in _private_pages_in(alias)
    ]


def _private_pages_in(alias: str) -> list[Error]:
    table = PageViewRestriction._meta.db_table
    if table not in connections[alias].introspection.table_names():
        return []
    restrictions = PageViewRestriction.objects.using(alias).select_related("page")
    return [
        Error(
            f"The page {restriction.page_id}, {restriction.page.title!r}, has a view "
            "restriction: its title and its forms are open all the same.",
            hint="Unpublish what nobody shall read, then delete the restriction: "
            f"PageViewRestriction.objects.get(pk={restriction.pk}).delete()",
            id="core.E002",
        )
        for restriction in restrictions.order_by("pk")
    ]
