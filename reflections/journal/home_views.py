"""The journal's first page, and the link with which a guest comes back on another device."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reflections.guide.library import guide
from reflections.journal import actions
from reflections.journal.days import today
from reflections.journal.due import due, left_off
from reflections.journal.guide_views import next_page
from reflections.journal.looking_back import ago, looked_at
from reflections.journal.models import Answer, Round
from reflections.journal.notes import line
from reflections.journal.reading import latest_first
from reflections.people.guests import sign_in
from reflections.people.who import me

A_LINE = 160
"""How much of a note the first page shows."""


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """What is there: what is due, where one left off, the rounds, the notes, and what was written years ago."""
    person, day = me(request), today(me(request))
    rounds = list(Round.objects.filter(journal__person=person).order_by("-begun_at"))
    this = next((each for each in rounds if each.archived_at is None), None)
    answers = latest_first(this) if this else []
    notes, past = looked_at(person, day)
    context = {
        "section": "journal",
        "rounds": rounds,
        "this": this,
        **way_on(this, answers),
        "dates": due(person, this, day),
        "notes": [line(note, A_LINE) for note in notes],
        "ago": ago(person, day, past),
    }
    return render(request, "journal/journal.html", context)


def way_on(this: Round | None, answers: list[Answer]) -> dict[str, Any]:
    """How far the round is, where one left off in it, and which page comes next."""
    states = {answer.prompt: answer.state for answer in answers}
    path = guide().paths.get(this.path) if this else None
    return {
        "written": sum(state == Answer.State.WRITTEN for state in states.values()),
        "pages": len(guide().prompts),
        "done": path if path and {prompt.key for prompt in path.prompts} <= states.keys() else None,
        "onward": next_page(guide(), this, states),
        "left_off": left_off(answers),
    }


@require_POST
def put_away(request: HttpRequest, date: int) -> HttpResponse:
    """A day that came leaves the list; what was written stays as it is."""
    actions.put_away_date(person=me(request), date=date)
    messages.info(request, _("Put away. The day still stands on its page; change it there, and it is listed again."))
    return redirect("journal")


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
    sign_in(request, person)
    return redirect("journal")
