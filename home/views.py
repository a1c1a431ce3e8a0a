"""The front door, plain pages, news, search, and what search engines read."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.translations import text_language
from courses import queries as course_queries
from courses.models import Track
from home import actions, forms, queries

RESULTS_A_PAGE = 10
NEWS_A_PAGE = 10


def show_home(request, page):
    language = page.locale.language_code
    page = page.specific
    cards = course_queries.course_cards(language, request.user)
    going_on = [card for card in cards if card.outline.is_enrolled]
    unfinished = [card for card in going_on if not card.outline.progress.is_complete]
    latest = course_queries.latest_enrolment_key(request.user) if unfinished else None
    unfinished.sort(key=lambda card: card.outline.course_key != latest)
    context = {
        "page": page,
        "tracks": [
            {
                "track": track,
                "courses": [c for c in cards if c.track and c.track.pk == track.pk],
            }
            for track in Track.objects.all()
        ],
        "continued": unfinished[0] if unfinished else None,
        "first": cards[0] if cards else None,
        "news": queries.news_in(language, limit=2),
    }
    return render(request, "home/home_page.html", context)


def show_content(request, page):
    page = page.specific
    context = {"page": page, "text_language": text_language(page)}
    return render(request, "home/content_page.html", context)


def show_news_index(request, page):
    page = page.specific
    news = Paginator(queries.news_in(page.locale.language_code), NEWS_A_PAGE)
    context = {"page": page, "news": news.get_page(request.GET.get("page"))}
    return render(request, "home/news_index_page.html", context)


def show_news(request, page):
    page = page.specific
    is_read = request.method == "GET" and not getattr(request, "is_preview", False)
    pending = actions.count_view(page.translation_key) if is_read else 0
    context = {
        "page": page,
        "views": queries.views_of(page.translation_key, pending),
        "text_language": text_language(page),
    }
    return render(request, "home/news_page.html", context)


@require_safe
def show_search(request):
    """Search the pages of the reader's language; a bad page number shows the first."""
    form = forms.SearchForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    ids = queries.found_ids(text, get_language()) if text else []
    results = Paginator(ids, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "text": text,
        "results": results,
        "hits": queries.hits_for(list(results), get_language()),
    }
    return render(request, "home/search.html", context)


@require_safe
def show_robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/account/",
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def show_sitemap(request):
    pages = queries.public_addresses()
    context = {"pages": pages, "base_url": settings.WAGTAILADMIN_BASE_URL}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")
