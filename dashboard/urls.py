"""Addresses of the desks that read everything."""

from django.urls import path

from dashboard import views

urlpatterns = [path("", views.show_my_learning, name="my_learning")]
