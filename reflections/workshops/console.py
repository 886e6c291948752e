"""What the console shows: where the room is, and what each button would do. How many sent is in none of it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from reflections.kinds import Prompt
from reflections.workshops.actions.hands import options
from reflections.workshops.actions.sifting import UP, queue
from reflections.workshops.models import Phase, Step, Workshop
from reflections.workshops.moves import Place, ahead, behind
from reflections.workshops.plan import clock
from reflections.workshops.questions import asked
from reflections.workshops.shown import Shown, shown

FROM = 8
"""From so many seats on their number is said at all."""
ROUND = 5
ON_TIME = 2
"""Minutes that nobody calls late or early."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the agenda. `at`: when it begins by the plan, on the room's clock; `unseen`: closed, not shown."""

    step: Step
    at: dt.datetime
    state: str
    unseen: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of the run sheet; `done`: it says what to do, and is not read aloud."""

    words: str
    done: bool


@dataclass(frozen=True, slots=True)
class Console:
    """The room as its organiser sees it. `does` and `undoes`: what the next button and the one back do, by a word.

    `joined` is rounded, and 0 below eight; `late`: minutes behind the plan, negative when ahead of it.
    """

    workshop: Workshop
    rows: tuple[Row, ...]
    step: Step | None
    prompt: Prompt | None
    on: Place | None
    back: Place | None
    does: str
    ends: int
    left: str
    over: bool
    late: int
    joined: int
    say: tuple[Said, ...]
    lines: tuple[tuple[int, dict[str, Any]], ...]
    shown: Shown | None
    hands: bool

    @property
    def ahead(self) -> int:
        """Minutes to spare."""
        return max(0, -self.late)

    @property
    def quiet_until(self) -> bool:
        """Whether something is to be shown in this step that its organiser does not see before the room does."""
        return bool(self.step and self.step.part and not self.step.revealed and self.workshop.phase != Phase.SIFT)

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.rows)

    @property
    def reveals(self) -> bool:
        """Whether the room sees a result now, or is told that there is none."""
        return bool(self.step and self.step.part and self.step.revealed and self.workshop.phase in SHOWING)

    @property
    def sifts(self) -> bool:
        """Whether lines are looked at."""
        return self.workshop.phase == Phase.SIFT

    @property
    def up(self) -> int:
        """How many lines stand, or are to stand, on the wall."""
        return sum(line["state"] == UP for _number, line in self.lines)

    @property
    def enough(self) -> bool | None:
        """While an ordinary step takes parts: whether there is enough to show. Else nothing is said."""
        here = self.workshop.phase == Phase.SHARE and self.step is not None
        tender = self.step is not None and (self.step.tender or bool(self.prompt and self.prompt.tender))
        return bool(self.step and self.step.enough) if here and not tender else None


SHOWING = {Phase.REVEAL, Phase.TALK}


def console_of(workshop: Workshop) -> Console:
    """All that the console shows: two statements beside the workshop and its step."""
    steps = list(workshop.steps.all())
    for each in steps:
        each.workshop = workshop
    step = next((each for each in steps if each.pk == workshop.step_id), None)
    on = ahead(workshop, steps)
    lines = _lines(workshop, step)
    return Console(
        workshop=workshop,
        rows=tuple(_rows(workshop, steps, step)),
        step=step,
        prompt=asked(step) if step else None,
        on=on,
        back=behind(workshop, steps),
        does=_does(workshop, on, lines),
        ends=int(workshop.ends_at.timestamp()) if workshop.ends_at else 0,
        left=_left(workshop),
        over=bool(workshop.ends_at and workshop.ends_at <= timezone.now()),
        late=_late(workshop, steps, step),
        joined=_rounded(workshop.seats.count()),
        say=tuple(_said(step.say)) if step else (),
        lines=lines,
        shown=_shown(workshop, step),
        hands=bool(step and workshop.is_open and workshop.phase != Phase.SIFT and options(step)),
    )


def _rows(workshop: Workshop, steps: Sequence[Step], now: Step | None) -> list[Row]:
    rows, since = [], 0
    for step in steps:
        state = "now" if step is now else "past" if now and step.position < now.position else "next"
        unseen = step.closed and not step.revealed and bool(step.part) and step is not now
        rows.append(Row(step, clock(workshop, since), state, unseen))
        since += step.minutes
    return rows


def _lines(workshop: Workshop, step: Step | None) -> tuple[tuple[int, dict[str, Any]], ...]:
    """Lines to look at, or those on the wall, which can still be taken down."""
    if step is None or step.part != Step.Shared.LINE:
        return ()
    at_hand = workshop.phase == Phase.SIFT or (step.revealed and workshop.phase in SHOWING)
    return tuple(queue(step)) if at_hand else ()


def _shown(workshop: Workshop, step: Step | None) -> Shown | None:
    """What the room sees, with labels beside their bars: the console has no room to spare."""
    seen = shown(step) if step and step.revealed and workshop.phase in SHOWING else None
    return replace(seen, beside=True) if seen else None


def _does(workshop: Workshop, on: Place | None, lines: Sequence[tuple[int, dict[str, Any]]]) -> str:
    """What "next" does, by a word that the template knows."""
    if workshop.state == Workshop.State.PLANNED:
        return "open"
    if on is None:
        return "end"
    if on.step.pk != workshop.step_id:
        return "step" if workshop.step_id else "begin"
    if on.phase == Phase.REVEAL and workshop.phase == Phase.SIFT:
        return "wall" if any(line["state"] == UP for _number, line in lines) else "none" if lines else "say"
    closing = workshop.phase == Phase.SHARE
    words = {Phase.SHARE: "share", Phase.SIFT: "close_look" if closing else "look", Phase.TALK: "talk"}
    return words.get(Phase(on.phase), "close_show" if closing else "show")


def _said(say: str) -> list[Said]:
    """The run sheet's paragraphs; what is in brackets is done, not said."""
    found = (part.strip() for part in re.split(r"\n\s*\n", say) if part.strip())
    return [Said(part[1:-1].strip(), True) if _bracketed(part) else Said(part, False) for part in found]


def _bracketed(part: str) -> bool:
    return part.startswith("(") and part.endswith(")")


def _left(workshop: Workshop) -> str:
    """The step's time left as a clock shows it, for a page without scripts."""
    left = max(0, int((workshop.ends_at - timezone.now()).total_seconds())) if workshop.ends_at else 0
    return f"{left // 60}:{left % 60:02d}"


def _late(workshop: Workshop, steps: Sequence[Step], now: Step | None) -> int:
    """Minutes by which the step will end after, or before, the plan; 0 when it hardly matters."""
    if now is None or workshop.ends_at is None:
        return 0
    planned = workshop.starts_at + dt.timedelta(minutes=sum(step.minutes for step in steps[: steps.index(now) + 1]))
    minutes = round((max(workshop.ends_at, timezone.now()) - planned).total_seconds() / 60)
    return 0 if abs(minutes) < ON_TIME else minutes


def _rounded(seats: int) -> int:
    """So many joined, roughly: whoever comes alone, or goes, is not seen in it."""
    return (seats + ROUND // 2) // ROUND * ROUND if seats >= FROM else 0
