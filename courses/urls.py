"""Addresses of the acts of learning; the pages themselves live in the page tree."""

from django.urls import path

from courses.views import finder, learning as views, printing

urlpatterns = [
    path("claim/", views.show_claim, name="claim_reading"),
    path("course/<uuid:course_key>/booklet/", printing.show_booklet, name="booklet"),
    path(
        "course/<uuid:course_key>/booklet/file/",
        printing.download_booklet,
        name="booklet_file",
    ),
    path(
        "course/<uuid:course_key>/booklet/status/",
        printing.show_booklet_status,
        name="booklet_status",
    ),
    path("course/<uuid:course_key>/enrol/", views.enrol_in_course, name="enrol"),
    path("course/<uuid:course_key>/withdraw/", views.withdraw_from, name="withdraw"),
    path("finder/", finder.show_finder, name="finder"),
    path("unit/<uuid:unit_key>/calculate/", views.calculate, name="calculate"),
    path("unit/<uuid:unit_key>/finish/", views.finish_unit, name="finish_unit"),
    path("unit/<uuid:unit_key>/print/", printing.print_lesson, name="print_lesson"),
    path("unit/<uuid:unit_key>/ticks/", views.save_ticks, name="save_ticks"),
]
