"""People with a role at the editors' desk, and the forms that they send there."""

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.actions import grant_role_permissions
from accounts.models import Person
from tests.factories.accounts import make_person


def make_staff(role: str) -> Person:
    """Somebody with a role and what it may do, as the product gives it."""
    grant_role_permissions()
    person = make_person(is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def _value(tag) -> str:
    if tag.name == "select":
        chosen = tag.find("option", selected=True)
        return chosen["value"] if chosen else ""
    return tag.text.lstrip("\n") if tag.name == "textarea" else tag.get("value", "")


def form_of(response, **kwargs) -> dict:
    """What the form of a page would send as it stands, with these fields changed."""
    names = ["page-edit-form", "w-editor-form"]
    form = BeautifulSoup(response.content, "html.parser").find(id=names)
    controls = [
        tag
        for tag in form.find_all(["input", "select", "textarea"], attrs={"name": True})
        if tag.get("type") != "checkbox" or tag.has_attr("checked")
    ]
    return {**{tag["name"]: _value(tag) for tag in controls}, **kwargs}


def stream(name: str, *blocks: tuple) -> dict:
    """A body as the desk sends it: (type, value) pairs; a list is one of items."""
    given = [(kind, _nested(value)) for kind, value in blocks]
    return nested_form_data({name: streamfield(given)})


def _nested(value):
    if isinstance(value, dict):
        return {name: _nested(each) for name, each in value.items()}
    if isinstance(value, list):
        return streamfield([("item", _nested(each)) for each in value])
    return value


def choices_of(choices) -> list[dict]:
    """Choices of a question by their texts, with whether each is right."""
    return [
        {
            "ref": text,
            "text": text,
            "feedback": f"why {text}",
            **({"is_correct": "on"} if is_right else {}),
        }
        for text, is_right in choices
    ]
