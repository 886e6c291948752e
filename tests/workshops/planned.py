"""Plans for tests: a workshop of somebody's in six days."""

import datetime as dt
from typing import Any

from django.utils import timezone

from reflections.people.models import Person
from reflections.workshops.actions.planning import make_workshop
from reflections.workshops.models import Step, Workshop

SOON = {"title": "Newcomers’ hour", "time_zone": "Europe/Zurich", "language": "en"}


def planned(person: Person, agenda: str = "", **more: Any) -> Workshop:
    """A workshop of `person`'s, from an agenda or empty."""
    when = timezone.now() + dt.timedelta(days=6)
    return make_workshop(person=person, agenda=agenda, **{"starts_at": when, **SOON, **more})


def titles(workshop: Workshop) -> list[str]:
    """The titles of its steps in order, after a look at their positions."""
    rows = list(workshop.steps.order_by("position").values_list("position", "title"))
    assert [position for position, _title in rows] == list(range(1, len(rows) + 1))
    return [title for _position, title in rows]


def at_step(workshop: Workshop, number: int, phase: str = "write") -> Workshop:
    """The workshop, open, at a step of it."""
    step = workshop.steps.get(position=number)
    Workshop.objects.filter(pk=workshop.pk).update(state=Workshop.State.OPEN, step=step, phase=phase)
    workshop.refresh_from_db()
    return workshop


def add(workshop: Workshop, *names: str) -> list[Step]:
    """Talks called so, one after the other."""
    for position, name in enumerate(names, workshop.steps.count() + 1):
        Step.objects.create(workshop=workshop, position=position, kind=Step.Kind.TALK, title=name, minutes=5)
    return list(workshop.steps.all())
