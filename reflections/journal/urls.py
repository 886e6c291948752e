"""Addresses of the guide's pages with progress, of writing, and of the journal."""

from django.urls import path

from reflections.journal import guide_views, home_views, notes_views, reminder_views, rounds_views, views

urlpatterns = [
    path("guide/", guide_views.guide_index, name="guide"),
    path("guide/<slug:key>/", guide_views.chapter, name="chapter"),
    path("write/<slug:key>/", views.write, name="write"),
    path("write/<slug:key>/blank/", views.blank, name="blank"),
    path("write/<slug:key>/part/", views.part, name="part"),
    path("write/<slug:key>/earlier/", views.earlier, name="earlier"),
    path("write/<slug:key>/earlier/<uuid:revision>/", views.earlier_change, name="earlier_change"),
    path("write/<slug:key>/marks/", views.marks, name="marks"),
    path("write/<slug:key>/before/", rounds_views.before, name="before"),
    path("write/<slug:key>/then/", rounds_views.then, name="then"),
    path("journal/", home_views.journal, name="journal"),
    path("journal/rounds/", rounds_views.rounds, name="rounds"),
    path("journal/rounds/<uuid:key>/", rounds_views.one_round, name="round"),
    path("journal/rounds/<uuid:key>/delete/", rounds_views.delete_round, name="round_delete"),
    path("journal/compare/", rounds_views.compare, name="compare"),
    path("journal/notes/", notes_views.notes, name="notes"),
    path("journal/notes/untold-notes.txt", notes_views.notes_file, name="notes_file"),
    path("journal/notes/<uuid:key>/", notes_views.note, name="note"),
    path("journal/notes/<uuid:key>/delete/", notes_views.delete, name="note_delete"),
    path("journal/search/", notes_views.find, name="search"),
    path("journal/dates/<int:date>/", home_views.put_away, name="put_away"),
    path("journal/return/", home_views.return_link, name="return_link"),
    path("journal/reminders/", reminder_views.reminders, name="reminders"),
    path("reminders/stop/<str:token>/", reminder_views.stop, name="stop_reminders"),
    path("return/<str:token>/", home_views.come_back, name="return"),
]
