"""The one fragment that all phones of a room share: where the room is, and what is public about it.

It is made once for a tick and kept (`live`), so nothing in it may be anybody's own: no seat, no token, no code.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.questions import asked
from reflections.workshops.shown import shown
from reflections.workshops.state import now_of

SCENES = {Phase.WRITE: "write", Phase.SHARE: "share", Phase.SIFT: "sift", Phase.REVEAL: "shown", Phase.TALK: "shown"}


def fragment(workshop: Workshop) -> str:
    """What every phone of a room shows alike, as HTML in the workshop's language (its step comes with it)."""
    with translation.override(workshop.language):
        return render_to_string("workshops/_now.html", public(workshop, workshop.steps.count()))


def public(workshop: Workshop, steps: int, step: Step | None = None) -> dict[str, Any]:
    """What is public about a room at its step, or of another `step` that one writes at one's own pace.

    `steps`: how many there are.
    """
    at = step or workshop.step
    scene = "write" if step else scene_of(workshop)
    return {
        "workshop": workshop,
        "step": at,
        "scene": f"workshops/now/{scene}.html",
        "name": scene,
        "now": now_of(workshop),
        "steps": steps,
        "prompt": asked(at, workshop.language) if at and at.prompt else None,
        "shown": shown(at) if at and scene == "shown" else None,
        "own": step is not None,
    }


def scene_of(workshop: Workshop) -> str:
    """Which of the pages in `templates/workshops/now/` a room is at."""
    if not workshop.is_open:
        return str(workshop.state)
    step = workshop.step
    if step is None:
        return "waiting"
    if step.kind not in {Step.Kind.PROMPT, Step.Kind.WALL} or (not step.part and workshop.phase == Phase.TALK):
        return "pairs" if step.kind == Step.Kind.GROUPS else "pause" if step.kind == Step.Kind.PAUSE else "talk"
    return SCENES.get(Phase(workshop.phase), "talk") if workshop.phase else "talk"
