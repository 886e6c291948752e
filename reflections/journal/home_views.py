"""The journal's first page, and the link with which a guest comes back on another device."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from reflections.guide.library import guide
from reflections.journal import actions
from reflections.journal.models import Answer, Date, Round


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """What is there: what is due, where one left off, the rounds."""
    rounds = Round.objects.filter(journal__person=request.user).order_by("-begun_at")
    this = next((each for each in rounds if each.archived_at is None), None)
    written = actions.states(this) if this else {}
    last = this.answers.exclude(state=Answer.State.BLANK).order_by("-saved_at").values("prompt", "saved_at").first() if this else None
    context = {
        "section": "journal",
        "rounds": rounds,
        "this": this,
        "written": sum(state == "written" for state in written.values()),
        "pages": len(guide().prompts),
        "left_off": guide().prompts.get(last["prompt"]) if last else None,
        "saved_at": last["saved_at"] if last else None,
        "dates": _coming_dates(this),
    }
    return render(request, "journal/journal.html", context)


def _coming_dates(this: Round | None) -> list[tuple[Date, str]]:
    """Dates of a round from today on, with the title of the page each was set on."""
    if this is None:
        return []
    rows = Date.objects.filter(answer__round=this, day__gte=timezone.localdate()).order_by("day")
    rows = rows.select_related("answer").defer("answer__value_sealed", "answer__aside_sealed", "answer__marks_sealed")
    prompts = guide().prompts
    return [(row, prompts[row.answer.prompt]) for row in rows[:12] if row.answer.prompt in prompts]


@require_http_methods(["GET", "HEAD", "POST"])
def return_link(request: HttpRequest) -> HttpResponse:
    """Make a private link that opens this notebook on another device; it is shown this once."""
    link = ""
    if request.method == "POST":
        link = request.build_absolute_uri(reverse("return", args=[actions.make_return_link(request.user)]))
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
