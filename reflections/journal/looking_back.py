"""What was written in this week one, two, three … years ago. Nothing tender comes up unasked, nor what is sealed."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.guide.library import guide
from reflections.journal.days import YEARS, week_ago, years_back
from reflections.journal.models import Answer, Note
from reflections.journal.notes import notes_of
from reflections.journal.reading import read_if_whole
from reflections.kinds import kind

LATEST = 3
"""How many of the latest notes come along on the journal's first page."""
MOST = 3
"""How many memories are shown at once."""
OPENING = 280
"""How much of one is shown."""


@dataclass(frozen=True)
class Memory:
    """Something written years ago: how many, where it stands, what it is called, and how it begins."""

    years: int
    day: dt.date
    url: str
    title: str
    text: str

    @property
    def when(self) -> str:
        """ "A year ago", "Two years ago", as a number from two on."""
        if self.years == 1:
            return _("A year ago you wrote")
        return ngettext("%(n)d year ago you wrote", "%(n)d years ago you wrote", self.years) % {"n": self.years}


def ago(person: Any, day: dt.date, notes: Iterable[Note] | None = None) -> list[Memory]:
    """What was written around this day in earlier years, the latest year first, at most one note and one answer a year.

    Two statements; one where `notes` were read already (see `that_week`).
    """
    if notes is None:
        notes = notes_of(person).filter(that_week("day", day))
    memories = sorted([*_notes(notes, day), *_answers(person, day)], key=lambda each: each.years)
    return [memory for memory in memories if memory.text][:MOST]


def looked_at(person: Any, day: dt.date) -> tuple[list[Note], list[Note]]:
    """The latest notes, and those of this week in earlier years, in one statement."""
    latest = Note.objects.filter(pk__in=notes_of(person).values("pk")[:LATEST])
    rows = list(notes_of(person).filter(that_week("day", day)) | latest)
    return rows[:LATEST], [row for row in rows if years_back(row.day, day)]


def that_week(name: str, day: dt.date) -> Q:
    """Rows whose column `name` lies in the week around `day`, in any of the years before."""
    return reduce(or_, (Q(**{f"{name}__range": week_ago(day, years)}) for years in range(1, YEARS + 1)))


def _tender() -> set[str]:
    return {prompt.key for prompt in guide().prompts.values() if prompt.tender}


def _notes(notes: Iterable[Note], day: dt.date) -> Iterator[Memory]:
    seen, tender = {0}, _tender()
    for note in notes:
        years = years_back(note.day, day)
        if years not in seen and note.prompt not in tender:
            seen.add(years)
            yield Memory(years, note.day, reverse("note", args=[note.pk]), _("Note"), _short(note.text or ""))


def _answers(person: Any, day: dt.date) -> Iterator[Memory]:
    rows = Answer.objects.filter(that_week("saved_at__date", day), round__journal__person=person)
    rows = rows.filter(state=Answer.State.WRITTEN).exclude(prompt__in=_tender()).order_by("-saved_at")
    seen = {0}
    for row in rows.defer("aside_sealed", "marks_sealed").select_related("round"):
        years = years_back(row.saved_at.date(), day)
        text = "" if years in seen else _words(row)
        if text:
            seen.add(years)
            url = reverse("round", args=[row.round_id])
            yield Memory(years, row.saved_at.date(), url, guide().prompts[row.prompt].title, text)


def _words(row: Answer) -> str:
    """The first words of an answer; nothing for one that may not be read, or is no longer asked."""
    if row.prompt not in guide().prompts:
        return ""
    row.aside_sealed = row.marks_sealed = ""
    seen = read_if_whole(row)
    return _short("\n".join(kind(seen.prompt.kind).words(seen.value)[:3])) if seen.value else ""


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= OPENING else f"{text[:OPENING].rstrip()} …"
