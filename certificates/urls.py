"""Addresses of certificates: the owner's and the public's."""

from django.urls import path

from certificates import views

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<str:code>/", views.verify_code, name="verify_code"),
    path("certificates/<uuid:reference>/", views.show, name="certificate"),
    path(
        "certificates/<uuid:reference>/status/",
        views.show_status,
        name="certificate_status",
    ),
    path(
        "certificates/<uuid:reference>/download/",
        views.download,
        name="certificate_download",
    ),
]
