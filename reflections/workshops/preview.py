"""How the phones will show a step, phase by phase, before there is a room."""

from copy import copy
from dataclasses import dataclass
from random import Random

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from reflections.documents.document import Part
from reflections.documents.stored import pack
from reflections.kinds import kind
from reflections.kinds.room import wall
from reflections.workshops.fragment import public
from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.questions import asked

MADE_UP = 20
SAME = {Phase.SIFT, Phase.TALK}
"""In these a phone says the same as in the phase before, or nothing that could be looked at in advance."""


@dataclass(frozen=True)
class Glance:
    """One phase of a step: what it is called, and what the phones show; nothing where that hangs on the room."""

    phase: str
    label: str
    html: SafeString | None


def preview_of(step: Step) -> list[Glance]:
    """What the phones show in each phase of `step`, as an organiser looks through them."""
    phases = [phase for phase in step.phases if phase not in SAME] or [Phase.TALK]
    with translation.override(step.workshop.language):
        drawn = made_up(step) if Phase.REVEAL in phases else None
        return [Glance(phase, str(Phase(phase).label), _shows(step, phase, drawn)) for phase in phases]


def made_up(step: Step) -> Part | None:
    """What twenty made-up people would let the room see, the same each time; None where nothing can be made up."""
    prompt = asked(step)
    if prompt is None:
        return None
    this, chance = kind(prompt.kind), Random(prompt.key)  # noqa: S311 - seeded: it looks the same again
    parts = [part for _ in range(MADE_UP) if (part := this.made_up(prompt, step.part, chance))]
    if step.part == Step.Shared.LINE:
        return wall(prompt, list(dict.fromkeys(part["line"] for part in parts))[:4], 1)
    return this.pool(prompt, parts, step.least)


def _shows(step: Step, phase: str, drawn: Part | None) -> SafeString | None:
    if phase == Phase.REVEAL and drawn is None:
        return None
    room, at = copy(step.workshop), copy(step)
    room.state, room.step, room.phase, room.paused = Workshop.State.OPEN, at, phase, False
    at.result = pack([drawn]) if drawn else None
    context = public(room, 0)
    # Several phones stand on one page, below its own headings.
    return render_to_string(context["scene"], {**context, "head": "h3"})
