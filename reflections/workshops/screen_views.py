"""The projector."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from reflections.workshops.door import find_room, organises
from reflections.workshops.screen import has_key, let_see, may_see, wall


@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The wall, for organisers and for browsers opened with the screen link; for all others there is none."""
    workshop = find_room(code)
    if "key" in request.GET:
        if not has_key(workshop, request.GET["key"]):
            raise Http404
        response = HttpResponseRedirect(reverse("screen", args=[code]))
        let_see(response, workshop)
        return response
    runs = organises(request.user, workshop)
    if not runs and not may_see(request, workshop):
        raise Http404
    with translation.override(workshop.language):
        return render(
            request, "workshops/screen.html", {"wall": wall(workshop, code, request.GET.get("page", ""), runs=runs)}
        )
