"""The site's own addresses and the bare view beside them."""

from django.urls import path

from benchmarks import views
from lms import urls
from lms.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("bare/", views.show_bare), *urls.urlpatterns]
