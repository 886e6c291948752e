"""What a journal holds already: a round or a note that says the same comes in no second time."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from reflections.documents.anchors import Anchor
from reflections.guide.library import prompt_at
from reflections.journal.marks import anchors_of
from reflections.journal.models import Answer, Journal, Note, Revision, Round
from reflections.journal.reading import wording
from reflections.kinds import Value, kind
from reflections.people.seal import SealBroken
from reflections.summary.imports.checking import NewAnswer, NewNote, NewRound, Said

type Heading = tuple[str, str, str]
type Digest = bytes


@dataclass(frozen=True)
class There:
    """An answer that stands in a journal: a digest of what it says and of each earlier text, and when it was saved."""

    said: Digest
    earlier: frozenset[Digest]
    saved_at: str


@dataclass
class Known:
    """All of a journal by what it says: rounds under their headings, notes; and every id of either."""

    ids: set[uuid.UUID] = field(default_factory=set)
    rounds: dict[Heading, list[dict[str, There]]] = field(default_factory=dict)
    notes: set[Digest] = field(default_factory=set)

    def has_round(self, new: NewRound) -> bool:
        """Whether one of the rounds says just what `new` says; a letter that is closed counts by when it was saved."""
        heading = (new.name, new.path, _moment(new.begun_at))
        return any(_is_same(new.answers, there) for there in self.rounds.get(heading, ()))

    def has_note(self, new: NewNote) -> bool:
        """Whether a note says just that."""
        return _of_note(new.day, new.prompt, new.text, new.tags) in self.notes


def known_in(journal: Journal) -> Known:
    """What is in `journal`, letters too, in five statements. What cannot be read is like nothing else."""
    known = Known()
    earlier = Prefetch("revisions", Revision.objects.all(), to_attr="earlier")
    answers = Prefetch("answers", Answer.objects.prefetch_related(earlier))
    for this in Round.objects.filter(journal=journal).prefetch_related(answers):
        known.ids.add(this.pk)
        with suppress(SealBroken, ValueError):
            heading = (this.name or "", this.path, _moment(this.begun_at))
            known.rounds.setdefault(heading, []).append({row.prompt: _there(row) for row in this.answers.all()})
    for note in Note.objects.filter(journal=journal):
        known.ids.add(note.pk)
        with suppress(SealBroken):
            known.notes.add(_of_note(note.day, note.prompt, note.text or "", note.tags or ()))
    return known


def _is_same(answers: Iterable[NewAnswer], there: dict[str, There]) -> bool:
    new = {answer.key: answer for answer in answers}
    return new.keys() == there.keys() and all(_says(new[key], there[key]) for key in new)


def _says(new: NewAnswer, there: There) -> bool:
    if new.closed:
        return _moment(new.said.saved_at) == there.saved_at
    earlier = {_of_earlier(each) for each in new.earlier}
    return there.said == _of_answer(new.state, new.said.value, new.said.aside, new.marks) and earlier <= there.earlier


def _there(row: Answer) -> There:
    prompt, stored = wording(row), row.value
    value = kind(prompt.kind).upgrade(stored) if stored else None
    marks = anchors_of(row.marks, prompt, value)
    earlier = frozenset(_digest(_revision(each), each.aside or "") for each in getattr(row, "earlier", ()))
    return There(_of_answer(row.state, value, row.aside or "", marks), earlier, _moment(row.saved_at))


def _revision(row: Revision) -> Value | None:
    return kind(prompt_at(row.prompt_version_id).kind).upgrade(row.value) if row.value else None


def _of_earlier(said: Said) -> Digest:
    return _digest(said.value, said.aside)


def _of_answer(state: str, value: Value | None, aside: str, marks: Iterable[Anchor]) -> Digest:
    return _digest(state, value, aside, [[each.text, each.before, each.after] for each in marks])


def _of_note(day: dt.date, prompt: str, text: str, tags: Iterable[str]) -> Digest:
    return _digest(day.isoformat(), prompt, text, list(tags))


def _digest(*said: Any) -> Digest:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).digest()


def _moment(moment: dt.datetime) -> str:
    """A moment as exactly as files have it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")
