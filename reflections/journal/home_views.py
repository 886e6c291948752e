"""The journal's first page, and the link with which a guest comes back on another device."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from reflections.guide.library import guide
from reflections.journal import actions
from reflections.journal.guide_views import next_page
from reflections.journal.models import Answer, Round
from reflections.journal.reading import coming_dates, latest_first
from reflections.people.who import me


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """What is there: what is due, where one left off, the rounds."""
    rounds = list(Round.objects.filter(journal__person=me(request)).order_by("-begun_at"))
    this = next((each for each in rounds if each.archived_at is None), None)
    states = latest_first(this) if this else []
    prompts = guide().prompts
    path = guide().paths.get(this.path) if this else None
    context = {
        "section": "journal",
        "rounds": rounds,
        "this": this,
        "written": sum(state == Answer.State.WRITTEN for _, state in states),
        "pages": len(prompts),
        "done": path if path and {prompt.key for prompt in path.ready} <= dict(states).keys() else None,
        "onward": next_page(guide(), this, dict(states)),
        "left_off": next((prompts[key] for key, _ in states if key in prompts), None),
        "dates": coming_dates(this) if this else [],
    }
    return render(request, "journal/journal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def return_link(request: HttpRequest) -> HttpResponse:
    """Make a private link that opens this notebook on another device; it is shown this once."""
    link = ""
    if request.method == "POST":
        link = request.build_absolute_uri(reverse("return", args=[actions.make_return_link(me(request))]))
    return render(request, "journal/return_link.html", {"section": "journal", "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """A return link was opened. Opening is a button: scanners and previews fetch pages, they press nothing."""
    person = actions.person_of(token)
    if person is None:
        return render(request, "journal/come_back.html", {"section": "", "gone": True}, status=404)
    if request.method != "POST":
        return render(request, "journal/come_back.html", {"section": "", "gone": False})
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("journal")
