"""Addresses of the summary."""

from django.urls import path

from reflections.summary import views

urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("summary/observations/", views.dismiss, name="dismiss"),
    path("summary/untold.<slug:format>", views.export, name="export"),
]
