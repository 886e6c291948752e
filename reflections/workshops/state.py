"""What a room is at: the little that a bell says. It is public to the room, and says nothing that anybody wrote."""

import datetime as dt
import json
import time
import uuid
from dataclasses import dataclass

from django.utils import timezone

from reflections.workshops.models import Step, Workshop


@dataclass(frozen=True, slots=True)
class Now:
    """Where a room stands. `ends`: when the step's time is over, in seconds since 1970; 0 where there is none.

    `number` counts the steps from 1; it is 0 before the first. `enough`: on ordinary steps, that there is enough to
    show. `step` is the id of the step, or empty.
    """

    tick: int
    state: str
    step: str = ""
    number: int = 0
    phase: str = ""
    ends: int = 0
    enough: bool = False
    paused: bool = False

    def bell(self) -> str:
        """What a stream says: this, and the server's time, since a phone's clock may be wrong."""
        facts = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps({**facts, "now": int(time.time())}, separators=(",", ":"))


def now_of(workshop: Workshop, step: Step | None = None) -> Now:
    """Where `workshop` stands (its step comes with it)."""
    step = step or workshop.step
    return Now(
        tick=workshop.tick,
        state=workshop.state,
        step=str(step.pk) if step else "",
        number=step.position if step else 0,
        phase=workshop.phase,
        ends=int(workshop.ends_at.timestamp()) if workshop.ends_at else 0,
        enough=bool(step and step.enough and not step.tender),
        paused=workshop.paused,
    )


def load_now(key: uuid.UUID) -> Now | None:
    """Where a workshop stands, from the database; nothing when it is gone."""
    workshop = Workshop.objects.select_related("step").filter(pk=key).first()
    return now_of(workshop) if workshop else None


def seconds_left(workshop: Workshop, now: dt.datetime | None = None) -> int:
    """Seconds until the step's time is over, never negative."""
    return max(0, int((workshop.ends_at - (now or timezone.now())).total_seconds())) if workshop.ends_at else 0
