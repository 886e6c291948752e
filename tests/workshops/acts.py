"""What an organiser does, as a page of theirs would do it; and what a room sends."""

from collections.abc import Callable, Sequence
from typing import Any

from reflections.workshops.actions.running import go_on
from reflections.workshops.actions.sharing import send_to_room
from reflections.workshops.models import Phase, Seat, Step, Workshop


def act(workshop: Workshop, what: Callable[..., None], **more: Any) -> Workshop:
    """Do it, on a page that shows the room as it is now."""
    workshop.refresh_from_db()
    what(workshop=workshop, tick=workshop.tick, **more)
    return fresh(workshop)


def fresh(workshop: Workshop) -> Workshop:
    """As it is in the database, with its step."""
    workshop.refresh_from_db()
    if workshop.step:
        workshop.step.refresh_from_db()
    return workshop


def on_to(workshop: Workshop, phase: str) -> Workshop:
    """Press "next" until the room is in `phase`."""
    while fresh(workshop).phase != phase:
        act(workshop, go_on)
    return workshop


def share(workshop: Workshop, parts: Sequence[Any]) -> list[Seat]:
    """Open the sending, and let a seat send each of `parts`."""
    on_to(workshop, Phase.SHARE)
    seats = [Seat.objects.create(workshop=workshop) for _part in parts]
    for seat, part in zip(seats, parts, strict=True):
        send_to_room(seat=seat, workshop=workshop, step=workshop.step, part=part, turn=1)
    fresh(workshop)
    return seats


def way(*keys: str) -> dict[str, Any]:
    """Ways of working that somebody chose."""
    return {"kind": "choice", "v": 1, "chosen": list(keys)}


def line(words: str) -> dict[str, Any]:
    """A line for the wall."""
    return {"kind": "cv", "v": 1, "line": words}


def step(workshop: Workshop, number: int) -> Step:
    """The step with this number, as it is now."""
    return workshop.steps.get(position=number)
