"""What the page of a plan shows: each step with its clock, the sum against the slot, and what to do next."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from reflections.guide.library import guide
from reflections.guide.outline import Agenda
from reflections.kinds import Prompt
from reflections.people.models import Person
from reflections.people.zones import here
from reflections.workshops.actions.steps import has_run, steps_of
from reflections.workshops.models import JoinCode, Organiser, Step, Workshop

CARDS = "sixty"
"""A workshop made from scratch borrows the cards of this agenda."""
SOON = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Line:
    """One row of the agenda. `at`: when it begins, on the room's clock; `since`: minutes after the start."""

    step: Step
    at: dt.datetime
    since: int
    prompt: Prompt | None
    stands: bool
    up: bool
    down: bool
    now: bool

    @property
    def from_start(self) -> str:
        """Hours and minutes since the start."""
        return f"{self.since // 60}:{self.since % 60:02}"


@dataclass(frozen=True)
class Plan:
    """A workshop's agenda as its page shows it; `over`: minutes it is too long, negative with some to spare."""

    lines: tuple[Line, ...]
    total: int
    over: int
    may_change: bool

    @property
    def spare(self) -> int:
        """Minutes that are left over."""
        return max(0, -self.over)

    @property
    def sends(self) -> int:
        """In how many steps something may go to the room."""
        return sum(bool(line.step.part) for line in self.lines)


@dataclass(frozen=True)
class Listed:
    """A workshop in a list: whose it is, when it begins there, and its code."""

    workshop: Workshop
    is_owner: bool
    begins: dt.datetime
    code: str

    @property
    def soon(self) -> bool:
        """Whether its doors may be opened now: it begins within the next half day."""
        return self.workshop.starts_at - timezone.now() < SOON


def plan_of(workshop: Workshop) -> Plan:
    """The agenda of `workshop`; one statement, and one more once it runs."""
    steps, asked = steps_of(workshop), guide(workshop.language).prompts
    stands = [has_run(step, workshop) for step in steps]
    since, lines = 0, []
    for index, step in enumerate(steps):
        free = not (stands[index] or workshop.is_closed)
        lines.append(
            Line(
                step=step,
                at=clock(workshop, since),
                since=since,
                prompt=asked.get(step.prompt),
                stands=stands[index],
                up=free and index > 0 and not stands[index - 1],
                down=free and index + 1 < len(steps) and not stands[index + 1],
                now=workshop.is_open and workshop.step_id == step.pk,
            )
        )
        since += step.minutes
    return Plan(tuple(lines), since, since - workshop.minutes, not workshop.is_closed)


def clock(workshop: Workshop, minutes: int = 0) -> dt.datetime:
    """What the clock in the room says so many minutes after the start; without a zone, for templates to print as is."""
    return here(workshop.starts_at + dt.timedelta(minutes=minutes), workshop.time_zone).replace(tzinfo=None)


def cards_of(workshop: Workshop) -> list[tuple[str, str]]:
    """What to do if something happens: what, and the words for it; the agenda's, or those of the sixty minutes."""
    known = guide(workshop.language).agendas
    agenda = known.get(workshop.agenda) or known.get(CARDS)
    return [_halves(str(words)) for words in agenda.cards.values()] if agenda else []


def _halves(words: str) -> tuple[str, str]:
    """What stands before the first colon, and what to do; a card without one is all in the second."""
    what, colon, then = words.partition(":")
    then = then.strip()
    return (what, f"{then[:1].upper()}{then[1:]}") if colon else ("", words)


def agendas(language: str | None = None) -> dict[str, Agenda]:
    """The agendas that ship with the guide, the shortest first."""
    known = guide(language).agendas.values()
    return {each.key: each for each in sorted(known, key=lambda each: each.minutes)}


def listed(person: Person) -> dict[str, list[Listed]]:
    """The workshops that `person` organises: running, coming (next first), past (last first). Two statements."""
    mine = Organiser.objects.filter(person=person, workshop__rehearsal_of=None).select_related("workshop")
    rows = list(mine.order_by("-workshop__starts_at"))
    codes = _codes(row.workshop for row in rows)
    found: dict[str, list[Listed]] = {"running": [], "coming": [], "past": []}
    for row in rows:
        code = codes.get(row.workshop.pk, "")
        found[_when(row.workshop)].append(Listed(row.workshop, row.is_owner, clock(row.workshop), code))
    found["coming"].reverse()
    return found


def _codes(workshops: Iterable[Workshop]) -> dict[object, str]:
    """The code of each workshop that is on a wall now."""
    rows = JoinCode.objects.filter(workshop__in=list(workshops), ended_at=None)
    return dict(rows.values_list("workshop", "code"))


def _when(workshop: Workshop) -> str:
    if workshop.is_open:
        return "running"
    return "past" if workshop.is_closed or workshop.planned_end < timezone.now() else "coming"


def zone_words(workshop: Workshop) -> str:
    """The time zone as people say it: its place."""
    return workshop.time_zone.rpartition("/")[2].replace("_", " ")
