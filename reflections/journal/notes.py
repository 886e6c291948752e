"""Notes as pages show and read them: the sheet one writes on, and the list by month."""

import datetime as dt
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from reflections.guide.library import guide
from reflections.journal.actions import Draft
from reflections.journal.models import Note
from reflections.kinds import Prompt
from reflections.kinds.typed import Typed

A_PAGE = 50
"""How many notes stand on one page."""
OPENING = 600
"""How much of a note its list shows."""
COMMA = re.compile(r"[,،、，;；]")
"""What stands between tags, in the scripts people write in."""
KEY = re.compile(r"[a-z0-9-]{1,40}")
"""The key of a prompt, asked today or no longer."""


@dataclass(frozen=True)
class Sheet:
    """A note as its form shows it: what is kept, or what was typed, with the version it was written on."""

    id: uuid.UUID
    key: uuid.UUID
    base: int = 0
    last: uuid.UUID | None = None
    text: str = ""
    day: str = ""
    tags: str = ""
    prompt: str = ""
    typed: bool = False

    @property
    def belongs(self) -> Prompt | None:
        """The prompt it is tied to, as it is asked today."""
        return guide().prompts.get(self.prompt)


def blank(day: dt.date, prompt: str = "") -> Sheet:
    """An empty sheet of a note to come; its id is there before it is, so that a note sent twice is one note."""
    return Sheet(uuid.uuid4(), uuid.uuid4(), day=day.isoformat(), prompt=prompt if prompt in guide().prompts else "")


def sheet_of(note: Note) -> Sheet:
    """The sheet of a note that is kept."""
    text, day, tags = note.text or "", note.day.isoformat(), ", ".join(note.tags or ())
    return Sheet(note.pk, uuid.uuid4(), note.version, note.last_key, text, day, tags, note.prompt)


def typed_again(data: Mapping[str, Any], note: uuid.UUID, base: int) -> Sheet:
    """The sheet with what was typed, as far as a page can show it."""
    typed = Typed(data)
    typed.errors["text"] = ""  # says that what no page can carry is to be shown as an odd sign
    text, day, tags, prompt = (typed.shown(name) for name in ("text", "day", "tags", "prompt"))
    return Sheet(note, uuid.uuid4(), base, None, text, day, tags, prompt, typed=True)


def read_note(data: Mapping[str, Any], otherwise: dt.date) -> Draft:
    """What was typed as a note; raises `Invalid`. `otherwise`: the day where none was given."""
    typed = Typed(data)
    day = typed.day("day")
    prompt = typed.sent("prompt")
    draft = Draft(
        text=typed.text("text"),
        day=dt.date.fromisoformat(day) if day else otherwise,
        tags=tuple(dict.fromkeys(filter(None, map(str.strip, COMMA.split(typed.line("tags")))))),
        prompt=prompt if KEY.fullmatch(prompt) else "",
    )
    typed.check()
    return draft


@dataclass(frozen=True)
class Line:
    """A note in a list: how it begins, whether it goes on, its tags, and the prompt it belongs to."""

    note: Note
    text: str
    goes_on: bool
    tags: Sequence[str]
    belongs: Prompt | None


def line(note: Note, most: int = OPENING) -> Line:
    """A note as a list shows it."""
    text = (note.text or "").strip()
    return Line(note, text[:most].rstrip(), len(text) > most, note.tags or (), guide().prompts.get(note.prompt))


def notes_of(person: Any, prompt: str = "") -> QuerySet[Note]:
    """A person's notes, the newest day first; with `prompt` those tied to it."""
    mine = Note.objects.filter(journal__person=person)
    return mine.filter(prompt=prompt) if prompt else mine


@dataclass(frozen=True)
class Page:
    """One page of a list of notes."""

    lines: Sequence[Line]
    number: int
    older: int = 0
    newer: int = 0


def page_of(notes: QuerySet[Note], number: int) -> Page:
    """Page `number` (from 1) of `notes`, in one statement."""
    start = (number - 1) * A_PAGE
    rows = list(notes[start : start + A_PAGE + 1])
    lines = [line(row) for row in rows[:A_PAGE]]
    return Page(lines, number, number + 1 if len(rows) > A_PAGE else 0, number - 1)
