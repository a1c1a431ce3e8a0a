"""The translator's screens in the admin, and the language of the admin itself."""

import re

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from core import queries, translating
from core.desk import can_translate, language_name
from core.quotes import inside_quotes
from core.routing import page_address


def _editable_page(request, **lookup) -> Page:
    """Return a page that the person may edit; 404 and 403 as the admin has them."""
    page = get_object_or_404(
        Page.objects.select_related("locale", "alias_of__locale"), **lookup
    )
    if page.is_root() or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _source_of(page: Page) -> Page:
    """Return the page in which the texts of this one were first written."""
    translation = translating.translation_to(page)
    if translation is not None:
        return translation.source.get_source_instance()
    return page.alias_of if page.alias_of_id else page


def other_languages(page: Page) -> list[dict]:
    """Return each other language with its version of a page and how far it is."""
    rows = []
    versions = page.get_translations().select_related("locale")
    for version in versions.order_by("locale__language_code"):
        translation = translating.translation_to(version)
        rows.append(
            {
                "code": version.locale.language_code,
                "name": language_name(version.locale.language_code),
                "page": version,
                "translation": translation,
                "missing": translating.missing_in(translation) if translation else None,
                "is_stand_in": bool(version.alias_of_id),
            }
        )
    return rows


class LanguagesView(WagtailAdminTemplateMixin, TemplateView):
    """How far a page is translated, with a button for each language."""

    template_name = "core/admin/languages.html"
    header_icon = "wagtail-localize-language"

    @cached_property
    def page(self) -> Page:
        return _source_of(_editable_page(self.request, pk=self.kwargs["page_id"]))

    def get_page_title(self):
        return _("Translate: %(title)s") % {"title": self.page.title}

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.title},
            {"url": "", "label": _("Translate")},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page, languages=other_languages(self.page), **kwargs
        )


@require_POST
def begin(request, page_id, language):
    """Open the translation of a page into a language, and go to it."""
    page = _source_of(_editable_page(request, pk=page_id))
    if not can_translate(request.user):
        raise PermissionDenied
    locale = get_object_or_404(Locale, language_code=language)
    target = page.get_translations().filter(locale=locale).first()
    if target is None or not page.live:
        messages.warning(
            request,
            _("Publish the page first: then it stands in every language."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    translating.begin_translation(page=page, locale=locale)
    return redirect("translate_page", target.pk)


class TranslateView(WagtailAdminTemplateMixin, TemplateView):
    """Every text of a page beside a field for its translation, on one screen."""

    template_name = "core/admin/translate.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        self.page = _editable_page(request, pk=kwargs["page_id"])
        self.translation = translating.translation_to(self.page)
        self.perms = self.page.permissions_for_user(request.user)
        self.typed, self.refused = {}, {}
        if self.translation is None:
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        if self.perms.page_locked():
            raise PermissionDenied
        texts = {
            int(name.removeprefix(translating.FIELD)): value
            for name, value in request.POST.items()
            if re.fullmatch(rf"{translating.FIELD}[0-9]{{1,12}}", name)
        }
        self.refused = translating.keep_passages(
            translation=self.translation, texts=texts, person=request.user
        )
        self.typed = {pk: texts[pk] for pk in self.refused}
        missing = translating.missing_in(self.translation)
        if self.refused:
            messages.error(request, _("Some texts could not be saved; see below."))
            return self.get(request, **kwargs)
        if "publish" not in request.POST:
            messages.success(request, self._saved(missing))
        elif not self.perms.can_publish():
            raise PermissionDenied
        elif not translating.may_be_published(self.translation):
            self._refuse_unfinished(missing)
            return self.get(request, **kwargs)
        else:
            return self._publish()
        return redirect(request.path)

    def _saved(self, missing: int) -> str:
        if not missing:
            return _("Saved. Every text is translated: you can publish.")
        return ngettext(
            "Saved. %(count)d text is still to be translated.",
            "Saved. %(count)d texts are still to be translated.",
            missing,
        ) % {"count": missing}

    def _refuse_unfinished(self, missing: int) -> None:
        said = ngettext(
            "Saved, but not published: %(count)d text is still to be translated.",
            "Saved, but not published: %(count)d texts are still to be translated.",
            missing,
        )
        messages.error(self.request, said % {"count": missing})
        self.refused = {
            passage.segment_id: _("Translate this text.")
            for group in translating.passages_of(self.translation)
            for passage in group.passages
            if not passage.is_done
        }

    def _publish(self):
        try:
            translating.publish_translation(
                translation=self.translation, person=self.request.user
            )
        except ValidationError as refusal:
            said = _("The page could not be published; see below.")
            messages.error(self.request, " ".join([said, *refusal.messages]))
            return redirect(self.request.path)
        self.page.refresh_from_db()
        following = _next_version(self.request, self.translation)
        _say_published(self.request, self.page, following)
        return redirect("translate_page", (following or self.page).pk)

    def get_page_title(self):
        return _("Translation into %(language)s: %(title)s") % {
            "language": language_name(self.translation.target_locale.language_code),
            "title": self.translation.source.object_repr,
        }

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_explore", args=[self.page.get_parent().pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.get_parent().title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        translation = self.translation
        groups = translating.passages_of(translation)
        return super().get_context_data(
            page=self.page,
            translation=translation,
            groups=groups,
            typed=self.typed,
            refused=self.refused,
            total=sum(len(group.passages) for group in groups),
            done=sum(p.is_done for group in groups for p in group.passages),
            can_publish=self.perms.can_publish() and not self.perms.page_locked(),
            is_locked=self.perms.page_locked(),
            source_page=translation.source.get_source_instance(),
            **kwargs,
        )


def _next_version(request, translation) -> Page | None:
    """Return the next language version that is not done, with its translation begun."""
    source = translation.source.get_source_instance()
    may_begin = can_translate(request.user)
    for row in other_languages(source):
        version, is_begun = row["page"], row["translation"] is not None
        is_waiting = row["is_stand_in"] or row["missing"]
        if not is_waiting or not (is_begun or may_begin):
            continue
        if version.permissions_for_user(request.user).can_edit():
            if not is_begun:
                translating.begin_translation(page=source, locale=version.locale)
            return version
    return None


def _say_published(request, page: Page, following: Page | None) -> None:
    """Say that it is published, with a way to see it, and what is open now."""
    said = _("Published: “%(title)s”.") % {
        "title": inside_quotes(page.title, get_language())
    }
    if following is not None:
        language = language_name(following.locale.language_code)
        said += " " + _("Next language: %(language)s.") % {"language": language}
    buttons = [messages.button(page_address(page), _("See it"))]
    messages.success(request, said, buttons=buttons)


class ToTranslateView(WagtailAdminTemplateMixin, TemplateView):
    """All that is to be translated, by language."""

    template_name = "core/admin/to_translate.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not can_translate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("To translate")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("language", "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = ""
        return super().get_context_data(
            languages=settings.LANGUAGES,
            chosen=chosen,
            rows=queries.to_translate(chosen),
            **kwargs,
        )


@require_safe
def show_languages_of_source(request, translation_source_id):
    """Answer the address at which translations used to be synchronised by hand."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    page = get_object_or_404(
        Page, translation_key=source.object_id, locale_id=source.locale_id
    )
    return redirect("page_languages", page.pk)


@require_POST
def choose_language(request):
    """Show the admin in another language from now on, in this browser."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = reverse("wagtailadmin_home")
    response = HttpResponseRedirect(target)
    code = request.POST.get("language")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
