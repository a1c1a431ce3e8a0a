"""The site's addresses with Wagtail's own view at the door of every page."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import re_path
from wagtail.views import serve

from lms import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

*own_patterns, in_languages = urls.urlpatterns
*pages_of_views, _our_door = in_languages.url_patterns

urlpatterns = [
    *own_patterns,
    *i18n_patterns(
        *pages_of_views,
        re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
    ),
]
