"""System checks: what must be true before the site may start."""

from django.apps import apps
from django.core.checks import Error, register

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
