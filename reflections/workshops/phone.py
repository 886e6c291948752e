"""What a phone shows: what is public in the room, and beside it what is one seat's own."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from reflections.kinds import kind
from reflections.workshops.actions.groups import group_of
from reflections.workshops.actions.sharing import sent_by, takes_parts
from reflections.workshops.door import find_room, my_seat, seat_in
from reflections.workshops.fragment import public
from reflections.workshops.models import Phase, Seat, Step, Workshop
from reflections.workshops.questions import asked
from reflections.workshops.signs import Sign, sign_of


@dataclass(frozen=True)
class Guest:
    """Somebody in a room: `code` is the one they came by. Once it is closed its seats are gone, and `seat` is None."""

    workshop: Workshop
    seat: Seat | None
    code: str


def guest_of(request: HttpRequest, code: str) -> Guest | None:
    """Who asks, by the seat this browser keeps; None for everybody else, whether or not there is such a room."""
    try:
        workshop = find_room(code)
    except Http404:
        return None
    if workshop.is_closed:
        return Guest(workshop, None, code) if seat_in(request.COOKIES, workshop.pk) else None
    seat = my_seat(request, workshop)
    return Guest(workshop, seat, code) if seat else None


def seated(request: HttpRequest, code: str) -> Guest:
    """Who asks; 404 for everybody without a seat."""
    guest = guest_of(request, code)
    if guest is None:
        raise Http404
    return guest


@dataclass(frozen=True)
class Mine:
    """What one seat has of a step. `write`, `part`: the journal's pages of it; `sent`: in words what it sent.

    `turn` is the number its next act in this step bears. `sign`: whom it looks for.
    """

    step: Step | None = None
    write: str = ""
    part: str = ""
    sent: str = ""
    taken_back: bool = False
    turn: int = 1
    sign: Sign | None = None
    looks: bool = False


def mine_of(guest: Guest) -> Mine:
    """What a guest has of the room's step."""
    workshop, step, seat = guest.workshop, guest.workshop.step, guest.seat
    if step is None or seat is None or not workshop.is_open:
        return Mine()
    if step.kind == Step.Kind.GROUPS:
        number = group_of(seat, step)
        return Mine(step, sign=sign_of(number) if number else None, looks=True)
    if not takes_parts(workshop, step):
        writes = step.prompt and workshop.phase in {Phase.WRITE, Phase.SHARE}
        return Mine(step, write=write_url(guest, step) if writes else "")
    row = sent_by(seat, step)
    return sendable(guest, step, row.turn if row else 0, row.part if row else None)


def sendable(guest: Guest, step: Step, turn: int, part: Any) -> Mine:
    """What a guest has of a step that takes parts: `part` stands there, since act number `turn`; 0 before the first."""
    return Mine(
        step,
        write=write_url(guest, step, turn + 1),
        part=write_url(guest, step, turn + 1, "part/"),
        sent=said(step, part) if part else "",
        taken_back=bool(turn) and not part,
        turn=turn + 1,
    )


def write_url(guest: Guest, step: Step, turn: int = 1, page: str = "") -> str:
    """The journal's page on which a guest answers a step, or shows the part of it that may go to the room."""
    sends = {"step": str(step.pk), "want": step.part, "turn": turn} if step.part else {}
    return f"{reverse('write', args=[step.prompt])}{page}?{urlencode({'room': guest.code, **sends})}"


def said(step: Step, part: Any) -> str:
    """In words what a part says."""
    prompt = asked(step)
    return kind(prompt.kind).said(prompt, part) if prompt else ""


@dataclass(frozen=True)
class Question:
    """A question of today that one may open at one's own pace; `ahead`: the room is not there yet."""

    step: Step
    title: str
    url: str
    write: str
    ahead: bool


def questions_of(guest: Guest, steps: list[Step]) -> list[Question]:
    """The questions of a room, in its order. Those ahead are only for rooms in which everyone goes at their pace."""
    at = guest.workshop.step.position if guest.workshop.step else 0
    return [
        Question(
            step,
            step.title,
            reverse("own_step", args=[guest.code, step.position]),
            write_url(guest, step),
            step.position > at and not guest.workshop.own_pace,
        )
        for step in steps
        if step.kind == Step.Kind.PROMPT and step.prompt
    ]


def page_of(guest: Guest, own: int = 0) -> dict[str, Any]:
    """All that a phone's page shows; `own`: the number of another question, opened at one's own pace."""
    steps = list(guest.workshop.steps.all())
    questions = questions_of(guest, steps)
    other = next((each for each in questions if each.step.position == own and not each.ahead), None)
    if own and (other is None or not guest.workshop.is_open):
        raise Http404
    return {
        **public(guest.workshop, len(steps), other.step if other else None),
        "code": guest.code,
        "questions": questions if guest.workshop.is_open else [],
        "own": other,
        "mine": mine_of(guest),
    }
