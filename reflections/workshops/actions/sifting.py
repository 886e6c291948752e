"""Lines on their way to the wall: looked at after closing, in an order of chance, without an author."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import translation

from reflections.documents.stored import pack
from reflections.kinds.room import wall
from reflections.workshops.actions.moving import NotNow, hold, running
from reflections.workshops.actions.sharing import WALL
from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.questions import asked

NEW, UP, HELD = "new", "up", "held"


def queue(step: Step) -> list[tuple[int, dict[str, Any]]]:
    """The lines that are looked at, each with its number: the first twelve that are not held back."""
    lines = enumerate(step.lines or [])
    return [(number, line) for number, line in lines if line["state"] != HELD][:WALL]


def judge_line(*, workshop: Workshop, number: int, state: str) -> None:
    """Put line `number` of the step that is looked at on the wall, hold it back, or leave it open. Raises `NotNow`.

    Phones and screen see nothing of it, so no bell rings, and two organisers may look at the lines together.
    """
    with transaction.atomic():
        here = hold(workshop)
        if here is None or here.step is None or not here.is_open or here.phase != Phase.SIFT:
            raise NotNow
        lines = here.step.lines
        if state not in {NEW, UP, HELD} or number not in dict(queue(here.step)):
            raise NotNow
        lines[number]["state"] = state
        here.step.lines = lines
        here.step.save(update_fields=["lines_sealed"])


def take_down(*, workshop: Workshop, tick: int, number: int) -> None:
    """A line that is shown comes off the wall, and is gone. Raises `NotNow`, `MovedOn`."""
    with running(workshop, tick) as here:
        lines = here.step.lines if here.step and here.step.revealed else None
        if here.step is None or not lines or not 0 <= number < len(lines):
            raise NotNow
        here.step.lines = [line for place, line in enumerate(lines) if place != number]
        _put_up(here.step)
        here.step.save(update_fields=["result_sealed", "lines_sealed"])


def show(step: Step) -> None:
    """A closed step is shown; of lines those that are up, and the others go. Showing twice changes nothing.

    Within a transaction of its caller, who rings.
    """
    if step.revealed or not step.closed:
        return
    if step.part == Step.Shared.LINE:
        _put_up(step)
    step.revealed = True
    step.save(update_fields=["revealed", "result_sealed", "lines_sealed"])


def _put_up(step: Step) -> None:
    """The wall of a step: its lines that are up, at most twelve, in alphabetical order; nothing when none is."""
    up = [line for _number, line in queue(step) if line["state"] == UP]
    prompt = asked(step)
    with translation.override(step.workshop.language):
        # Too few, or all alike, was judged when they were pooled: here one is a wall.
        drawn = wall(replace(prompt, tender=False), [line["words"] for line in up], 1) if prompt else None
    step.result = pack([drawn]) if drawn else None
    step.lines = up or None
