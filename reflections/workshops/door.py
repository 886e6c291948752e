"""Who is at the door of a room: a seat by its cookie, an organiser by their account, a screen or a page by a ticket.

A cookie or ticket is checked by its signature alone, so that a stream needs no look at the database for it.
"""

import uuid
from collections.abc import Mapping
from contextlib import suppress

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from reflections.people.cookies import give, named, take_back
from reflections.people.models import Person
from reflections.people.prepared import Prepared
from reflections.people.who import me
from reflections.workshops.models import JoinCode, Organiser, Seat, Step, Workshop

SEAT_AGE = 60 * 86_400
"""Seconds a seat's cookie is kept: a workshop is deleted 30 days after its end."""
TICKET_AGE = 86_400
SEAT, TICKET, LINK = "workshops.seat", "workshops.ticket", "workshops.link"


def find_room(code: str) -> Workshop:
    """The workshop that bears this code, or once bore it, with its step; 404 for any other."""
    found = _bearing.objects(code)
    if not found:
        raise Http404
    return with_step(found[0])


def with_step(workshop: Workshop) -> Workshop:
    """The workshop, its step at hand."""
    step = _steps.objects(workshop.step_id) if workshop.step_id else []
    if step:
        workshop.step = step[0]
        step[0].workshop = workshop
    return workshop


# The hottest pages of a room: a thousand phones send within seconds.
_bearing: Prepared[Workshop] = Prepared(lambda code: Workshop.objects.filter(codes__code=code).order_by())
_steps: Prepared[Step] = Prepared(lambda step: Step.objects.filter(pk=step).order_by())
_seats: Prepared[Seat] = Prepared(lambda seat, workshop: Seat.objects.filter(pk=seat, workshop_id=workshop))


def code_of(workshop: Workshop) -> JoinCode | None:
    """The code on the wall now; none for a rehearsal."""
    return workshop.codes.filter(ended_at=None).first()


def seat_cookie(workshop_id: uuid.UUID) -> str:
    """The name of the cookie in which a browser keeps its seat in this workshop."""
    return named(f"seat-{workshop_id.hex[:12]}")


def seats_in(cookies: Mapping[str, str]) -> dict[uuid.UUID, uuid.UUID]:
    """The seats that a browser's cookies name, by their workshop: those whose signature is ours."""
    found = {}
    for name, value in cookies.items():
        if name.startswith(named("seat-")):
            with suppress(signing.BadSignature, ValueError):
                workshop, seat = map(uuid.UUID, signing.Signer(salt=SEAT).unsign(value).split("."))
                if name == seat_cookie(workshop):
                    found[workshop] = seat
    return found


def seat_in(cookies: Mapping[str, str], workshop_id: uuid.UUID) -> uuid.UUID | None:
    """The seat that a browser's cookies name in a workshop, if the signature is ours."""
    name = seat_cookie(workshop_id)
    return seats_in({name: cookies.get(name, "")}).get(workshop_id)


def my_seat(request: HttpRequest, workshop: Workshop) -> Seat | None:
    """The seat this browser has in a workshop; none for anybody else, and none once the seats are gone."""
    key = seat_in(request.COOKIES, workshop.pk)
    return next(iter(_seats.objects(key, workshop.pk)), None) if key else None


def has_seat(request: HttpRequest, workshop: Workshop) -> bool:
    """Whether this browser sits in a workshop, or sat there until it closed: then the seats are gone."""
    key = seat_in(request.COOKIES, workshop.pk)
    return key is not None and (workshop.is_closed or my_seat(request, workshop) is not None)


def remember_seat(response: HttpResponse, seat: Seat) -> None:
    """Let this browser keep a seat."""
    said = signing.Signer(salt=SEAT).sign(f"{seat.workshop_id.hex}.{seat.pk.hex}")
    give(response, seat_cookie(seat.workshop_id), said, SEAT_AGE)


def forget_seats(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser keep no seat any more."""
    for workshop in seats_in(request.COOKIES):
        take_back(response, seat_cookie(workshop))


def seat_token(seat: Seat) -> str:
    """What opens a seat in another browser, for a day."""
    return signing.TimestampSigner(salt=LINK).sign(f"{seat.workshop_id.hex}.{seat.pk.hex}")


def seat_behind(token: str, code: str) -> Seat | None:
    """The seat that a token of a day opens, in the room that `code` names or named; none once the seats are gone."""
    try:
        said = signing.TimestampSigner(salt=LINK).unsign(token, max_age=TICKET_AGE)
    except signing.BadSignature:
        return None
    room, _dot, key = said.partition(".")
    found = Seat.objects.select_related("workshop").filter(pk=uuid.UUID(key), workshop=uuid.UUID(room))
    return found.filter(workshop__codes__code=code).first()


def ticket(workshop: Workshop) -> str:
    """What a screen or a console shows at the door of the stream: good for a day, for this workshop."""
    return signing.TimestampSigner(salt=TICKET).sign(workshop.pk.hex)


def ticket_for(said: str) -> uuid.UUID | None:
    """The workshop that a ticket is for, if it is ours and not too old."""
    try:
        return uuid.UUID(signing.TimestampSigner(salt=TICKET).unsign(said, max_age=TICKET_AGE))
    except (signing.BadSignature, ValueError):
        return None


def organises(person: object, workshop: Workshop) -> bool:
    """Whether somebody may run a workshop."""
    return isinstance(person, Person) and Organiser.objects.filter(workshop=workshop, person=person).exists()


def my_workshop(request: HttpRequest, key: uuid.UUID, *, owner: bool = False) -> Workshop:
    """A workshop that the one who asks organises (or owns); 404 for everybody else."""
    mine = Organiser.objects.filter(workshop=key, person=me(request), **({"is_owner": True} if owner else {}))
    found = mine.select_related("workshop__step").first()
    if found is None:
        raise Http404
    return found.workshop
