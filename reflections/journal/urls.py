"""Addresses of the guide's pages with progress, of writing, and of the journal."""

from django.urls import path

from reflections.journal import guide_views, home_views, views

urlpatterns = [
    path("guide/", guide_views.guide_index, name="guide"),
    path("guide/<slug:key>/", guide_views.chapter, name="chapter"),
    path("write/<slug:key>/", views.write, name="write"),
    path("write/<slug:key>/earlier/", views.earlier, name="earlier"),
    path("write/<slug:key>/earlier/<uuid:revision>/", views.earlier_change, name="earlier_change"),
    path("write/<slug:key>/marks/", views.marks, name="marks"),
    path("journal/", home_views.journal, name="journal"),
    path("journal/return/", home_views.return_link, name="return_link"),
    path("return/<str:token>/", home_views.come_back, name="return"),
]
