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

from reflections.guide.library import guide
from reflections.journal.reading import answers, read_if_whole
from reflections.kinds import Unreadable
from reflections.people.models import Person
from reflections.people.seal import SealBroken
from reflections.summary import actions
from reflections.summary.build import build_from, going_in
from reflections.summary.choice import choice, kept_back
from reflections.summary.exports import EXPORTS, NothingToTake
from reflections.summary.glance import KEY, at_a_glance
from reflections.summary.parts import Places
from reflections.summary.ticks import ticks
from reflections.summary.which import heading, which_round

log = logging.getLogger(__name__)


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """All that a round says, for its writer: the current one, or one that `?round=` names."""
    this, read_only = which_round(request)
    said = going_in(answers(this, read_if_whole), (), asides=True)
    prompts, places = [each.prompt for each in said.values()], Places(read_only)
    chosen = choice(request.GET, prompts, private=True)
    glance = at_a_glance(going_in(said, chosen.leave, asides=chosen.asides), this, places)
    context = {
        "section": "summary",
        "round": heading(this, read_only=read_only),
        "document": build_from(said, this, chosen.leave, asides=chosen.asides, glance=glance, places=places),
        "glance": glance,
        "chosen": chosen,
        "written": len(said),
        "guide": guide(),
        "ticks": ticks(prompts, choice(request.GET, prompts, private=False)),
        "kept_back": [each.title for each in guide().chapters if each.key in kept_back()],
    }
    return render(request, "summary/summary.html", context)


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
