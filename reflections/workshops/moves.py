"""Where a room may go from where it stands. It changes nothing: the console's buttons and the actions both ask here.

Closing is final. So the way on leads past the sending of a step that is closed, and the way back never into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reflections.workshops.models import Phase, Step, Workshop


@dataclass(frozen=True, slots=True)
class Place:
    """A step and one of its phases."""

    step: Step
    phase: str


def landing(step: Step) -> str:
    """The phase in which a step stands when a room comes to it, for the first time or again.

    What was shown is shown again; a closed wall that nobody has seen is looked at; nothing is ever reopened.
    """
    if step.revealed:
        return Phase.REVEAL
    if not step.closed:
        return step.phases[0]
    ways = [phase for phase in step.phases if phase != Phase.SHARE]
    return Phase.SIFT if Phase.SIFT in ways else ways[0]


def ahead(workshop: Workshop, steps: Sequence[Step]) -> Place | None:
    """Where "next" leads; None at the end of the agenda, where only closing is left."""
    here = _index(workshop, steps)
    if here is None:
        return Place(steps[0], landing(steps[0])) if steps else None
    step = steps[here]
    phase = _further(step, workshop.phase)
    if phase:
        return Place(step, phase)
    return Place(steps[here + 1], landing(steps[here + 1])) if here + 1 < len(steps) else None


def behind(workshop: Workshop, steps: Sequence[Step]) -> Place | None:
    """Where "back" leads: from talking to what was shown, else to the step before; None at the beginning."""
    here = _index(workshop, steps)
    if here is None:
        return None
    if workshop.phase == Phase.TALK and steps[here].revealed:
        return Place(steps[here], Phase.REVEAL)
    return Place(steps[here - 1], landing(steps[here - 1])) if here else None


def _index(workshop: Workshop, steps: Sequence[Step]) -> int | None:
    return next((number for number, step in enumerate(steps) if step.pk == workshop.step_id), None)


def _further(step: Step, phase: str) -> str:
    """The next phase of a step that still makes sense; empty when it has none."""
    over = {Phase.SHARE} if step.closed else set()
    if step.revealed:
        over.add(Phase.SIFT)
    after = step.phases[step.phases.index(phase) + 1 :] if phase in step.phases else ()
    return next((each for each in after if each not in over), "")
