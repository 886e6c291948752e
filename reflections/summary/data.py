"""Everything a person wrote, as data that can be read back in; docs/export-schema.md describes it."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide, prompt_at
from reflections.journal.models import Answer, Note, Revision, Round
from reflections.journal.reading import Answered, read, sealed_until
from reflections.kinds import kind
from reflections.people.models import Person

SCHEMA = 1
"""Changes only when an older reader could no longer understand the file."""
WORDING = ("key", "kind", "chapter", "title", "ask", "hint", "settings")
"""What of a prompt goes along, so that a file can be read without the guide."""


def everything(person: Person, *, revisions: bool = False) -> dict[str, Any]:
    """All rounds of `person` with all that is in them, and all notes; earlier texts only with `revisions`.

    The number of statements does not depend on how much there is. A sealed letter stays sealed: its place
    and dates go along, its text does not.
    """
    used: dict[int, int] = {}
    rounds = [_round(row, used) for row in _rows(person, revisions)]
    notes = [_note(row) for row in Note.objects.filter(journal__person=person).order_by("day", "saved_at")]
    return {
        "untold": SCHEMA,
        "exported_at": _time(timezone.now()),
        "language": get_language() or "en",
        "counts": {"rounds": len(rounds), "answers": sum(_held(each) for each in rounds), "notes": len(notes)},
        "rounds": rounds,
        "notes": notes,
        "prompts": [_wording(pk, number) for pk, number in sorted(used.items())],
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
        "path": row.path,
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
        "dates": [date.as_row() for date in row.dates.all()],
    }
    if hasattr(row, "earlier"):
        answer["revisions"] = _revisions(row.earlier, seen, used)
    return answer


def _mark(anchor: Anchor) -> dict[str, str]:
    """A marked phrase, and what stands around it, so that it is found again among its likes."""
    return {"text": anchor.text, "before": anchor.before, "after": anchor.after}


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


def _wording(version_pk: int, number: int) -> dict[str, Any]:
    prompt = asdict(prompt_at(version_pk))
    return {"version": number, **{name: prompt[name] for name in WORDING}}


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
