"""Notes: dated free writing, kept like answers by key and version. No text goes unless its writer deletes it."""

import datetime as dt
import uuid
from copy import copy
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from reflections.journal.actions.answers import Save
from reflections.journal.models import Journal, Note
from reflections.people.deletions import came_back, remember
from reflections.people.models import Person
from reflections.people.prepared import replace_row


class NoSuchNote(Exception):
    """The note is not this person's, or was deleted."""


class NoJournal(Exception):
    """Nothing is kept of somebody who has not begun, and so has not agreed yet."""


class NoteMoved(Exception):
    """The note was changed elsewhere since this page was loaded; `note` is what stands there now."""

    def __init__(self, note: Note) -> None:
        super().__init__(str(note))
        self.note = note


@dataclass(frozen=True)
class Draft:
    """What a note says: its text, its day, its tags, and the prompt it belongs to (or "")."""

    text: str
    day: dt.date
    tags: tuple[str, ...] = ()
    prompt: str = ""


def save_note(*, person: Person, note: uuid.UUID, draft: Draft, save: Save) -> Note:
    """Keep `draft` as the note with this id; the same save twice changes nothing.

    With `save.keep_old` what stood there becomes a note of its own. Raises `NoteMoved` when the note was changed
    elsewhere, `NoSuchNote` when it is gone, `NoJournal` when there is nowhere to keep it.
    """
    try:
        return _save(person, note, draft, save)
    except NoteMoved as moved:
        if moved.note.last_key not in {save.key, *save.tried}:
            raise
    # An earlier save of the same page was still under way, and arrived in between: this one goes on from it.
    return _save(person, note, draft, save)


def _save(person: Person, note: uuid.UUID, draft: Draft, save: Save) -> Note:
    there = _find(person, note)
    if there is None:
        return _first(person, note, draft, save)
    if there.last_key == save.key:
        return there
    if there.version != save.base and there.last_key not in save.tried:
        raise NoteMoved(there)
    was = copy(there)
    _fill(there, draft, save)
    with transaction.atomic():
        if not replace_row(there, was.version):
            raise NoteMoved(Note.objects.get(pk=note))
        if save.keep_old:
            _beside(was)
    return there


def keep_beside(*, person: Person, draft: Draft, save: Save) -> Note:
    """Two devices met and the other text was chosen: it stays, and this one becomes a note of its own."""
    return save_note(person=person, note=save.key, draft=draft, save=Save(key=save.key))


def delete_note(*, person: Person, note: uuid.UUID) -> None:
    """Delete a note for good; deleted twice is deleted."""
    with transaction.atomic():
        if Note.objects.filter(pk=note, journal__person=person).delete()[0]:
            remember(Note, [note])


def _find(person: Person, note: uuid.UUID) -> Note | None:
    return Note.objects.filter(pk=note, journal__person=person).first()


def _first(person: Person, note: uuid.UUID, draft: Draft, save: Save) -> Note:
    """A new note; one that was written on before and is gone does not come back by itself."""
    if save.base:
        raise NoSuchNote(note)
    journal = Journal.objects.filter(person=person).first()
    if journal is None:
        raise NoJournal(person.pk)
    new = Note(pk=note, journal=journal)
    _fill(new, draft, save)
    try:
        with transaction.atomic():
            new.save(force_insert=True)
            came_back([note])
    except IntegrityError:
        there = _find(person, note)
        if there is None:
            raise NoSuchNote(note) from None
        if there.last_key != save.key:
            raise NoteMoved(there) from None
        return there
    return new


def _fill(note: Note, draft: Draft, save: Save) -> None:
    note.text, note.tags = draft.text, list(draft.tags) or None
    note.day, note.prompt = draft.day, draft.prompt
    note.version += 1
    note.last_key = save.key
    note.saved_at = timezone.now()


def _beside(was: Note) -> None:
    """The text that was not chosen, as a note of its own."""
    new = Note(journal_id=was.journal_id, prompt=was.prompt, day=was.day, saved_at=was.saved_at, version=1)
    new.text, new.tags = was.text, was.tags
    new.save(force_insert=True)
