"""The operator's page: how this place fares. Whoever is no member of its staff learns not even that there is one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from reflections.pages.operator import standing
from reflections.people.models import Person


def operator(request: HttpRequest) -> HttpResponse:
    """What works, what is overdue, and how much there is; 404 for everybody but staff."""
    if not (isinstance(request.user, Person) and request.user.is_staff):
        raise Http404
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return render(request, "pages/operator.html", {"section": "", **standing()})
