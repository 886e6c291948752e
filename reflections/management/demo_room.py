"""A made-up person's workshops: one that has been run, by the actions that run every room, and one that is to come."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from reflections.people.models import Person
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.planning import Details, make_workshop
from reflections.workshops.actions.rehearsing import made_up
from reflections.workshops.actions.running import go_on, open_doors
from reflections.workshops.actions.sharing import WALL, send_to_room
from reflections.workshops.actions.sifting import NEW, UP, judge_line, queue
from reflections.workshops.models import Phase, Seat, Workshop
from reflections.workshops.moves import ahead
from reflections.workshops.questions import asked

PEOPLE = 23
"""As many as fill a seminar room, and enough for numbers on a tender step."""
RUN, TO_COME = dt.timedelta(days=-12), dt.timedelta(days=9)


def make_rooms(person: Person) -> None:
    """A workshop of an hour that was run twelve days ago, its wall kept, and one of 25 minutes next week."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    turn_to = _("Noor, at the back by the door, also after the end")
    told = _("I came for the coffee and left with a question I had not dared to ask.")
    run = Details(title=_("Newcomers’ hour"), starts_at=noon + RUN, turn_to=turn_to)
    run_room(make_workshop(person=person, agenda="sixty", **run))
    coming = Details(title=_("Lunch with the first-years"), starts_at=noon + TO_COME, turn_to=turn_to, from_before=told)
    make_workshop(person=person, agenda="twenty-five", **coming)


def run_room(workshop: Workshop) -> None:
    """From the doors to the end, as it would have been at the time for which it is planned."""
    *_moves, here = _walk(workshop)
    walls = {step.pk for step in here.steps.filter(part="line", revealed=True)}
    close_workshop(workshop=here, tick=here.tick, keep=walls, keep_totals=True)
    moved = {"opened_at": workshop.starts_at, "closed_at": workshop.planned_end}
    Workshop.objects.filter(pk=workshop.pk).update(**moved)


def open_room(workshop: Workshop) -> None:
    """From the doors to the first step that takes something, where all have sent."""
    next(here for here in _walk(workshop) if here.phase == Phase.SHARE)


def _walk(workshop: Workshop) -> Iterator[Workshop]:
    """The room after each move, with made-up people who send something at every step that takes it."""
    open_doors(workshop=workshop, tick=workshop.tick)
    seats = Seat.objects.bulk_create(Seat(workshop=workshop) for _number in range(PEOPLE))
    here = _now(workshop)
    while ahead(here, list(here.steps.all())):
        go_on(workshop=here, tick=here.tick)
        here = _now(workshop)
        if here.phase == Phase.SHARE:
            _send(here, seats)
        elif here.phase == Phase.SIFT:
            _sift(here)
        here = _now(workshop)
        yield here


def _now(workshop: Workshop) -> Workshop:
    return Workshop.objects.select_related("step").get(pk=workshop.pk)


def _send(here: Workshop, seats: list[Seat]) -> None:
    prompt = asked(here.step) if here.step else None
    if here.step is None or prompt is None:
        return
    for seat, part in zip(seats, made_up(prompt, here.step.part), strict=False):
        send_to_room(seat=seat, workshop=here, step=here.step, part=part, turn=1)


def _sift(here: Workshop) -> None:
    """All lines go up but the one that names somebody."""
    if here.step is None:
        return
    for number, line in queue(here.step)[:WALL]:
        named = "Dr " in line["words"]
        judge_line(workshop=here, number=number, state=NEW if named else UP)
