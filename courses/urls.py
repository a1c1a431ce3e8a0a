"""Addresses of the acts of learning; the pages themselves live in the page tree."""

from django.urls import path

from courses import views

urlpatterns = [
    path("canvases/", views.show_canvases, name="canvases"),
    path("canvases/<uuid:reference>/", views.show_canvas, name="canvas"),
    path("canvases/<uuid:reference>/about/", views.edit_about, name="canvas_about"),
    path(
        "canvases/<uuid:reference>/delete/", views.delete_canvas, name="canvas_delete"
    ),
    path("canvases/<uuid:reference>/print/", views.print_canvas, name="canvas_print"),
    path(
        "canvases/<uuid:reference>/<slug:key>/",
        views.edit_section,
        name="canvas_section",
    ),
    path("claim/", views.show_claim, name="claim_reading"),
    path("course/<uuid:course_key>/enrol/", views.enrol_in_course, name="enrol"),
    path("course/<uuid:course_key>/withdraw/", views.withdraw_from, name="withdraw"),
    path("unit/<uuid:unit_key>/calculate/", views.calculate, name="calculate"),
    path("unit/<uuid:unit_key>/finish/", views.finish_unit, name="finish_unit"),
    path("unit/<uuid:unit_key>/ticks/", views.save_ticks, name="save_ticks"),
]
