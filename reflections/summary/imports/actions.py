"""Bringing a checked file in: as rounds and notes of its own, in one transaction, beside what is there."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from reflections.journal.actions import current_round
from reflections.journal.models import Answer, Date, Note, Revision, Round
from reflections.journal.models import Journal as JournalRow
from reflections.people.deletions import came_back
from reflections.people.models import Person
from reflections.summary.imports.checking import Journal, NewAnswer, NewNote, NewRound, Said
from reflections.summary.imports.known import Known, known_in


@dataclass
class Report:
    """What came in, what was here already, what stayed out; `put_away`: rounds that are newer than the current one."""

    rounds: int = 0
    answers: int = 0
    notes: int = 0
    rounds_here: int = 0
    notes_here: int = 0
    letters: int = 0
    left_out: int = 0
    put_away: int = 0

    @property
    def brought(self) -> bool:
        """Whether anything came in."""
        return bool(self.rounds or self.notes)


def bring_in(*, person: Person, file: Journal) -> Report:
    """Put all that is in `file` beside what `person` has; nothing there changes, and nothing comes in twice.

    What was brought in before has its place here by an id that its file and this journal make together: it is known
    again even when it was changed since, and no id from outside is ever looked up.
    """
    report = Report(left_out=file.left_out)
    with transaction.atomic():
        JournalRow.objects.get_or_create(person=person)
        journal = JournalRow.objects.select_for_update().get(person=person)
        known, current = known_in(journal), current_round(person)
        since = _as_in_files(current.begun_at) if current else None
        rounds = list(_new_rounds(journal, file.rounds, known, report))
        notes = list(_new_notes(journal, file.notes, known, report))
        came_back([key for key, _new in (*rounds, *notes)])
        _bring_rounds(rounds, journal, since, report)
        _bring_notes(notes, journal)
    return report


def _new_rounds(
    journal: JournalRow, rounds: Iterable[NewRound], known: Known, report: Report
) -> Iterator[tuple[uuid.UUID, NewRound]]:
    for new in rounds:
        key = uuid.uuid5(journal.pk, f"round {new.name_here}")
        if key in known.ids or known.has_round(new):
            report.rounds_here += 1
            continue
        known.ids.add(key)
        report.rounds += 1
        report.answers += sum(answer.state == Answer.State.WRITTEN for answer in new.answers)
        report.letters += sum(answer.closed for answer in new.answers)
        yield key, new


def _new_notes(
    journal: JournalRow, notes: Iterable[NewNote], known: Known, report: Report
) -> Iterator[tuple[uuid.UUID, NewNote]]:
    for new in notes:
        key = uuid.uuid5(journal.pk, f"note {new.name_here}")
        if key in known.ids or known.has_note(new):
            report.notes_here += 1
            continue
        known.ids.add(key)
        report.notes += 1
        yield key, new


def _bring_rounds(
    new: Sequence[tuple[uuid.UUID, NewRound]], journal: JournalRow, since: dt.datetime | None, report: Report
) -> None:
    rows = []
    for key, each in new:
        row = Round(pk=key, journal=journal, path=each.path, begun_at=each.begun_at, archived_at=each.archived_at)
        row.name = each.name or None
        if since and each.archived_at is None and each.begun_at >= since:
            # Somebody writes here: the round they write in stays that one.
            row.archived_at = timezone.now()
            report.put_away += 1
        rows.append(row)
    Round.objects.bulk_create(rows)
    answers = [(_answer(key, said), said) for key, each in new for said in each.answers if not said.closed]
    Answer.objects.bulk_create(row for row, _said in answers)
    Revision.objects.bulk_create(_revision(row, each) for row, said in answers for each in said.earlier)
    Date.objects.bulk_create(
        Date(answer=row, row=key, what=what, day=day) for row, said in answers for key, what, day in said.dates
    )


def _as_in_files(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _answer(this: uuid.UUID, new: NewAnswer) -> Answer:
    row = Answer(round_id=this, prompt=new.key, state=new.state, version=new.version)
    row.prompt_version_id, row.saved_at = new.said.prompt.version, new.said.saved_at
    row.value, row.aside = new.said.value, new.said.aside or None
    row.marks = [each.as_data() for each in new.marks] or None
    return row


def _revision(answer: Answer, said: Said) -> Revision:
    row = Revision(answer=answer, prompt_version_id=said.prompt.version, saved_at=said.saved_at)
    row.value, row.aside = said.value, said.aside or None
    return row


def _bring_notes(new: Sequence[tuple[uuid.UUID, NewNote]], journal: JournalRow) -> None:
    rows = []
    for key, each in new:
        row = Note(pk=key, journal=journal, prompt=each.prompt, day=each.day, version=each.version)
        row.saved_at, row.text, row.tags = each.saved_at, each.text, list(each.tags) or None
        rows.append(row)
    Note.objects.bulk_create(rows)
