"""What everybody may do with what is kept about them: see it, take a consent back, delete everything."""

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reflections.pages.account_views import page
from reflections.pages.holdings import PURPOSES, forget_everything, holdings, resting_on, take_back_consent
from reflections.pages.retention import is_told, last_day
from reflections.people import known
from reflections.people.forms import SureForm
from reflections.people.providers import offered
from reflections.people.who import agreed, me, owner
from reflections.workshops.actions import seats
from reflections.workshops.door import forget_seats, seats_in


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Everything that is held about me, to see, to take along, to delete."""
    person = me(request)
    context = {
        "holdings": holdings(person),
        "seats": seats.there(seats_in(request.COOKIES).values()),
        "consents": [(PURPOSES.get(each.purpose, each.purpose), each) for each in person.consents.order_by("given_at")],
        "until": last_day(person),
        "told": is_told(person),
        "owner": owner(person),
        "providers": offered(),
    }
    return render(request, "account/privacy.html", context)


@page
def consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """A consent is taken back by one button, beside what goes with it and a copy; a guest has nothing else here."""
    person = me(request)
    if not agreed(person, purpose):
        raise Http404
    if request.method == "POST":
        if person.is_guest:
            return _forgotten(request)
        take_back_consent(person=person, purpose=purpose)
        return render(request, "account/consent_gone.html", {"owner": owner(person)})
    context = {"purpose": PURPOSES.get(purpose, purpose), "holdings": resting_on(person, purpose)}
    return render(request, "account/consent.html", context)


@page
def delete(request: HttpRequest) -> HttpResponse:
    """Everything goes, after a copy was offered and a box was ticked."""
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _forgotten(request)
    going = [each for each in holdings(me(request)) if each.count]
    held = seats.there(seats_in(request.COOKIES).values())
    return render(request, "account/delete.html", {"form": form, "holdings": going, "seats": held})


def _forgotten(request: HttpRequest) -> HttpResponse:
    """All of the one who asks is deleted, also what only this browser knows to be theirs; it keeps no cookie of it."""
    context = {"owner": owner(request.user)}
    forget_everything(me(request), seats=seats_in(request.COOKIES).values())
    logout(request)
    response = render(request, "account/gone.html", context)
    forget_seats(request, response)
    known.forget(response)
    return response
