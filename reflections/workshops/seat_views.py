"""A seat on another device, and the slip that one was there."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reflections.people.links import absolute
from reflections.workshops.door import remember_seat, seat_behind, seat_token
from reflections.workshops.phone import Guest, seated
from reflections.workshops.screen import qr_svg

READ = ["GET", "HEAD", "POST"]


@require_http_methods(READ)
def seat_link(request: HttpRequest, code: str) -> HttpResponse:
    """What a link is good for; then (by POST) one that opens this seat on another device, for a day."""
    guest = seated(request, code)
    with translation.override(guest.workshop.language):
        made = _link(guest) if request.method == "POST" else {}
        return render(request, "workshops/seat_link.html", {"guest": guest, **made})


@require_http_methods(READ)
def seat_return(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Open a seat on this device: by a button, since links are fetched by previews too."""
    seat = seat_behind(token, code)
    if seat is None:
        return render(request, "workshops/seat_gone.html", status=404)
    if request.method != "POST":
        with translation.override(seat.workshop.language):
            return render(request, "workshops/seat_return.html", {"workshop": seat.workshop})
    response = redirect("phone", code)
    remember_seat(response, seat)
    return response


@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """That one took part: for whoever sat there, once it is over. It holds no name and nothing of what was done."""
    guest = seated(request, code)
    if not guest.workshop.is_closed:
        raise Http404
    with translation.override(guest.workshop.language):
        context = {"workshop": guest.workshop, "code": code, "host": settings.UNTOLD_HOST_NAME}
        return render(request, "workshops/slip.html", context)


def _link(guest: Guest) -> dict[str, object]:
    """The link and its picture; nothing once the seats are gone."""
    if guest.seat is None:
        return {}
    link = absolute("seat_return", guest.code, seat_token(guest.seat))
    return {"link": link, "qr": qr_svg(link, _("The same link as a square for a camera"))}
