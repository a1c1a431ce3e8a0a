"""Digests, the audit trail, checks, drawings and tags."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from core import audit, checks
from core.digests import digest_of
from core.models import AuditEntry, ContentStamp
from core.templatetags import drawings, ui
from courses.models import LessonPage
from tests.factories import courses as make

# --- Digests --------------------------------------------------------------------


def body(text="Мәтін", name="one"):
    field = LessonPage._meta.get_field("body")
    return field.to_python([make.block("heading", text, name)])


def test_equal_texts_have_equal_digests_whatever_their_ids():
    assert digest_of(body(), title="T") == digest_of(body(name="two"), title="T")


@pytest.mark.parametrize(
    ("text", "title"), [("Басқа", "T"), ("Мәтін", "U"), ("", "T"), ("Мәтін", "")]
)
def test_different_texts_have_different_digests(text, title):
    assert digest_of(body(), title="T") != digest_of(body(text), title=title)


# --- The audit trail ------------------------------------------------------------


@pytest.mark.parametrize("is_known", [True, False])
def test_an_entry_says_who_did_what_to_what(db, is_known):
    actor = make.make_person() if is_known else None
    target = ContentStamp.objects.create(name="n", digest="d")

    audit.record(actor, "change", target, reason="Why not?")

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb) == (actor, "change")
    assert (entry.target_type, entry.target_id) == ("core.ContentStamp", str(target.pk))
    assert entry.facts == {"reason": "Why not?"}
    assert str(entry) == f"change core.ContentStamp {target.pk}"


def test_somebody_without_an_account_is_nobody_in_the_trail(db):
    from django.contrib.auth.models import AnonymousUser

    target = ContentStamp.objects.create(name="n", digest="d")

    assert audit.record(AnonymousUser(), "look", target).actor is None


# --- Checks ---------------------------------------------------------------------


def test_every_page_type_names_a_view_that_exists():
    assert checks.check_pages_are_served(None) == []


@pytest.mark.parametrize("path", ["courses.views.nothing", "nowhere.views.show", "odd"])
def test_a_page_type_without_a_view_is_an_error(monkeypatch, path):
    monkeypatch.setattr(LessonPage, "served_by", path)

    (error,) = checks.check_pages_are_served(None)

    assert error.id == "core.E001"
    assert error.obj is LessonPage
    assert "LessonPage.served_by names no view" in error.msg


def test_a_page_that_is_still_private_is_an_error(db):
    lesson = make.make_lesson(title="Жасырын")
    assert checks.no_page_is_private(None, ["default"]) == []
    PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.LOGIN
    )

    (error,) = checks.no_page_is_private(None, ["default"])

    assert error.id == "core.E002"
    assert "Жасырын" in error.msg
    with pytest.raises(SystemCheckError, match=error.id):
        call_command("check", databases=["default"])


def test_private_pages_are_not_looked_for_where_no_database_is():
    assert checks.no_page_is_private(None, None) == []


# --- Drawings and tags ------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(drawings.drawing_names()))
def test_a_drawing_holds_its_words_and_says_what_it_shows(name):
    svg = drawings.drawing(
        name, [f"line {n} <b>" for n in range(9)], alt='A "sign" <i>'
    )

    assert svg.lstrip().startswith("<svg")
    assert "line 0 &lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "<i>" not in svg


def test_an_unknown_drawing_shows_its_words(db):
    assert drawings.drawing("none", ["a", "<b>"]) == "<p>a</p><p>&lt;b&gt;</p>"
    assert drawings.drawing("../base", ["a"]) == "<p>a</p>"


@pytest.mark.parametrize("name", sorted(ui.ICONS))
def test_an_icon_is_passed_over_by_screen_readers(name):
    assert ui.icon(name).startswith('<svg class="ico" viewBox="0 0 24 24" aria-hidden')


@pytest.mark.parametrize(
    ("code", "attribute"), [("kk", ""), ("", ""), ("ru", ' lang="ru"')]
)
def test_only_foreign_texts_are_marked(code, attribute):
    with override("kk"):
        assert ui.lang(code) == attribute


class NameForm(forms.Form):
    name = forms.CharField(help_text="As on paper.")
    town = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("name", "data", "described", "is_invalid"),
    [
        ("name", None, "id_name_hint", False),
        ("name", {}, "id_name_hint id_name_error", True),
        ("town", {}, None, False),
    ],
)
def test_a_control_is_tied_to_its_hint_and_its_error(name, data, described, is_invalid):
    html = ui.control(NameForm(data)[name])

    assert ('aria-invalid="true"' in html) is is_invalid
    assert (f'aria-describedby="{described}"' in html) is (described is not None)
    assert 'class="input"' in html


def test_names_of_rows_are_readable():
    from core.models import IdempotencyKey, Job, WorkerHeartbeat

    assert str(Job(kind="draw", key="draw:1")) == "draw draw:1"
    assert str(WorkerHeartbeat(name="here")) == "here"
    assert str(IdempotencyKey(key="k")) == "k"
    assert str(ContentStamp(name="n")) == "n"


def test_a_page_is_shown_by_its_view_live_and_in_preview(db, monkeypatch):
    calls = []
    view = classmethod(lambda cls: lambda *args: calls.append(args))
    monkeypatch.setattr(LessonPage, "view", view)
    page, request = LessonPage(), SimpleNamespace()

    page.serve(request)
    assert not hasattr(request, "is_preview")
    page.serve_preview(request, "")

    assert calls == [(request, page)] * 2
    assert request.is_preview
