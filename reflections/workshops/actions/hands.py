"""Counts of raised hands, for a room whose network is down."""

from collections.abc import Mapping

from django.utils import translation

from reflections.documents.stored import pack
from reflections.kinds import kind
from reflections.workshops.actions.moving import NotNow, running
from reflections.workshops.actions.sharing import close_sharing
from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.questions import asked


def options(step: Step) -> dict[str, str]:
    """What hands may be raised for, by key: never on a tender step, and only where no picture was sent.

    Counts typed before may be mended.
    """
    prompt = asked(step)
    if prompt is None or prompt.tender or step.part != Step.Shared.PICTURE:
        return {}
    if step.closed and step.result is not None and not step.by_hands:
        return {}
    with translation.override(step.workshop.language):
        return kind(prompt.kind).hands(prompt)


def count_hands(*, workshop: Workshop, tick: int, counts: Mapping[str, int]) -> None:
    """Close the room's step and show these counts; what phones sent meanwhile goes. Raises `NotNow`, `MovedOn`.

    A count that nobody took is left out of `counts`.
    """
    with running(workshop, tick) as here:
        step = here.step
        prompt = asked(step) if step else None
        if step is None or prompt is None or not counts or not set(counts) <= set(options(step)):
            raise NotNow
        with translation.override(here.language):
            drawn = kind(prompt.kind).by_hands(prompt, counts)
        if drawn is None:
            raise NotNow
        close_sharing(step)
        step.result = pack([drawn])
        step.by_hands = step.revealed = True
        step.save(update_fields=["result_sealed", "by_hands", "revealed"])
        here.phase, here.paused = Phase.REVEAL, False
