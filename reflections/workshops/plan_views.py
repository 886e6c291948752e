"""Planning a workshop: the list, making one, its plan, its details, and the end of it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from reflections.people.models import Person
from reflections.people.who import guest, me
from reflections.workshops.actions import planning
from reflections.workshops.actions.moving import hold
from reflections.workshops.door import code_of, my_workshop
from reflections.workshops.forms import CopyForm, DeleteForm, DetailsForm, NewForm
from reflections.workshops.models import Workshop
from reflections.workshops.plan import agendas, cards_of, clock, listed, plan_of, zone_words
from reflections.workshops.screen import join_address, screen_link

type View = Callable[..., HttpResponse]
page = require_http_methods(["GET", "HEAD", "POST"])
OVER = gettext_lazy("Nothing was changed: this workshop is over. Duplicate it to plan another one.")


def one_at_a_time(view: View) -> View:
    """Of two who save one plan at once, the second is compared with what the first has saved."""

    @wraps(view)
    def within(request: HttpRequest, key: uuid.UUID, **more: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, key, **more)
        this = my_workshop(request, key)
        with transaction.atomic():
            hold(this)
            return view(request, key, **more)

    return within


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the planner's."""
    return render(request, f"workshops/{template}", {"section": "workshops", **context}, status=status)


def for_accounts(request: HttpRequest) -> HttpResponse:
    """What a guest reads: a workshop has to be found again, and that takes an account."""
    return show(request, "plan_guest.html", 403 if request.method == "POST" else 200, agendas=agendas())


@require_safe
def workshops(request: HttpRequest) -> HttpResponse:
    """The workshops one organises: running, coming and past."""
    if guest(request):
        return for_accounts(request)
    return show(request, "list.html", mine=listed(me(request)), agendas=agendas())


@page
def workshop_new(request: HttpRequest) -> HttpResponse:
    """Choose an agenda, or none; then a title and a day."""
    if guest(request):
        return for_accounts(request)
    known, person = agendas(), me(request)
    if request.method != "POST" and "agenda" not in request.GET:
        return show(request, "plan_choose.html", agendas=known)
    form = NewForm(_posted(request), agendas=known, initial=_first_words(request, person))
    if form.is_valid():
        made = planning.make_workshop(person=person, **form.cleaned_data)
        messages.info(request, _("Here is your plan. Look through it, then rehearse it."))
        return redirect("workshop", made.pk)
    agenda = known.get(request.POST.get("agenda") or request.GET.get("agenda", ""))
    return show(request, "plan_new.html", 422 if form.errors else 200, form=form, agenda=agenda)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _first_words(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What stands in the form of a new workshop."""
    agenda = agendas().get(request.GET.get("agenda", ""))
    return {
        "agenda": agenda.key if agenda else "",
        "minutes": agenda.minutes if agenda else 60,
        "time_zone": person.time_zone,
        "language": request.LANGUAGE_CODE,
    }


@require_safe
def workshop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The plan of one workshop, with the ways to its screen, its console and its people."""
    this = my_workshop(request, key)
    organisers = list(this.organisers.select_related("person"))
    code = code_of(this)
    return show(
        request,
        "plan.html",
        **facts(this),
        plan=plan_of(this),
        cards=cards_of(this),
        code=code,
        screen=screen_link(this),
        join_address=join_address(),
        others=[each for each in organisers if each.person_id != me(request).pk],
        is_owner=any(each.is_owner and each.person_id == me(request).pk for each in organisers),
    )


def facts(this: Workshop) -> dict[str, Any]:
    """What the head of every page about a workshop says."""
    return {"workshop": this, "begins": clock(this), "ends": clock(this, this.minutes), "zone": zone_words(this)}


@page
@one_at_a_time
def workshop_details(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Its title, its day, and the words beside it."""
    this = my_workshop(request, key)
    form = DetailsForm(_posted(request), workshop=this)
    if form.is_valid():
        try:
            planning.change_details(workshop=this, **form.cleaned_data)
            messages.info(request, _("Changed."))
        except planning.PlanStands:
            messages.info(request, str(OVER))
        return redirect("workshop", this.pk)
    return show(request, "details.html", 422 if form.errors else 200, **facts(this), form=form)


@page
def workshop_duplicate(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The same plan on another day; nothing of what was sent."""
    this = my_workshop(request, key)
    form = CopyForm(_posted(request), initial={"title": this.title, "time_zone": this.time_zone})
    if form.is_valid():
        made = planning.duplicate_workshop(workshop=this, person=me(request), **form.cleaned_data)
        messages.info(request, _("The same plan, with a code of its own."))
        return redirect("workshop", made.pk)
    return show(request, "plan_copy.html", 422 if form.errors else 200, **facts(this), form=form)


@page
def workshop_delete(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Its owner deletes a workshop, after a tick."""
    this = my_workshop(request, key, owner=True)
    form = DeleteForm(_posted(request))
    if form.is_valid():
        planning.delete_workshop(workshop=this)
        messages.info(request, _("The workshop is deleted."))
        return redirect("workshops")
    return show(request, "plan_delete.html", 422 if form.errors else 200, **facts(this), form=form)
