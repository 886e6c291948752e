"""Co-organisers: invited by a link, here by a button, gone by a button."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reflections.people.links import absolute
from reflections.people.who import guest, me
from reflections.workshops.actions import organisers as actions
from reflections.workshops.door import my_workshop
from reflections.workshops.models import Organiser
from reflections.workshops.plan_views import facts, page, show


@page
def organisers(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Who may run a workshop; its owner makes a link for one more, and ends those not used."""
    this = my_workshop(request, key, owner=request.method == "POST")
    address = ""
    if request.POST.get("then") == "end":
        actions.end_invitations(workshop=this)
        return redirect("organisers", this.pk)
    if request.method == "POST":
        try:
            address = absolute("invitation", actions.invite(workshop=this))
        except actions.TooManyOrganisers:
            messages.info(request, _("No link was made: there are as many organisers and open links as there can be."))
            return redirect("organisers", this.pk)
    people = list(this.organisers.select_related("person"))
    mine = next(each for each in people if each.person_id == me(request).pk)
    links = actions.open_invitations(this)
    return show(request, "people.html", **facts(this), people=people, mine=mine, links=links, address=address)


@page
def organiser_leave(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Leave a workshop; or, as its owner, take somebody out."""
    this = my_workshop(request, key)
    people = list(this.organisers.select_related("person"))
    mine = next(each for each in people if each.person_id == me(request).pk)
    going = _going(request, people, mine)
    if request.method != "POST":
        heir = next((each for each in people if not each.is_owner), None) if mine.is_owner else None
        return show(request, "people_leave.html", **facts(this), going=going, mine=mine, heir=heir)
    try:
        if going == mine:
            actions.leave(workshop=this, person=me(request))
        else:
            actions.take_out(organiser=going)
    except actions.OwnerStays:
        messages.info(request, _("You are the only organiser. Invite somebody first, or delete the workshop."))
        return redirect("organisers", this.pk)
    return redirect(*(["workshops"] if going == mine else ["organisers", this.pk]))


def _going(request: HttpRequest, people: list[Organiser], mine: Organiser) -> Organiser:
    """Who is to go: the one who asks, or whom its owner named; 404 for anybody else."""
    who = request.POST.get("who") or request.GET.get("who") or str(mine.pk)
    found = next((each for each in people if str(each.pk) == who), None)
    if found is None or (found != mine and not mine.is_owner):
        raise Http404
    return found


@page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Become a co-organiser, by a button: opening the link changes nothing."""
    try:
        if request.method == "POST" and not guest(request):
            workshop = actions.accept(person=me(request), token=token)
            messages.info(request, _("You may run this workshop now."))
            return redirect("workshop", workshop.pk)
        found = actions.find_invitation(token)
    except actions.NoSuchInvitation:
        return show(request, "invitation_gone.html", 404)
    status = 403 if request.method == "POST" else 200
    return show(request, "invitation.html", status, **facts(found.workshop), invitation=found)
