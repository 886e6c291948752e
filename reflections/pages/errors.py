"""What somebody reads when a form came back without a valid token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reflections.guide.library import guide
from reflections.journal import notes_saving
from reflections.journal.saving import untrusted


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, and nothing is changed. The page of a question or a note comes back with what was typed in it."""
    match = request.resolver_match
    if match and match.view_name == "write" and match.kwargs["key"] in guide().prompts:
        return untrusted(request, guide().prompts[match.kwargs["key"]])
    if match and match.view_name == "notes":
        return notes_saving.untrusted(request)
    return render(request, "403_csrf.html", {"section": ""}, status=403)
