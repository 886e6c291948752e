"""Home, and the pages that say how this place works. None of them asks the database for anything of its own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reflections.guide.library import guide
from reflections.people.providers import offered

FIRST = "half-hour"
"""The path behind the one button of home; the others stand below it."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and ways to begin."""
    book = guide()
    context = {
        "section": "",
        "chapters": [chapter for chapter in book.chapters if chapter.number],
        "first": book.paths.get(FIRST),
        "paths": book.ways_in,
        "example": book.prompts.get("cv"),
    }
    return render(request, "pages/home.html", context)


@require_safe
def how_to(request: HttpRequest) -> HttpResponse:
    """How to write, come back, take a copy, and leave."""
    return render(request, "pages/help.html", {"section": "", "host": host()})


@require_safe
def for_organisers(request: HttpRequest) -> HttpResponse:
    """How to run a room, in five minutes of reading."""
    return render(request, "pages/help_organisers.html", {"section": ""})


@require_safe
def find_help(request: HttpRequest) -> HttpResponse:
    """Whom to turn to: the host's words, or that there are none yet."""
    return render(request, "pages/find_help.html", {"section": "", "host": host()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, how, for how long, and who could read it."""
    days = {"guest_days": settings.UNTOLD_GUEST_DAYS, "account_days": settings.UNTOLD_ACCOUNT_DAYS}
    return render(request, "pages/privacy.html", {"section": "", "host": host(), "providers": offered(), **days})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can write here, what was not, and whom to tell."""
    return render(request, "pages/accessibility.html", {"section": "", "host": host()})


def host() -> dict[str, str]:
    """Who runs this place, as they filled it in: ``name``, ``contact`` and ``help``, each perhaps empty."""
    return {
        "name": settings.UNTOLD_HOST_NAME,
        "contact": settings.UNTOLD_HOST_CONTACT,
        "help": settings.UNTOLD_HOST_HELP,
    }
