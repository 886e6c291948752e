"""The summary on the screen, and as files to take along."""

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reflections.guide.library import guide
from reflections.journal.actions import current_round
from reflections.journal.reading import answers
from reflections.kinds import Unreadable
from reflections.people.seal import SealBroken
from reflections.summary.build import build_from
from reflections.summary.choice import choice, kept_back
from reflections.summary.exports import EXPORTS, NothingToTake
from reflections.summary.parts import stands
from reflections.summary.ticks import ticks

log = logging.getLogger(__name__)


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """All that the current round says, for its writer."""
    this = current_round(request.user)
    said = {key: each for key, each in answers(this).items() if stands(each, asides=True)}
    prompts = [each.prompt for each in said.values()]
    chosen = choice(request.GET, prompts, private=True)
    context = {
        "section": "summary",
        "round": this,
        "document": build_from(said, this, chosen.leave, asides=chosen.asides),
        "chosen": chosen,
        "written": len(said),
        "guide": guide(),
        "ticks": ticks(prompts, choice(request.GET, prompts, private=False)),
        "kept_back": [each.title for each in guide().chapters if each.key in kept_back()],
    }
    return render(request, "summary/summary.html", context)


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
