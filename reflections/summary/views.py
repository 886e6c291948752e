"""The summary on the screen, and as files to take along."""

import logging
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from reflections.kinds import Unreadable
from reflections.people.models import Person
from reflections.people.seal import SealBroken
from reflections.summary import actions, page
from reflections.summary.exports import EXPORTS, NothingToTake
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


@require_safe
@never_cache
def export(request: HttpRequest, format: str) -> HttpResponse:
    """A file with what was written; when it cannot be made, a page that says so."""
    if format not in EXPORTS:
        raise Http404(format)
    try:
        made = EXPORTS[format](request)
    except NothingToTake:
        messages.info(request, _("There is nothing to put into a file: nothing is written, or nothing is ticked."))
        return redirect("summary")
    except (SealBroken, Unreadable) as error:
        log.error("an export failed: %s", type(error).__name__)
        return render(request, "summary/failed.html", {"section": "summary"}, status=500)
    name = f"untold-{timezone.localdate():%Y-%m-%d}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made.text, content_type=made.mime, headers=headers)
