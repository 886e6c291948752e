"""The summary on the screen, and as files to take along."""

import logging
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reflections.kinds import Unreadable
from reflections.people.limits import limited
from reflections.people.models import Person
from reflections.people.seal import SealBroken
from reflections.summary import actions, page
from reflections.summary.exports import taking
from reflections.summary.exports.files import EXPORTS, NoFile, NothingToTake, file_response
from reflections.summary.exports.pieces import Several
from reflections.summary.glance import KEY

log = logging.getLogger(__name__)


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """All that a round says, for its writer: the current one, or one that `?round=` names."""
    return HttpResponse(page.show(request))


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """An observation is put away, or asked back; then the summary again, as its address said."""
    act = actions.show_again if "again" in request.POST else actions.put_away
    rule, _colon, about = (request.POST.get("again") or request.POST.get("away", "")).partition(":")
    try:
        act(person=cast(Person, request.user), rule=rule, about=about)
    except actions.NoSuchObservation:
        raise Http404(rule) from None
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('summary')}{query}#{KEY}")


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """What goes into a file, how long it is, in which format; what was chosen leads to the file."""
    if request.method == "POST":
        return HttpResponse(status=303, headers={"Location": taking.chosen(request)})
    return render(request, "summary/take.html", taking.context(request))


@require_safe
@never_cache
@limited("export", "GET")
def export(request: HttpRequest, format: str) -> HttpResponse:
    """A file with what was written; when it cannot be made, a page that says so."""
    if format not in EXPORTS:
        raise Http404(format)
    try:
        return file_response(request, format)
    except NothingToTake as nothing:
        messages.info(request, taking.why(nothing, format))
        return redirect(taking.address(request))
    except Several as several:
        context = {"section": "summary", "pieces": several.pieces(request.GET)}
        return render(request, "summary/pieces.html", context)
    except (SealBroken, Unreadable, NoFile) as error:
        log.error("an export failed: %s", type(error).__name__)
        return render(request, "summary/failed.html", {"section": "summary"}, status=500)
