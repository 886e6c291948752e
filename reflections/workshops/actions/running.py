"""Running a room. Each act takes the `tick` that its organiser's page showed: one that comes too late does nothing.

It moves the room, bumps its tick and rings the bell, in one transaction. All raise `MovedOn` when the other organiser
was quicker, and `NotNow` where they make no sense.
"""

import datetime as dt

from django.utils import timezone

from reflections.workshops.actions.groups import form_groups
from reflections.workshops.actions.moving import MovedOn, NotNow, moving, running
from reflections.workshops.actions.planning import new_code
from reflections.workshops.actions.rehearsing import fill
from reflections.workshops.actions.sharing import close_sharing, open_sharing
from reflections.workshops.actions.sifting import show
from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.moves import Place, ahead, behind, landing

__all__ = [
    "MovedOn",
    "NotNow",
    "add_minute",
    "close_sharing_now",
    "go_back",
    "go_on",
    "go_to",
    "lock_doors",
    "open_doors",
    "pause",
    "reset_code",
    "reveal_step",
]
MINUTE = dt.timedelta(minutes=1)


def open_doors(*, workshop: Workshop, tick: int) -> None:
    """Phones may come in, before the first step. Only of a workshop that is planned."""
    with moving(workshop, tick) as here:
        if here.state != Workshop.State.PLANNED:
            raise NotNow
        here.state, here.opened_at = Workshop.State.OPEN, timezone.now()


def go_on(*, workshop: Workshop, tick: int) -> None:
    """The next phase, or the next step; not at the end of the agenda."""
    with running(workshop, tick) as here:
        _go(here, ahead(here, list(here.steps.all())))


def go_back(*, workshop: Workshop, tick: int) -> None:
    """To what was shown, or to the step before; nothing is reopened. Not at the beginning."""
    with running(workshop, tick) as here:
        _go(here, behind(here, list(here.steps.all())))


def go_to(*, workshop: Workshop, tick: int, step: Step) -> None:
    """To any other step, as far as it can be shown."""
    with running(workshop, tick) as here:
        there = here.steps.filter(pk=step.pk).first() if step.pk != here.step_id else None
        _go(here, Place(there, landing(there)) if there else None)


def close_sharing_now(*, workshop: Workshop, tick: int) -> None:
    """Nothing is taken any more: a picture is shown at once, lines are looked at. Only while sending is open."""
    with running(workshop, tick) as here:
        if here.phase != Phase.SHARE:
            raise NotNow
        _go(here, ahead(here, list(here.steps.all())))


def reveal_step(*, workshop: Workshop, tick: int, step: Step) -> None:
    """Show what a step has that is closed and was never shown, later than in its turn. Lines are looked at first."""
    with running(workshop, tick) as here:
        there = here.steps.filter(pk=step.pk, closed=True, revealed=False).first()
        if there and there.part == Step.Shared.LINE and there.pk != here.step_id:
            _go(here, Place(there, landing(there)))
        else:
            _go(here, Place(there, Phase.REVEAL) if there else None)


def add_minute(*, workshop: Workshop, tick: int) -> None:
    """A minute more for the step; when its time is over, a minute from now."""
    with running(workshop, tick) as here:
        if here.step is None:
            raise NotNow
        here.ends_at = max(here.ends_at or timezone.now(), timezone.now()) + MINUTE


def pause(*, workshop: Workshop, tick: int, paused: bool) -> None:
    """Put the pause card on the screen, or take it away. Nobody is hurried by it: sending goes on."""
    with running(workshop, tick) as here:
        here.paused = paused


def lock_doors(*, workshop: Workshop, tick: int, locked: bool) -> None:
    """Nobody new comes in, or comes in again; seats stay."""
    with running(workshop, tick) as here:
        here.locked = locked


def reset_code(*, workshop: Workshop, tick: int) -> None:
    """New digits on the wall. The old ones open no door any more; seats keep theirs. Not once it is closed."""
    with moving(workshop, tick) as here:
        if here.is_closed or here.rehearsal_of_id:
            raise NotNow
        new_code(here)


def _go(here: Workshop, to: Place | None) -> None:
    """Move the room. Leaving the sending closes it, wherever one goes."""
    if to is None:
        raise NotNow
    left, step = here.step, to.step
    if left is not None and here.phase == Phase.SHARE:
        close_sharing(left)
    if left is not None and left.pk == step.pk:
        step = left  # as closing left it
    else:
        here.ends_at = timezone.now() + step.minutes * MINUTE if step.minutes else None
    _enter(here, step, to.phase)


def _enter(here: Workshop, step: Step, phase: str) -> None:
    """Put the room where `phase` of `step` is: sending opens, what there is is shown, or people find each other."""
    here.step, here.phase, here.paused = step, phase, False
    if phase == Phase.SHARE:
        open_sharing(step)
        fill(here, step)
    elif phase == Phase.REVEAL:
        show(step)
    elif step.kind == Step.Kind.GROUPS:
        form_groups(step)
