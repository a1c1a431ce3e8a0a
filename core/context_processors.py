"""What every page's shell needs: menus, languages, display choices."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext as _

from core import routing

FOOTER_SLUGS = ("about", "help", "accessibility", "privacy", "terms")
GUIDE_SLUGS = ("guide-helpers", "guide-editors")
SHORT_NAMES = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}
DISPLAY_CHOICES = {
    "text": ("m", "l", "xl"),
    "contrast": ("normal", "more"),
    "theme": ("auto", "light", "dark"),
}


def display_of(cookies) -> dict[str, str]:
    """Return the reader's display choices, each a known value."""
    return {
        name: cookies.get(name) if cookies.get(name) in values else values[0]
        for name, values in DISPLAY_CHOICES.items()
    }


def languages_of(path: str, current: str) -> list[dict]:
    """Return the language versions of an address; slugs are the same in all."""
    head, _slash, rest = path.lstrip("/").partition("/")
    tail = rest if head in dict(settings.LANGUAGES) else ""
    return [
        {
            "code": code,
            "name": name,
            "short": SHORT_NAMES[code],
            "url": f"/{code}/{tail}",
            "current": code == current,
        }
        for code, name in settings.LANGUAGES
    ]


def _main_nav(path: str, language: str) -> list[dict]:
    items = [
        {"label": page["title"], "url": page["url"]}
        for page in routing.menu_pages(language)
        if page["show_in_menus"]
    ]
    items.append({"label": _("My learning"), "url": reverse("my_learning")})
    return [{**item, "current": path.startswith(item["url"])} for item in items]


def _footer_nav(language: str, slugs) -> list[dict]:
    pages = {page["slug"]: page for page in routing.menu_pages(language)}
    return [
        {"label": pages[slug]["title"], "url": pages[slug]["url"], "slug": slug}
        for slug in slugs
        if slug in pages
    ]


def site(request) -> dict:
    language = get_language() or settings.LANGUAGE_CODE
    path = request.path
    return {
        "LANGUAGE_CODE": language,
        "display": display_of(request.COOKIES),
        "site_languages": languages_of(path, language),
        "main_nav": SimpleLazyObject(lambda: _main_nav(path, language)),
        "footer_nav": SimpleLazyObject(lambda: _footer_nav(language, FOOTER_SLUGS)),
        "guide_nav": SimpleLazyObject(lambda: _footer_nav(language, GUIDE_SLUGS)),
        "sign_in_url": reverse("account_login"),
        "account_url": reverse("account"),
        "site_shape": routing.site_shape,
        "base_url": settings.WAGTAILADMIN_BASE_URL,
    }
