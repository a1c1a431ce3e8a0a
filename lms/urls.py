"""Which address leads where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import authenticate_with_password

from accounts.views.sign_in import redirect_to_sign_in
from core import media, views as core_views
from home import views as home_views

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler429 = "core.views.too_many_requests"  # allauth's own addition
handler500 = "core.views.server_error"

urlpatterns = [
    path("favicon.ico", core_views.show_icon, name="favicon"),
    path("robots.txt", home_views.show_robots, name="robots"),
    path("sitemap.xml", home_views.show_sitemap, name="sitemap"),
    path("admin/login/", redirect_to_sign_in),
    path("admin/password_reset/", redirect_to_sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>images/[\w.-]+)$", media.show_media, name="media"),
    path("styleguide/", core_views.show_styleguide, name="styleguide"),
]

urlpatterns += i18n_patterns(
    path("account/", include("accounts.urls")),
    path("display/", core_views.set_display, name="set_display"),
    path("offline/", core_views.show_offline, name="offline"),
    path("search/", home_views.show_search, name="search"),
    path("my-learning/", include("dashboard.urls")),
    path("learn/", include("courses.urls")),
    path("", include("quizzes.urls")),
    path("", include("certificates.urls")),
    path("private/", redirect_to_sign_in, name="wagtailcore_login"),
    path(
        "private/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(r"^((?:[\w\-]+/)*)$", core_views.serve_page, name="wagtail_serve"),
    prefix_default_language=True,
)
