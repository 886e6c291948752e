"""Changing the agenda: a step more, another order, one less. What has run stays as it was. Positions are 1 to n."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from reflections.guide.library import guide
from reflections.workshops.actions.planning import MOST_STEPS, PlanStands, parts_of, tell
from reflections.workshops.models import Step, Workshop

ASKS = ("prompt", "part", "tender", "size")
"""What a step asks of people; the rest are words beside it."""


class StepStands(Exception):
    """The step has run, or runs: what was asked cannot be changed any more."""


class TooManySteps(Exception):
    """An agenda has so many steps at most."""


class PartRefused(Exception):
    """Of this question such a part may not go to the room."""


def add_step(*, workshop: Workshop, after: int, **what: Any) -> Step:
    """A new step behind the one at position `after` (0: first).

    Raises `TooManySteps`, `PartRefused`, `PlanStands`, and `StepStands` when a step behind it has run already.
    """
    with _plan(workshop) as (workshop, steps):
        if len(steps) >= MOST_STEPS:
            raise TooManySteps
        if any(has_run(step, workshop) for step in steps[after:]):
            raise StepStands
        step = Step(workshop=workshop, position=after + 1, **what)
        _settle(step)
        steps.insert(after, step)
        _number(steps)
        step.save(force_insert=True)
    return step


def change_step(*, step: Step, **what: Any) -> None:
    """Change a step. Raises `PartRefused`, `PlanStands`, and `StepStands` where it ran and would ask something else."""
    with _plan(step.workshop) as (workshop, steps):
        there = _find(steps, step)
        asked = {name: getattr(there, name) for name in ASKS}
        for name, value in what.items():
            setattr(there, name, value)
        _settle(there)
        if has_run(there, workshop) and asked != {name: getattr(there, name) for name in ASKS}:
            raise StepStands
        there.save(update_fields=[*what, "tender"])


def move_step(*, step: Step, by: int) -> None:
    """A step changes places with the one before (-1) or behind it (1); at an end nothing happens.

    Raises `StepStands` where one of the two has run, and `PlanStands`.
    """
    with _plan(step.workshop) as (workshop, steps):
        here = steps.index(_find(steps, step))
        there = here + by
        if not 0 <= there < len(steps):
            return
        if has_run(steps[here], workshop) or has_run(steps[there], workshop):
            raise StepStands
        steps[here], steps[there] = steps[there], steps[here]
        _number(steps)


def remove_step(*, step: Step) -> None:
    """Take a step out. Raises `StepStands` when it has run, and `PlanStands`."""
    with _plan(step.workshop) as (workshop, steps):
        there = _find(steps, step)
        if has_run(there, workshop):
            raise StepStands
        steps.remove(there)
        there.delete()
        _number(steps)


def has_run(step: Step, workshop: Workshop) -> bool:
    """Whether a step was shown to the room: it is the room's, stands before it, or took parts (its key comes with it).

    Before a workshop opens nothing has run.
    """
    if workshop.state == Workshop.State.PLANNED:
        return False
    here = workshop.step.position if workshop.step else 0
    return step.position <= here or step.closed or step.revealed or hasattr(step, "key")


def steps_of(workshop: Workshop) -> list[Step]:
    """Its steps in order, each with its key if it takes parts: one statement."""
    return list(workshop.steps.select_related("key"))


@contextmanager
def _plan(workshop: Workshop) -> Iterator[tuple[Workshop, list[Step]]]:
    """The workshop, held for as long as its plan is changed, and its steps; afterwards a room that runs is told."""
    with transaction.atomic():
        held = Workshop.objects.select_for_update().get(pk=workshop.pk)
        if held.is_closed:
            raise PlanStands
        yield held, steps_of(held)
        tell(held)


def _find(steps: Iterable[Step], step: Step) -> Step:
    found = next((each for each in steps if each.pk == step.pk), None)
    if found is None:
        raise Step.DoesNotExist
    return found


def _settle(step: Step) -> None:
    """A question that the guide calls tender is tender; a part that may not go is refused."""
    prompt = guide(step.workshop.language).prompts.get(step.prompt)
    step.tender = step.tender or bool(prompt and prompt.tender)
    if step.part and step.part not in parts_of(step.kind, prompt):
        raise PartRefused


def _number(steps: list[Step]) -> None:
    """Positions 1 to n, in the order of `steps`; those that are stored already are written again where they moved."""
    moved = []
    for position, step in enumerate(steps, 1):
        if step.position != position:
            step.position = position
            moved += [] if step._state.adding else [step]
    Step.objects.bulk_update(moved, ["position"])
