"""Of two organisers one is the quicker: every act on a room holds its row, and takes the `tick` that a page showed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from reflections.workshops.live.bells import ring
from reflections.workshops.models import Workshop

STANDS = ("state", "step", "phase", "ends_at", "paused", "locked", "tick", "last_act", "opened_at", "closed_at")
"""What running a room changes of it; `keep_totals` is settled when it closes."""


class MovedOn(Exception):
    """The other organiser was quicker: the room is not where the page showed it. Nothing was done."""


class NotNow(Exception):
    """The room is not where such an act makes sense."""


@contextmanager
def moving(workshop: Workshop, tick: int) -> Iterator[Workshop]:
    """The workshop, held while it is changed; afterwards it has a new tick and rings. Raises `MovedOn`.

    A page is old when an organiser has acted since; what else bumped the tick ("enough", a change of plan) is no move.
    """
    with transaction.atomic():
        here = hold(workshop)
        if here is None or not here.last_act <= tick <= here.tick:
            raise MovedOn
        yield here
        conclude(here)


def conclude(here: Workshop) -> None:
    """Keep where a workshop was moved to, under a new tick, and ring; within the transaction that holds it."""
    here.tick += 1
    here.last_act = here.tick
    here.save(update_fields=[*STANDS, "keep_totals"])
    ring(here.pk)


@contextmanager
def running(workshop: Workshop, tick: int) -> Iterator[Workshop]:
    """As `moving`, of a workshop that is open. Raises `NotNow` too."""
    with moving(workshop, tick) as here:
        if not here.is_open:
            raise NotNow
        yield here


def hold(workshop: Workshop) -> Workshop | None:
    """The workshop as it is now, held until the caller's transaction ends; None when it is gone.

    Its step is read when it is asked for, and not in the same statement: that would be as old as the wait.
    """
    return Workshop.objects.select_for_update().filter(pk=workshop.pk).first()
