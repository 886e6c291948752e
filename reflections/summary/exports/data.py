"""Everything a person wrote, as data that can be read back in; docs/export-schema.md describes it."""

import datetime as dt
import re
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide, prompt_at
from reflections.journal.models import Answer, Note, Revision, Round
from reflections.journal.reading import Answered, read, sealed_until
from reflections.kinds import Prompt, kind
from reflections.people.models import Person
from reflections.summary.exports.envelopes import envelope

SCHEMA = 1
"""Changes only when an older reader could no longer understand the file."""
PATH = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""A path of the guide; whatever else was sent as one names nothing."""
WORDING = ("key", "kind", "chapter", "title", "ask", "hint", "settings")
"""What of a prompt goes along, so that a file can be read without the guide."""


def everything(person: Person, *, revisions: bool = False, this: str = "") -> dict[str, Any]:
    """All rounds of `person` with all that is in them, and all notes; earlier texts only with `revisions`.

    `this`: the id of one round, which then is all. The number of statements does not depend on how much there is.
    A sealed letter stays sealed: its place and dates go along, its text only in an envelope that this site opens.
    """
    used: dict[int, int] = {}
    rounds = [_round(row, used) for row in _rows(person, revisions) if this in ("", str(row.pk))]
    notes = Note.objects.filter(journal__person=person).order_by("day", "saved_at", "pk")
    return {
        "untold": SCHEMA,
        "exported_at": _time(timezone.now()),
        "language": get_language() or "en",
        **counted(rounds, [] if this else [_note(row) for row in notes]),
        "prompts": [{"version": number, **wording_of(prompt_at(pk))} for pk, number in sorted(used.items())],
    }


def counted(rounds: list[dict[str, Any]], notes: list[dict[str, Any]]) -> dict[str, Any]:
    """Rounds and notes, and before them how many there are."""
    return {
        "counts": {"rounds": len(rounds), "answers": sum(_held(each) for each in rounds), "notes": len(notes)},
        "rounds": rounds,
        "notes": notes,
    }


def _rows(person: Person, revisions: bool) -> Any:
    answers = Answer.objects.select_related("prompt_version").prefetch_related("dates")
    if revisions:
        earlier = Revision.objects.select_related("prompt_version").order_by("saved_at")
        answers = answers.prefetch_related(Prefetch("revisions", earlier, to_attr="earlier"))
    rows = Round.objects.filter(journal__person=person).order_by("begun_at")
    return rows.prefetch_related(Prefetch("answers", answers))


def _held(this: dict[str, Any]) -> int:
    return sum(answer["state"] == Answer.State.WRITTEN for answer in this["answers"])


def _round(row: Round, used: dict[int, int]) -> dict[str, Any]:
    order = {key: number for number, key in enumerate(guide().prompts)}
    answers = sorted(row.answers.all(), key=lambda answer: order.get(answer.prompt, len(order)))
    return {
        "id": str(row.pk),
        "name": row.name or "",
        "path": row.path if PATH.fullmatch(row.path) else "",
        "begun_at": _time(row.begun_at),
        "archived_at": _time(row.archived_at) if row.archived_at else None,
        "answers": [_answer(answer, used) for answer in answers],
    }


def _answer(row: Answer, used: dict[int, int]) -> dict[str, Any]:
    seen = read(row)
    used[row.prompt_version_id] = row.prompt_version.number
    answer: dict[str, Any] = {
        "id": str(row.pk),
        "prompt": row.prompt,
        "prompt_version": row.prompt_version.number,
        "state": row.state,
        "version": row.version,
        "saved_at": _time(row.saved_at),
        "sealed": seen.opens is not None,
        "value": seen.value,
        "aside": seen.aside,
        "marks": [_mark(each) for each in seen.anchors],
        "dates": _dates(row, seen),
    }
    if seen.opens:
        answer["envelope"] = envelope(row.pk, value=row.value, marks=row.marks or [])
    if hasattr(row, "earlier"):
        answer["revisions"] = _revisions(row.earlier, seen, used)
    return answer


def _mark(anchor: Anchor) -> dict[str, Any]:
    """A marked phrase, and what stands around it, so that it is found again among its likes."""
    return {name: it for name, it in anchor.as_data().items() if name != "key"}


def _dates(row: Answer, seen: Answered) -> list[dict[str, Any]]:
    """The days that the answer asks for in today's shape, without those that were put away."""
    rows = row.dates.all()
    value = kind(seen.prompt.kind).upgrade(row.value) if rows else None
    asked = {(due.key, due.what, due.day) for due in kind(value["kind"]).dates(value)} if value else set()
    return [date.as_row() for date in rows if (date.row, date.what, date.day) in asked]


def _revisions(rows: list[Revision], seen: Answered, used: dict[int, int]) -> list[dict[str, Any]]:
    """Earlier texts; none of a sealed letter, whose drafts would tell what it says."""
    found = []
    for row in rows if seen.opens is None else ():
        prompt = prompt_at(row.prompt_version_id)
        value = kind(prompt.kind).upgrade(row.value) if row.value else None
        if value and sealed_until(value):
            continue
        used[row.prompt_version_id] = row.prompt_version.number
        found.append(
            {
                "prompt_version": row.prompt_version.number,
                "saved_at": _time(row.saved_at),
                "value": value,
                "aside": row.aside or "",
            }
        )
    return found


def _note(row: Note) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "day": row.day.isoformat(),
        "prompt": row.prompt,
        "version": row.version,
        "saved_at": _time(row.saved_at),
        "text": row.text or "",
        "tags": row.tags or [],
    }


def wording_of(prompt: Prompt) -> dict[str, Any]:
    """What of a wording goes along."""
    return {name: getattr(prompt, name) for name in WORDING}


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
