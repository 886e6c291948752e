"""The end of a workshop: what is destroyed at closing, and what of it outlives its time."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from reflections.workshops.actions.moving import NotNow, conclude, hold, moving
from reflections.workshops.actions.planning import delete_workshop
from reflections.workshops.models import (
    CLOSES_AFTER,
    KEPT,
    Contribution,
    Group,
    Invitation,
    Seat,
    Step,
    StepKey,
    Workshop,
)

REHEARSED = dt.timedelta(days=1)
"""A rehearsal is deleted this long after it began."""


@dataclass(frozen=True, slots=True)
class Outlived:
    """How many workshops went which way."""

    closed: int = 0
    deleted: int = 0
    emptied: int = 0
    rehearsals: int = 0


def close_workshop(
    *, workshop: Workshop, tick: int, keep: Collection[uuid.UUID] = (), keep_totals: bool = False
) -> None:
    """It is over. Of what was shown the pictures stay for the report, and lines of the steps in `keep`; seats, keys,
    what was sent and what was never shown are deleted. A rehearsal goes wholly. Raises `MovedOn`, and `NotNow` unless
    it is open.
    """
    if workshop.rehearsal_of_id:
        delete_workshop(workshop=workshop)
        return
    with moving(workshop, tick) as here:
        if not here.is_open:
            raise NotNow
        here.keep_totals = keep_totals
        _end(here, keep)


def _end(here: Workshop, keep: Collection[uuid.UUID]) -> None:
    """Within a transaction of the caller, who saves `here` and rings."""
    here.state, here.closed_at = Workshop.State.CLOSED, timezone.now()
    here.step, here.phase, here.ends_at, here.paused = None, "", None, False
    steps = list(here.steps.select_for_update(no_key=True))  # before seats: so does who looks for a group
    list(StepKey.objects.select_for_update(of=("self",)).filter(step__workshop=here))  # who sends now finds none
    for table in (Contribution, StepKey, Group):
        table.objects.filter(step__workshop=here).delete()
    Seat.objects.filter(workshop=here).delete()
    for step in steps:
        _settle(step, step.keep_lines or step.pk in keep)


def _settle(step: Step, keep_lines: bool) -> None:
    """Leave of a step what the report may say."""
    step.keep_lines = keep_lines and step.revealed and step.part == Step.Shared.LINE
    if not step.revealed or (step.part == Step.Shared.LINE and not keep_lines):
        step.result = None
    step.lines = None
    step.closed, step.enough = bool(step.part), step.enough and step.revealed
    step.save(update_fields=["keep_lines", "result_sealed", "lines_sealed", "closed", "enough"])


def end_outlived(*, now: dt.datetime | None = None) -> Outlived:
    """Close what nobody closed, and delete what has outlived its time, each in a transaction of its own."""
    now = now or timezone.now()
    return Outlived(
        closed=_close_forgotten(now),
        rehearsals=sum(
            map(_delete, Workshop.objects.filter(rehearsal_of__isnull=False, opened_at__lt=now - REHEARSED))
        ),
        emptied=sum(map(_empty, _over(now).filter(keep_totals=True))),
        deleted=sum(map(_delete, _over(now).filter(keep_totals=False))) + _delete_unused(now),
    )


def _close_forgotten(now: dt.datetime) -> int:
    """Close workshops that are open 12 hours after their planned end; how many."""
    late = Workshop.objects.filter(state=Workshop.State.OPEN, rehearsal_of=None, starts_at__lt=now - CLOSES_AFTER)
    return sum(_close(each) for each in late if each.planned_end + CLOSES_AFTER <= now)


def _close(workshop: Workshop) -> bool:
    """Close one that nobody has closed meanwhile."""
    with transaction.atomic():
        here = hold(workshop)
        if here is None or not here.is_open:
            return False
        _end(here, ())
        conclude(here)
    return True


def _over(now: dt.datetime) -> QuerySet[Workshop]:
    """Workshops that were closed 30 days ago."""
    return Workshop.objects.filter(state=Workshop.State.CLOSED, closed_at__lt=now - KEPT)


def _delete_unused(now: dt.datetime) -> int:
    """Delete plans that were never opened, 30 days after their planned end; how many."""
    old = Workshop.objects.filter(state=Workshop.State.PLANNED, starts_at__lt=now - KEPT)
    return sum(_delete(each) for each in old if each.planned_end + KEPT <= now)


def _delete(workshop: Workshop) -> bool:
    delete_workshop(workshop=workshop)
    return True


def _empty(workshop: Workshop) -> bool:
    """Leave title, date, the steps' titles and what was shown; whether there was more."""
    with transaction.atomic():
        more = workshop.codes.all().delete()[0] + Invitation.objects.filter(workshop=workshop).delete()[0]
        words = ~Q(turn_to="", from_before="", screen_key="")
        more += Workshop.objects.filter(words, pk=workshop.pk).update(turn_to="", from_before="", screen_key="")
        more += workshop.steps.exclude(say="").update(say="")
    return more > 0
