"""Addresses of the pages that belong to no other package."""

from django.urls import path

from reflections.pages import health, views
from reflections.pages.look import look

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.how_to, name="help"),
    path("find-help/", views.find_help, name="find_help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("look/", look, name="look"),
]
