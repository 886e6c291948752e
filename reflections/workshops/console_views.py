"""Running a workshop."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reflections.people.who import me
from reflections.workshops.actions import running, sifting
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.hands import count_hands, options
from reflections.workshops.actions.rehearsing import rehearse as begin_rehearsal
from reflections.workshops.actions.sifting import UP
from reflections.workshops.console import console_of
from reflections.workshops.door import code_of, my_workshop, ticket
from reflections.workshops.hands_form import HandsForm
from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.plan import cards_of
from reflections.workshops.plan_views import page
from reflections.workshops.screen import screen_url

ACTS: dict[str, Callable[..., None]] = {
    "open": running.open_doors,
    "next": running.go_on,
    "back": running.go_back,
    "close_sharing": running.close_sharing_now,
    "minute": running.add_minute,
}
ON_A_STEP: dict[str, Callable[..., None]] = {"to": running.go_to, "reveal": running.reveal_step}


def show(request: HttpRequest, template: str, workshop: Workshop, status: int = 200, **more: object) -> HttpResponse:
    """A page of the organiser's, about one workshop."""
    context = {"section": "workshops", "workshop": workshop, **more}
    return render(request, f"workshops/{template}", context, status=status)


@require_safe
def console(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Run a workshop; once it is over, its report."""
    this = my_workshop(request, key)
    if this.is_closed:
        return redirect("report", this.pk)
    screen = screen_url(this)
    return show(
        request,
        "console.html",
        this,
        console=console_of(this),
        code=code_of(this),
        cards=cards_of(this),
        screen=screen,
        at=screen.removesuffix("screen/"),
        ticket=ticket(this),
    )


@require_POST
def run(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One act of the console: next, back, close, reveal, a minute more."""
    this, said = my_workshop(request, key), request.POST
    tried(request, lambda: _act(this, said))
    if said.get("then") == "screen" and (screen := screen_url(this)):
        return _see_other(screen)
    return _see_other(reverse("console", args=[this.pk]))


def _act(this: Workshop, said: QueryDict) -> None:
    """What a form of the console or of the screen asks for."""
    act, tick = said.get("act", ""), tick_of(said)
    on_a_step = next((name for name in ON_A_STEP if name in said or act == name), "")
    if on_a_step:
        step = _step(this, said.get(on_a_step) or said.get("step", ""))
        ON_A_STEP[on_a_step](workshop=this, tick=tick, step=step)
    elif act == "pause":
        paused = said["paused"] == "1" if "paused" in said else not this.paused
        running.pause(workshop=this, tick=tick, paused=paused)
    elif act in ACTS and not _throws_lines_away(this, said):
        ACTS[act](workshop=this, tick=tick)
    else:
        raise running.NotNow


def _throws_lines_away(this: Workshop, said: QueryDict) -> bool:
    """Whether a clicker's "next" would show an empty wall, and delete lines that nobody has looked at yet."""
    sifts = this.phase == Phase.SIFT and this.step is not None and said.get("then") == "screen"
    return bool(sifts and this.step and this.step.lines and not any(line["state"] == UP for line in this.step.lines))


def _step(this: Workshop, said: str) -> Step:
    try:
        return get_object_or_404(Step, workshop=this, pk=uuid.UUID(said))
    except ValueError:
        raise Http404 from None


@require_POST
def sift(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Let a line onto the wall, hold it back, or take it down."""
    this, said = my_workshop(request, key), request.POST
    state, _colon, number = said.get("line", "").partition(":")
    line = int(number) if number.isdecimal() and len(number) < 5 else -1
    if state == "down":
        tried(request, lambda: sifting.take_down(workshop=this, tick=tick_of(said), number=line))
    else:
        tried(request, lambda: sifting.judge_line(workshop=this, number=line, state=state))
    return _see_other(reverse("console", args=[this.pk]))


@page
def hands(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Counts from raised hands."""
    this = my_workshop(request, key)
    asked_for = options(this.step) if this.step and this.is_open else {}
    if not asked_for:
        return _see_other(reverse("console", args=[this.pk]))
    form = HandsForm(request.POST if request.method == "POST" else None, options=asked_for)
    if not form.is_valid():
        return show(request, "console_hands.html", this, 422 if form.is_bound else 200, form=form, step=this.step)
    tried(request, lambda: count_hands(workshop=this, tick=tick_of(request.POST), counts=form.counts))
    return _see_other(reverse("console", args=[this.pk]))


@page
def doors(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Lock the doors, open them, or change the code."""
    this, act = my_workshop(request, key), request.POST.get("act", "")
    if this.is_closed or this.rehearsal_of_id:
        return _see_other(reverse("workshop", args=[this.pk]))
    if request.method != "POST":
        return show(request, "console_doors.html", this, code=code_of(this))
    tick = tick_of(request.POST)
    if act == "reset" and tried(request, lambda: running.reset_code(workshop=this, tick=tick)):
        messages.info(request, _("The code is changed. Whoever is in stays in."))
    elif act in {"lock", "unlock"}:
        tried(request, lambda: running.lock_doors(workshop=this, tick=tick, locked=act == "lock"))
    return _see_other(reverse("console", args=[this.pk]))


@page
def rehearse(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A rehearsal with made-up people."""
    this = my_workshop(request, key)
    if this.rehearsal_of_id:
        return _see_other(reverse("console", args=[this.pk]))
    if request.method != "POST":
        begun = this.rehearsals.filter(organisers__person=me(request)).first()
        return show(request, "console_rehearse.html", this, steps=this.steps.count(), begun=begun)
    return _see_other(reverse("console", args=[begin_rehearsal(workshop=this, person=me(request)).pk]))


@page
def workshop_close(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Close a workshop."""
    this, said = my_workshop(request, key), request.POST
    plan = reverse("workshop", args=[this.rehearsal_of_id or this.pk])
    if not this.is_open:
        return _see_other(plan)
    walls = list(this.steps.filter(part=Step.Shared.LINE, revealed=True).exclude(lines_sealed=""))
    if request.method != "POST":
        return show(request, "console_close.html", this, walls=walls, shown=this.steps.filter(revealed=True).count())
    keep = {wall.pk for wall in walls if str(wall.pk) in said.getlist("keep")}
    totals = "keep_totals" in said
    if not tried(request, lambda: close_workshop(workshop=this, tick=tick_of(said), keep=keep, keep_totals=totals)):
        return _see_other(reverse("console", args=[this.pk]))
    return _see_other(plan if this.rehearsal_of_id else reverse("report", args=[this.pk]))


def tick_of(said: QueryDict) -> int:
    """The tick that a page showed; one that no page shows when there is none."""
    tick = said.get("tick", "")
    return int(tick) if tick.isdecimal() and len(tick) < 10 else -1


def tried(request: HttpRequest, act: Callable[[], None]) -> bool:
    """Whether it could be done; if not, the next page says why."""
    try:
        act()
    except running.MovedOn:
        messages.info(request, _("Somebody else was quicker. This is where the room is now; nothing was done twice."))
    except running.NotNow:
        messages.info(request, _("That does not fit where the room is now. Nothing was changed."))
    else:
        return True
    return False


def _see_other(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)
