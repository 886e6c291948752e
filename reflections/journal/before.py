"""What an earlier round says to the same prompt: whether there is something, and only when asked for, what."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from django.utils.formats import date_format

from reflections.journal.actions import current_round
from reflections.journal.models import Answer
from reflections.journal.reading import Answered, read_if_whole
from reflections.people.models import Person

type Row = tuple[uuid.UUID, str, str | None, str | None, str | None, str | None]
"""Of one answer: its round, that round's path, when it was archived; prompt, state, and when it was saved."""


@dataclass(frozen=True)
class Pair:
    """What an earlier round says to a prompt, and what the current one does; None where nothing is written.

    `path`: the one the current round is on.
    """

    old: Answered | None
    new: Answered | None
    path: str = ""


def told_before(rows: Sequence[Row], prompt: str, this: uuid.UUID | None) -> str:
    """The day on which a round before `this` last said something to `prompt`; empty where none did.

    `rows`: all answers of all rounds, the newest round first. Without `this`, the next round is still to come.
    """
    if not rows or rows[-1][0] == this:
        return ""
    since = rows if this is None else dropwhile(lambda row: row[0] != this, rows)
    days = (row[5] for row in since if row[0] != this and row[3] == prompt and row[4] == Answer.State.WRITTEN)
    return (next(days, None) or "")[:10]


def pair(person: Person, prompt: str) -> Pair:
    """The answers to `prompt` of the current round and of the newest round before it that has one."""
    this = current_round(person)
    rows = Answer.objects.filter(round__journal__person=person, prompt=prompt, state=Answer.State.WRITTEN)
    rows = rows.select_related("round").order_by("-round__begun_at")
    old = next((row for row in rows if not this or row.round.begun_at < this.begun_at), None)
    new = next((row for row in rows if this and row.round_id == this.pk), None)
    return Pair(read_if_whole(old) if old else None, read_if_whole(new) if new else None, this.path if this else "")


def month(day: str) -> str:
    """ "May 2026" for a day written as YYYY-MM-DD; nothing for nothing."""
    return date_format(dt.date.fromisoformat(day), "F Y") if day else ""
