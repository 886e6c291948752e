"""Addresses of the pages that belong to no other package."""

from django.urls import path

from reflections.pages import health, offline, operator_views, views
from reflections.pages.look import look

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.how_to, name="help"),
    path("help/organisers/", views.for_organisers, name="help_organisers"),
    path("find-help/", views.find_help, name="find_help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("operator/", operator_views.operator, name="operator"),
    path("look/", look, name="look"),
    path("offline/", offline.page, name="offline"),
    path("sw.js", offline.worker, name="worker"),
]
