"""A rehearsal: the same plan with made-up people, whom the organiser runs through it as on the day.

It is a workshop of its own. Its one code has ended before it began, so that its screen has an address and no phone
a way in: whoever asks with that code is told what everybody hears who asks with a wrong one.
"""

import random
import secrets
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reflections.kinds import Prompt, kind
from reflections.people.models import Person
from reflections.workshops.actions.planning import Details, copy_of, delete_workshop, new_code
from reflections.workshops.actions.sharing import send_to_room
from reflections.workshops.models import Organiser, Seat, Step, Workshop
from reflections.workshops.questions import asked

PEOPLE = 14
"""So many made-up people: on a wall two lines more than stand there at once."""
_chance = random.SystemRandom()


def rehearse(*, workshop: Workshop, person: Person) -> Workshop:
    """A rehearsal of `workshop`, `person`'s own, with its doors open; an earlier one of theirs goes."""
    with transaction.atomic():
        for old in workshop.rehearsals.filter(organisers__person=person):
            delete_workshop(workshop=old)
        copy = _copy(workshop)
        Organiser.objects.create(workshop=copy, person=person, is_owner=True)
        new_code(copy)
        copy.codes.update(ended_at=timezone.now())
        Step.objects.bulk_create(copy_of(step, copy) for step in workshop.steps.all())
        Seat.objects.bulk_create(Seat(workshop=copy) for _number in range(PEOPLE))
    return copy


def _copy(workshop: Workshop) -> Workshop:
    """It begins now, and is open."""
    same = {name: getattr(workshop, name) for name in Details.__annotations__}
    now = timezone.now()
    return Workshop.objects.create(
        **{**same, "starts_at": now, "opened_at": now},
        agenda=workshop.agenda,
        rehearsal_of=workshop,
        state=Workshop.State.OPEN,
        screen_key=secrets.token_urlsafe(18),
    )


def fill(workshop: Workshop, step: Step) -> None:
    """In a rehearsal, made-up people send something as soon as a step takes it; in a real room nothing happens."""
    prompt = asked(step) if workshop.rehearsal_of_id else None
    if prompt is None:
        return
    with translation.override(workshop.language):
        for seat, part in zip(workshop.seats.all(), made_up(prompt, step.part), strict=False):
            send_to_room(seat=seat, workshop=workshop, step=step, part=part, turn=1)


def made_up(prompt: Prompt, want: str) -> Iterator[Any]:
    """What made-up people send. Of lines each comes once, and the first names somebody: a rehearsal needs it most."""
    this, seen = kind(prompt.kind), set()
    if want == Step.Shared.LINE:
        yield {"kind": this.key, "v": this.v, "line": _("Dr Example, two doors down, said I would never make it.")}
    for _try in range(10 * PEOPLE):
        part = this.made_up(prompt, want, _chance)
        line = (part or {}).get("line")
        if part and line not in seen:
            yield part
        seen |= {line} if line else set()
    for _again in range(PEOPLE):
        if part := this.made_up(prompt, want, _chance):
            yield part
