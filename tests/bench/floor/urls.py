"""A signed-in page from one query, and a POST that inserts one row."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from tests.bench.floor.models import Note


def note(request: HttpRequest) -> HttpResponse:
    """Show the newest note, or add one."""
    if request.method == "POST":
        row = Note.objects.create(owner=request.user, text=request.POST["text"])
        return JsonResponse({"id": row.pk})
    newest = Note.objects.filter(owner=request.user).first()
    return render(request, "note.html", {"note": newest})


urlpatterns = [path("note/", note), path("account/", include("allauth.urls"))]
