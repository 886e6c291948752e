"""Addresses of the summary."""

from django.urls import path

from reflections.summary import views
from reflections.summary.calendar import views as calendar
from reflections.summary.imports import views as imports
from reflections.summary.sharing import mentor_views as mentor
from reflections.summary.sharing import views as sharing

urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("summary/observations/", views.dismiss, name="dismiss"),
    path("summary/take/", views.take, name="take"),
    path("summary/untold.<slug:format>", views.export, name="export"),
    path("summary/mentor/", sharing.share_links, name="share_links"),
    path("summary/mentor/<uuid:key>/", sharing.share_link, name="share_link"),
    path("summary/mentor/<uuid:key>/delete/", sharing.share_link_delete, name="share_link_delete"),
    path("shared/<str:token>/", mentor.shared, name="shared"),
    path("summary/calendar/", calendar.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
    path("import/", imports.bring_back, name="import"),
]
