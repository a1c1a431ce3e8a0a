"""Addresses of taking a quiz; the quiz itself is a page of the tree."""

from django.urls import path

from quizzes import views

urlpatterns = [
    path("quizzes/<uuid:quiz_key>/start/", views.start, name="start_attempt"),
    path("attempts/<uuid:reference>/", views.show_attempt, name="attempt"),
    path(
        "attempts/<uuid:reference>/<int:slot>/",
        views.take_question,
        name="attempt_question",
    ),
    path("attempts/<uuid:reference>/submit/", views.submit, name="submit_attempt"),
    path("attempts/<uuid:reference>/result/", views.show_result, name="attempt_result"),
]
