"""All addresses, package by package."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("reflections.pages.urls")),
    path("", include("reflections.journal.urls")),
    path("", include("reflections.summary.urls")),
    path("", include("reflections.workshops.urls")),
    path("account/", include("reflections.pages.account_urls")),
    path("admin/", admin.site.urls),
]
