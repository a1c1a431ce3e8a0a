"""What editors meet: page types and blocks with icon, label, place and a view."""

from collections.abc import Iterator

from django.apps import apps as django_apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import ViewedPage
from tests.house.repository import apps

DECLARED = ("icon", "page_description", "parent_page_types", "served_by")
DEFAULT_ICON = blocks.Block().meta.icon


def our_models() -> list[type[models.Model]]:
    return [m for m in django_apps.get_models() if m._meta.app_label in apps()]


def page_types() -> list[type[Page]]:
    return [model for model in our_models() if issubclass(model, Page)]


def is_worded(value) -> bool:
    """Whether a text is there, and marked for translation."""
    return isinstance(value, Promise) and bool(str(value).strip())


# --- Page types ------------------------------------------------------------------


def undeclared(page_type: type, app: str) -> list[str]:
    """Return what a page type leaves to chance."""
    own = vars(page_type)
    faults = [name for name in DECLARED if not own.get(name)]
    if not is_worded(own.get("page_description", _("set"))):
        faults.append("page_description is not marked")
    if not own.get("served_by", app).startswith(app):
        faults.append("served_by another app")
    if not page_type.preview_modes:
        faults.append("no preview")
    return faults


def test_undeclared_is_found():
    class Silent:
        served_by = "courses.views.show_lesson"
        page_description = "Not marked"
        preview_modes = ()

    assert undeclared(Silent, "quizzes") == [
        "icon",
        "parent_page_types",
        "page_description is not marked",
        "served_by another app",
        "no preview",
    ]


def test_page_types_declare_what_they_are():
    found = {p._meta.label: undeclared(p, p._meta.app_label) for p in page_types()}

    assert len(found) > 8
    assert {label: faults for label, faults in found.items() if faults} == {}


def test_page_types_are_viewed_pages_whose_view_resolves():
    assert [p for p in page_types() if not issubclass(p, ViewedPage)] == []
    assert [p for p in page_types() if not callable(p.view())] == []


def test_page_types_are_for_everybody():
    assert {tuple(p.private_page_options) for p in page_types()} == {()}


# --- Blocks ----------------------------------------------------------------------


def offered(stream: blocks.StreamBlock, place: str) -> Iterator[tuple[str, object]]:
    """Yield the blocks that an editor chooses from, here and inside them."""
    for name, block in stream.child_blocks.items():
        yield f"{place}.{name}", block
        yield from _deeper(block, f"{place}.{name}")


def _deeper(block, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(block, blocks.StreamBlock):
        yield from offered(block, place)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _deeper(child, f"{place}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from _deeper(block.child_block, place)


def asked(block, place: str) -> Iterator[tuple[str, object]]:
    """Yield the fields that a block asks an editor to fill in."""
    children = getattr(block, "child_blocks", {})
    for name, child in children.items():
        yield f"{place}.{name}", child
        yield from asked(child, f"{place}.{name}")
    if isinstance(block, blocks.ListBlock):
        yield from asked(block.child_block, place)


def bare_blocks(stream: blocks.StreamBlock, place: str) -> list[str]:
    """Return the blocks without a label, an icon of their own, or a description.

    Where there is one block only, nobody chooses, and nothing need be described.
    """
    faults = []
    for name, block in offered(stream, place):
        if not is_worded(block.meta.label):
            faults.append(f"{name}: label")
        if block.meta.icon == DEFAULT_ICON:
            faults.append(f"{name}: icon")
        if len(stream.child_blocks) > 1 and not is_worded(
            getattr(block.meta, "description", None)
        ):
            faults.append(f"{name}: description")
    fields = [
        f"{name}: label"
        for name, block in asked(stream, place)
        if not is_worded(block.meta.label)
    ]
    return sorted({*faults, *fields})


def streams() -> dict[str, blocks.StreamBlock]:
    return {
        str(field): field.stream_block
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    }


def test_bare_blocks_are_found():
    inner = blocks.StructBlock([("text", blocks.CharBlock())], label=_("Inner"))
    planted = blocks.StreamBlock(
        [
            ("list", blocks.ListBlock(inner, label="Not marked", icon="list-ul")),
            ("good", blocks.CharBlock(label=_("A"), icon="tick", description=_("B"))),
        ]
    )

    assert bare_blocks(planted, "page") == [
        "page.list.text: label",
        "page.list: description",
        "page.list: label",
    ]


def test_blocks_have_icon_label_and_description():
    found = {name: bare_blocks(stream, "") for name, stream in streams().items()}

    assert len(found) > 5
    assert {name: faults for name, faults in found.items() if faults} == {}


# --- Names of models and fields ---------------------------------------------------


def unworded(model: type[models.Model]) -> list[str]:
    """Return the names of a model and its fields that no translator sees."""
    given = model._meta.original_attrs
    faults = [] if is_worded(given.get("verbose_name")) else ["verbose_name"]
    if not model._meta.parents and not is_worded(given.get("verbose_name_plural")):
        faults.append("verbose_name_plural")
    return faults + [
        field.name
        for field in model._meta.local_fields
        if not (field.auto_created or field.primary_key)
        and field.name != "polymorphic_ctype"
        and not is_worded(field._verbose_name)
    ]


def test_unworded_is_found():
    class Meta:
        app_label = "core"
        verbose_name = "not marked"

    fields = {
        "number": models.IntegerField(_("number")),
        "place": models.IntegerField("place"),
        "day": models.DateField(),
    }
    body = {"__module__": "core.planted", "Meta": Meta, **fields}
    planted = type("Planted", (models.Model,), body)
    try:
        assert unworded(planted) == [
            *("verbose_name", "verbose_name_plural", "place", "day"),
        ]
    finally:
        django_apps.all_models["core"].pop("planted")
        django_apps.clear_cache()


def test_models_and_fields_have_names_in_every_language():
    found = {model._meta.label: unworded(model) for model in our_models()}

    assert {label: faults for label, faults in found.items() if faults} == {}
