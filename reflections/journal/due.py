"""What is due, and where one left off: each a row of an answer, called by its writer's own words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.models import Answer, Date, Round
from reflections.journal.reading import read_if_whole
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.listing import FIELD, short

MOST = 8
"""How many dates are shown."""
READ = 60
"""How many are looked at: what is due or opens may stand behind others."""


@dataclass(frozen=True)
class Place:
    """A row of an answer: its prompt, its address, its number (0: the whole page), and its own first words."""

    prompt: Prompt
    url: str
    number: int = 0
    words: str = ""


@dataclass(frozen=True)
class Due:
    """A date, the row it belongs to, and whether its day has come."""

    id: int
    day: dt.date
    opens: bool
    place: Place
    state: str
    """``today``, ``since`` or ``coming``."""


def due(person: Any, this: Round | None, day: dt.date) -> list[Due]:
    """Dates of all rounds that are not put away: letters that open, what is due, what comes. One statement."""
    found = []
    for row, prompt, value in dated(person, READ):
        place = _place(row.answer, prompt, value, row.row, this)
        opens = row.what == Date.What.OPENS
        # A letter opens by the clock that seals it, whatever the time zone.
        found.append(Due(row.pk, row.day, opens, place, _state(row.day, timezone.localdate() if opens else day)))
    return sorted(found, key=_order)[:MOST]


def dated(person: Any, most: int) -> Iterator[tuple[Date, Prompt, Value | None]]:
    """The first `most` dates that are not put away, each with the prompt and the value it stands in. One statement."""
    rows = Date.objects.filter(answer__round__journal__person=person, answer__round__archived_at=None)
    rows = rows.select_related("answer").defer("answer__aside_sealed", "answer__marks_sealed").order_by("day")
    values: dict[UUID, Value | None] = {}
    for row in rows[:most]:
        prompt = guide().prompts.get(row.answer.prompt)
        if prompt is None:
            continue
        if row.answer_id not in values:
            values[row.answer_id] = _value(row.answer)
        yield row, prompt, values[row.answer_id]


def _order(each: Due) -> tuple[bool, bool, dt.date]:
    come = each.state != "coming"
    return not (come and each.opens), not come, each.day


def _state(day: dt.date, today: dt.date) -> str:
    return "coming" if day > today else "today" if day == today else "since"


def _value(answer: Answer) -> Value | None:
    answer.aside_sealed = answer.marks_sealed = ""
    return read_if_whole(answer).value


def _place(answer: Answer, prompt: Prompt, value: Value | None, row: str, this: Round | None) -> Place:
    """The row in the page it can be written on; of another round than `this`, the row to look back on, or the round."""
    number, words = kind(value["kind"]).row(value, row) if value else (0, "")
    if this is None or answer.round_id != this.pk:
        url = reverse("round", args=[answer.round_id])
        if value and number and kind(prompt.kind).look_back(prompt, value, row):
            there = urlencode({"row": row, "round": str(answer.round_id)})
            url = reverse("write", args=[prompt.key]) + f"?{there}"
    else:
        url = reverse("write", args=[prompt.key]) + (f"?{urlencode({'row': row})}#row-{row}" if number else "")
    return Place(prompt, url, number, short(words))


def left_off(answers: list[Answer]) -> Place | None:
    """Where somebody last wrote: the field, its row and its words; `answers` with the last saved one in front."""
    last = next((each for each in answers if each.prompt in guide().prompts), None)
    if last is None:
        return None
    prompt, url = guide().prompts[last.prompt], reverse("write", args=[last.prompt])
    found = FIELD.fullmatch(last.left_at)
    value = _value(last) if found else None
    number, words = kind(value["kind"]).row(value, found[1]) if found and value else (0, "")
    there = f"#id_{last.left_at}" if last.left_at and bool(found) == bool(number) else ""
    return Place(prompt, url + there, number, short(words))
