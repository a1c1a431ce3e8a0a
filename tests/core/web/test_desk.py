"""What the editors' desk refuses: aliases, private pages, lists of no concern."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from core import jobs
from core.models import AuditEntry
from tests.factories import accounts, courses as make
from tests.factories.desk import make_staff


@pytest.fixture
def lesson(client, db):
    client.force_login(accounts.make_superuser())
    return make.make_lesson(title="Сабақ")


def test_the_copy_form_offers_no_alias(client, lesson):
    response = client.get(reverse("wagtailadmin_pages:copy", args=[lesson.pk]))

    assert response.status_code == 200
    assert "alias" not in response.context["form"].fields


@pytest.mark.parametrize("alias", ["", "on"])
def test_a_page_is_copied_but_not_as_an_alias(client, lesson, alias):
    form = {
        "new_title": "Көшірме",
        "new_slug": "copy",
        "new_parent_page": lesson.get_parent().pk,
        "alias": alias,
    }

    response = client.post(reverse("wagtailadmin_pages:copy", args=[lesson.pk]), form)

    assert response.status_code == (200 if alias else 302)
    assert Page.objects.filter(slug="copy", alias_of=None).exists() is not bool(alias)
    assert not Page.objects.filter(slug="copy", alias_of=lesson.pk).exists()
    if alias:
        assert response.context["form"].non_field_errors()


def test_the_desk_makes_no_alias_for_a_script(client, lesson):
    address = reverse("wagtailadmin_api:pages:action", args=[lesson.pk, "create_alias"])

    response = client.post(address, {"update_slug": "copy"}, follow=True)

    assert response.status_code == 404
    assert not Page.objects.filter(slug="copy").exists()


@pytest.mark.parametrize("may", [False, True])
def test_only_translators_see_what_is_to_be_translated(client, db, may):
    editor = accounts.make_editor()
    if may:
        editor.user_permissions.add(
            Permission.objects.get(codename="submit_translation")
        )
    client.force_login(editor)

    response = client.get(reverse("to_translate"), follow=False)

    # Wagtail answers a refusal with a way back to its first page
    assert response.status_code == (200 if may else 302)
    if not may:
        assert response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_no_page_is_made_private(client, lesson, kind):
    address = reverse("wagtailadmin_pages:set_privacy", args=[lesson.pk])
    forged = {"restriction_type": kind, "password": "кілт", "groups": ["1"]}

    shown = client.get(address)
    answer = client.post(address, forged)

    for response in (shown, answer):
        assert response.status_code == 200
        assert "restriction_type" not in response.text
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("name", ["edit", "explore"])
def test_the_desk_offers_no_privacy(client, lesson, name):
    address = {
        "edit": reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        "explore": reverse("wagtailadmin_explore", args=[lesson.get_parent().pk]),
    }[name]

    response = client.get(address)

    assert response.status_code == 200
    assert "status-sidebar-" in response.text  # the panel in which Wagtail offers it
    assert "set-privacy" not in response.text
    assert "/privacy/" not in response.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("may", [False, True])
def test_only_translators_are_shown_the_way_to_it(client, db, may, language):
    """Whoever edits pages by a role made by hand may be no translator."""
    lesson = make.make_lesson()
    editor = accounts.make_editor(language=language)
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=editor.groups.get(),
            page=Page.objects.get(depth=1),
            permission=Permission.objects.get(codename=codename),
        )
    if may:
        editor.user_permissions.add(
            Permission.objects.get(codename="submit_translation")
        )
    client.cookies["language"] = language
    client.force_login(editor)

    shown = [
        client.get(reverse("wagtailadmin_home")).text,
        client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).text,
    ]

    assert all((reverse("to_translate") in text) is may for text in shown)
    assert (reverse("page_languages", args=[lesson.pk]) in shown[1]) is may
    assert not any("localize/reports" in text for text in shown)


@pytest.mark.parametrize("name", ["translations_report", "translations_report_results"])
def test_the_report_of_the_library_lists_pages_for_translators_alone(client, db, name):
    make.make_lesson(title="Жоба туралы")
    client.force_login(accounts.make_editor())

    response = client.get(reverse(f"wagtail_localize:{name}"), {"export": "csv"})

    assert response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Барлығы: 3"), ("ru", "Всего: 3"), ("en", "3 in all")]
)
def test_a_list_says_how_long_it_is_without_a_noun(client, db, language, said):
    client.force_login(accounts.make_superuser())
    client.cookies["language"] = language
    for number in range(2):
        accounts.make_person(username=f"somebody{number}")

    page = client.get(reverse("wagtailusers_users:index")).content.decode()

    assert said in page


def test_the_list_of_sites_speaks_the_language_of_the_desk(client, lesson):
    client.cookies["language"] = "ru"

    page = client.get(reverse("wagtailsites:index")).content.decode()

    assert "Site name" not in page
    assert "Root page" not in page


def test_an_editor_who_may_publish_is_offered_no_approval(client, lesson):
    client.force_login(make_staff("editor"))
    client.cookies["language"] = "en"

    page = client.get(
        reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    ).content.decode()

    assert 'name="action-publish"' in page
    assert 'name="action-submit"' not in page


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_jobs_are_called_by_what_they_do(client, db, language):
    client.force_login(accounts.make_superuser())
    client.cookies["language"] = language
    job = jobs.enqueue("messaging.deliver", {}, key="canary")

    listed = client.get(reverse("job:index")).content.decode()
    shown = client.get(reverse("job:inspect", args=[job.pk])).content.decode()

    with override(language):
        assert str(jobs.name_of("messaging.deliver")) in listed
        assert str(jobs.name_of("messaging.deliver")) in shown
    assert ">messaging.deliver<" not in listed


def test_jobs_are_found_by_their_kind(client, db):
    client.force_login(accounts.make_superuser())
    for kind in ("messaging.deliver", "certificates.draw"):
        jobs.enqueue(kind, {}, key=kind)

    response = client.get(reverse("job:index"), {"kind": "certificates.draw"})

    assert [job.kind for job in response.context["object_list"]] == [
        "certificates.draw"
    ]


def test_every_kind_of_job_has_a_name():
    named = dict(jobs.names())
    kinds = [kind for kind in named if not kind.startswith("tests.")]

    assert {"certificates.draw", "messaging.deliver"} <= set(kinds)
    assert [kind for kind in kinds if named[kind] == kind] == []


# --- The audit trail ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "did", "thing"),
    [
        ("kk", "Сертификат қайтарып алынды", "сертификат"),
        ("ru", "Сертификат отозван", "сертификат"),
        ("en", "Certificate revoked", "certificate"),
    ],
)
def test_the_trail_says_in_words_what_was_done(client, db, language, did, thing):
    client.force_login(accounts.make_superuser())
    client.cookies["language"] = language
    entry = AuditEntry.objects.create(
        verb="revoke", target_type="certificates.Certificate", target_id="7"
    )

    for address in ("/admin/auditentry/", f"/admin/auditentry/inspect/{entry.pk}/"):
        page = client.get(address).text.casefold()
        assert did.casefold() in page
        assert thing in page
        assert "certificates.certificate" not in page


def test_the_trail_is_filtered_by_what_was_done(client, db):
    client.force_login(accounts.make_superuser())
    for verb in ("revoke", "an_old_one"):
        AuditEntry.objects.create(verb=verb, target_type="gone.Gone", target_id="7")

    everything = client.get("/admin/auditentry/").text
    filtered = client.get("/admin/auditentry/?verb=revoke").context["page_obj"]

    assert "an_old_one" in everything
    assert "gone.Gone" in everything
    assert [entry.verb for entry in filtered] == ["revoke"]
