"""What can be done in the process of a driven server: rooms made, moved, and taken away."""

import random
import time
from functools import partial
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reflections.documents.document import Own, Table
from reflections.documents.stored import pack
from reflections.guide.actions import load_guide
from reflections.guide.library import guide
from reflections.kinds import kind
from reflections.people.models import Person
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.sharing import close_sharing, open_sharing
from reflections.workshops.door import SEAT, seat_cookie, ticket
from reflections.workshops.live.bells import ring
from reflections.workshops.models import Contribution, JoinCode, Organiser, Phase, Seat, Step, Workshop
from tests.browser import ROOT

PARTS = (("ways", "picture"), ("cv", "line"), ("ways", "picture"), ("cv", "line"))


def room(seats: int = 1, title: str = "A room") -> dict[str, Any]:
    """A room that runs, at its first step, with its seats: its key, code, cookies (one a seat) and a ticket."""
    load_guide(ROOT / "fixtures" / "guide")
    now = timezone.now()
    made = Workshop.objects.create(title=title, starts_at=now, state=Workshop.State.OPEN, opened_at=now, tick=1)
    code = JoinCode.objects.create(workshop=made, code=_eight(), secret=f"secret-of-{made.pk.hex}"[:40])
    for number, (prompt, part) in enumerate(PARTS, 1):
        asked = {"kind": Step.Kind.PROMPT, "prompt": prompt, "part": part, "title": f"Step {number}"}
        Step.objects.create(workshop=made, position=number, **asked)
    made.step, made.phase = made.steps.first(), Phase.WRITE
    made.save()
    taken = Seat.objects.bulk_create(Seat(workshop=made) for _ in range(seats))
    sign = signing.Signer(salt=SEAT).sign
    cookies = [f"{seat_cookie(made.pk)}={sign(f'{made.pk.hex}.{seat.pk.hex}')}" for seat in taken]
    return {"room": str(made.pk), "code": code.code, "cookies": cookies, "ticket": ticket(made)}


def part(prompt: str = "ways", want: str = "picture") -> dict[str, Any]:
    """Something that a seat may send."""
    asked = guide().prompts[prompt]
    return {"part": kind(asked.kind).made_up(asked, want, random.Random(5))}


def move(room: str, step: int = 0, phase: str = "", quiet: bool = False) -> dict[str, Any]:
    """The room goes to a step, a phase, or only ticks; `quiet`: without a bell, as when one is lost."""
    done: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: done.append(time.perf_counter()))
        here = Workshop.objects.select_for_update().get(pk=room)
        here.step = here.steps.get(position=step) if step else here.step
        here.phase, here.tick = phase or here.phase, here.tick + 1
        here.save()
        if here.phase == Phase.SHARE and here.step:
            open_sharing(here.step)
        if not quiet:
            ring(here.pk)
    return {"tick": here.tick, "step": str(here.step_id), "at": done[0] if done else 0}


def move_and_fail(room: str) -> dict[str, Any]:
    """A move that does not come to be."""
    with transaction.atomic():
        move(room, phase=Phase.REVEAL)
        transaction.set_rollback(True)
    return {}


def reset_code(room: str) -> dict[str, Any]:
    """A new code; the old one goes on naming the room for those who sit there."""
    with transaction.atomic():
        JoinCode.objects.filter(workshop=room).update(ended_at=timezone.now())
        code = JoinCode.objects.create(workshop_id=room, code=_eight(), secret=f"{random.random()}")
        Workshop.objects.filter(pk=room).update(tick=F("tick") + 1)
        ring(UUID(room))
    return {"code": code.code}


def close(room: str, step: int) -> dict[str, Any]:
    """A step takes nothing any more: how much it had been sent."""
    with transaction.atomic():
        here = Step.objects.get(workshop=room, position=step)
        sent = Contribution.objects.filter(step=here).exclude(part_sealed="").count()
        close_sharing(here)
    return {"sent": sent, "result": str(here.result)}


def delete(room: str) -> dict[str, Any]:
    """The room is deleted, and its bell rings for the last time."""
    with transaction.atomic():
        Workshop.objects.filter(pk=room).delete()
        ring(UUID(room))
    return {}


def _eight() -> str:
    return f"{random.SystemRandom().randrange(10**8):08}"


def bounds(**numbers: int) -> dict[str, Any]:
    """Other bounds for streams: few streams a process, quick heartbeats, a room read again soon."""
    from reflections.workshops.live import app, hub, room

    for module in (app, hub, room):
        for name, number in numbers.items():
            if hasattr(module, name):
                setattr(module, name, number)
    return {}


def shout(room: str, size: int) -> dict[str, Any]:
    """Everybody who listens is sent so many bytes at once: who does not read them is a slow reader from now on."""
    from reflections.workshops.live.hub import _hubs
    from reflections.workshops.live.stream import said

    async def say(stream: Any) -> None:
        await stream._put(said(b": " + b"x" * size + b"\n\n"))
        await stream._put(said(b": done\n\n"))

    def all_of_them() -> None:
        for stream in list(here):
            stream._say(partial(say, stream))

    [hub] = _hubs
    here = hub._rooms[UUID(room)]
    hub.loop.call_soon_threadsafe(all_of_them)
    return {}


def drawn() -> dict[str, Any]:
    """How often the page of a room was made in this process."""
    from reflections.workshops.live import reading

    if not hasattr(reading, "times"):
        reading.times, fragment = [], reading.fragment
        reading.fragment = lambda workshop: reading.times.append(1) or fragment(workshop)
    return {"times": len(reading.times)}


def over(room: str, name: str) -> dict[str, Any]:
    """It is closed, with a picture and a wall that were shown; the account `name` organises it."""
    here = Workshop.objects.get(pk=room)
    Organiser.objects.create(workshop=here, person=Person.objects.get(username=name), is_owner=True)
    for step, word in zip(here.steps.all(), ("picture", "line", "none"), strict=False):
        asked = guide().prompts[step.prompt]
        parts = [kind(asked.kind).made_up(asked, "picture", random.Random(number)) for number in range(9)]
        pooled = (
            kind(asked.kind).pool(asked, parts, 5) if word == "picture" else Table("", ("Line",), ((Own("A line."),),))
        )
        step.result, step.revealed, step.keep_lines = pack([pooled]) if word != "none" else None, True, True
        step.save()
    close_workshop(workshop=here, tick=here.tick)
    return {}
