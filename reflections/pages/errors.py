"""What somebody reads when a form came back without a valid token."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import render

from reflections.guide.library import guide
from reflections.journal import notes_saving
from reflections.journal.saving import untrusted
from reflections.people.events import note
from reflections.summary.sharing import mentor_views

FOREIGN = tuple(reason.partition("%")[0] for reason in (REASON_BAD_ORIGIN, REASON_BAD_REFERER))
"""How Django's reason begins when the form was another site's."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, and nothing is changed. The page of a question, a note or a mentor comes back with what was typed in it.

    Not to a form of another site: what that says would stand in a page that saves by itself.
    """
    note("a form without a valid token")
    match = None if reason.startswith(FOREIGN) else request.resolver_match
    if match and match.view_name == "write" and match.kwargs["key"] in guide().prompts:
        return untrusted(request, guide().prompts[match.kwargs["key"]])
    if match and match.view_name == "notes":
        return notes_saving.untrusted(request)
    if match and match.view_name == "shared":
        return mentor_views.untrusted(request, match.kwargs["token"])
    return render(request, "403_csrf.html", {"section": ""}, status=403)
