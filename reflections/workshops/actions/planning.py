"""Making a workshop and changing what it is; its steps are changed in `steps`. Each action is one transaction."""

import datetime as dt
import secrets
from typing import TypedDict, Unpack, cast

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reflections.guide.library import guide
from reflections.guide.outline import Agenda
from reflections.guide.outline import Step as Outline
from reflections.kinds import Prompt, kind
from reflections.people.deletions import remember
from reflections.people.models import Person
from reflections.workshops.live.bells import ring
from reflections.workshops.models import JoinCode, Organiser, Step, Workshop

MOST_STEPS = 40
MOST_MINUTES = 180
LONGEST_TITLE = 120
LONGEST_SAY = 4_000


class NeedsAccount(Exception):
    """A guest organises nothing: a workshop has to be found again by whoever made it."""


class PlanStands(Exception):
    """The workshop is over: its plan is what it was."""


class Details(TypedDict, total=False):
    """What a workshop is, beside its steps."""

    title: str
    starts_at: dt.datetime
    time_zone: str
    language: str
    minutes: int
    turn_to: str
    from_before: str
    voluntary: bool
    own_pace: bool


def make_workshop(*, person: Person, agenda: str = "", **details: Unpack[Details]) -> Workshop:
    """A workshop of `person`'s with the steps of an agenda of the guide, in its language; without one, with none.

    Raises `NeedsAccount` for a guest. The slot is the agenda's unless `minutes` say otherwise.
    """
    plan = guide(details.get("language")).agendas[agenda] if agenda else None
    if plan:
        details.setdefault("minutes", plan.minutes)
    with transaction.atomic():
        workshop = _new(person, agenda, details)
        Step.objects.bulk_create(_steps(workshop, plan) if plan else [])
    return workshop


def _new(person: Person, agenda: str, details: Details) -> Workshop:
    """A workshop without steps, with its owner, its code and the key of its screen."""
    if person.is_guest:
        raise NeedsAccount
    workshop = Workshop.objects.create(agenda=agenda, screen_key=secrets.token_urlsafe(18), **details)
    Organiser.objects.create(workshop=workshop, person=person, is_owner=True)
    new_code(workshop)
    return workshop


def new_code(workshop: Workshop) -> JoinCode:
    """A fresh code for the wall, and the longer secret of its QR code; any before it opens no door any more.

    Within a transaction of its caller. No code is ever given twice, since a former one still names its room.
    """
    workshop.codes.filter(ended_at=None).update(ended_at=timezone.now())
    code = _digits()
    while JoinCode.objects.filter(code=code).exists():
        code = _digits()
    return JoinCode.objects.create(workshop=workshop, code=code, secret=secrets.token_urlsafe(24))


def _digits() -> str:
    return f"{secrets.randbelow(10**8):08d}"


def _steps(workshop: Workshop, plan: Agenda) -> list[Step]:
    return [
        Step(
            workshop=workshop,
            position=position,
            kind=outline.kind,
            prompt=outline.prompt.key if outline.prompt else "",
            title=outline.title[:LONGEST_TITLE],
            say=outline.say.strip()[:LONGEST_SAY],
            minutes=outline.minutes,
            tender=outline.tender or bool(outline.prompt and outline.prompt.tender),
            part=_part_of(outline),
        )
        for position, outline in enumerate(plan.steps, 1)
    ]


def _part_of(outline: Outline) -> str:
    """Of a step of the guide's that goes to the room: a picture where one can be drawn, else a line."""
    parts = parts_of(outline.kind, outline.prompt) if outline.room else ()
    return next((part for part in (Step.Shared.PICTURE, Step.Shared.LINE) if part in parts), Step.Shared.NOTHING)


def parts_of(step_kind: str, prompt: Prompt | None) -> tuple[str, ...]:
    """What a step of this kind that asks `prompt` may let go to the room, the more usual first."""
    if prompt is None:
        return ()
    parts = kind(prompt.kind).parts(prompt)
    if step_kind == Step.Kind.WALL:
        return tuple(part for part in parts if part == Step.Shared.LINE)
    return parts if step_kind == Step.Kind.PROMPT else ()


def change_details(*, workshop: Workshop, **details: Unpack[Details]) -> None:
    """Change what a workshop is; phones and screen are told while it runs. Raises `PlanStands`.

    Its language stays once it has opened: phones are in it.
    """
    with transaction.atomic():
        held = Workshop.objects.select_for_update().get(pk=workshop.pk)
        if held.is_closed:
            raise PlanStands
        if held.is_open:
            details.pop("language", None)
        Workshop.objects.filter(pk=workshop.pk).update(**details)
        tell(workshop)


def tell(workshop: Workshop) -> None:
    """While a workshop runs, its phones and its screen ask again; within a transaction of the caller."""
    if Workshop.objects.filter(pk=workshop.pk, state=Workshop.State.OPEN).update(tick=F("tick") + 1):
        ring(workshop.pk)


def duplicate_workshop(*, workshop: Workshop, person: Person, **details: Unpack[Details]) -> Workshop:
    """The same plan again, `person`'s own, with `details` in the place of the old ones: nothing of what was sent.

    Raises `NeedsAccount` for a guest. Its organisers are not taken along: each is invited, or is not.
    """
    kept = cast(Details, {name: getattr(workshop, name) for name in Details.__annotations__})
    with transaction.atomic():
        copy = _new(person, workshop.agenda, {**kept, **details})
        Step.objects.bulk_create(copy_of(step, copy) for step in workshop.steps.all())
    return copy


def copy_of(step: Step, workshop: Workshop) -> Step:
    """An unsaved step for `workshop` that asks what `step` asks, and to which nobody has sent anything."""
    same = ("position", "kind", "prompt", "title", "say", "minutes", "tender", "part", "size")
    return Step(workshop=workshop, **{name: getattr(step, name) for name in same})


def delete_workshop(*, workshop: Workshop) -> None:
    """A workshop goes with its plan, seats, report and rehearsals; no journal is touched. Its phones are told."""
    with transaction.atomic():
        key = workshop.pk
        remember(Workshop, [key])
        workshop.delete()
        ring(key)
