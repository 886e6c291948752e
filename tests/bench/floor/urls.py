"""Signed-in pages from one query each, and a POST that inserts one row."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import include, path

from tests.bench.floor.models import Note, Row


def note(request: HttpRequest) -> HttpResponse:
    """Show the newest note, or add one."""
    if request.method == "POST":
        row = Note.objects.create(owner=request.user, text=request.POST["text"])
        return JsonResponse({"id": row.pk})
    newest = Note.objects.filter(owner=request.user).first()
    return render(request, "note.html", {"note": newest})


def rows(request: HttpRequest) -> HttpResponse:
    """All rows in one table, and as many bytes around them as the page it is compared with has."""
    mine = Row.objects.filter(owner=request.user)
    page = render_to_string("rows.html", {"rows": mine}, request)
    missing = max(int(request.GET.get("bytes", 0)) - len(page.encode()), 0)
    return HttpResponse(page.replace("</body>", f"<!--{'x' * missing}--></body>"))


urlpatterns = [path("note/", note), path("rows/", rows), path("account/", include("allauth.urls"))]
