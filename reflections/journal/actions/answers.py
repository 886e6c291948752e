"""Saving an answer: one statement that looks and writes, revisions by sitting, dates as rows of their own."""

import datetime as dt
import uuid
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from reflections.documents.anchors import Anchor
from reflections.journal.actions.rounds import NoSuchRound, open_journal
from reflections.journal.marks import followed
from reflections.journal.models import Answer, Date, Revision, Round
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import Due
from reflections.people.models import Person
from reflections.people.prepared import Prepared, replace_row

SITTING = dt.timedelta(minutes=30)
"""After this long without a save, the next one begins a new sitting, and the answer as it stood is kept."""


class AnswerMoved(Exception):
    """The answer was changed elsewhere since this page was loaded; `answer` is what stands there now."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer))
        self.answer = answer


@dataclass(frozen=True)
class Save:
    """One save as a browser sends it.

    `key` names the save, `base` is the version it was written on, and `tried` the keys of earlier saves
    whose answer never came: when one of them did arrive, this save continues it instead of colliding with it.
    `marks` are those the page shows; None when it knows nothing of them, and they stay.
    """

    key: uuid.UUID
    base: int = 0
    tried: tuple[uuid.UUID, ...] = ()
    round: uuid.UUID | None = None
    path: str = ""
    skip: bool = False
    keep_old: bool = False
    left_at: str = ""
    marks: tuple[Anchor, ...] | None = None


def save_answer(*, person: Person, prompt: Prompt, value: Value, aside: str, save: Save) -> Answer:
    """Keep `value` and `aside` as what `person` says to `prompt`.

    The same save twice changes nothing. Raises `AnswerMoved` when the answer was changed elsewhere,
    `NoSuchRound` when the round is not theirs.
    """
    try:
        return _save(person, prompt, value, aside, save)
    except AnswerMoved as moved:
        if moved.answer.last_key not in {save.key, *save.tried}:
            raise
    # An earlier save of the same page was still under way, and arrived in between: this one goes on from it.
    return _save(person, prompt, value, aside, save)


def _save(person: Person, prompt: Prompt, value: Value, aside: str, save: Save) -> Answer:
    round_id = save.round or open_journal(person=person, path=save.path).pk
    answer = _find(person, round_id, prompt)
    if answer is None:
        return _first(person, round_id, prompt, value, aside, save)
    if answer.last_key == save.key:
        return answer
    if answer.version != save.base and answer.last_key not in save.tried:
        raise AnswerMoved(answer)
    return _write(answer, prompt, value, aside, save)


@cache
def _answer_to(prompt: str) -> Prepared[Answer]:
    return Prepared(
        lambda person, this: Answer.objects.filter(round__journal__person=person, round_id=this, prompt=prompt)
    )


def _find(person: Person, round_id: uuid.UUID, prompt: Prompt) -> Answer | None:
    """The answer, if the round is this person's."""
    return next(iter(_answer_to(prompt.key).objects(person.pk, round_id)), None)


def _first(person: Person, round_id: uuid.UUID, prompt: Prompt, value: Value, aside: str, save: Save) -> Answer:
    """The first answer of a round to a prompt; two devices that both come first meet in `AnswerMoved`."""
    if not Round.objects.filter(pk=round_id, journal__person=person).exists():
        raise NoSuchRound(round_id)
    answer = Answer(round_id=round_id, prompt=prompt.key)
    _fill(answer, prompt, value, aside, save)
    answer.marks = followed(None, prompt, None, value, save.marks) or None
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
            _keep_dates(answer, _dates(value))
    except IntegrityError:
        there = _find(person, round_id, prompt)
        if there is None:
            raise
        raise AnswerMoved(there) from None
    return answer


def _write(answer: Answer, prompt: Prompt, value: Value, aside: str, save: Save) -> Answer:
    """Replace what stands there; what stood there at the end of an earlier sitting becomes a revision."""
    old, old_aside, was = answer.value, answer.aside or "", copy(answer)
    marks = followed(was.marks, prompt, old, value, save.marks)
    if (old, old_aside) == (value, aside) and not (save.skip and answer.state == Answer.State.BLANK):
        return write_marks(answer, marks, save.key)
    new_sitting = timezone.now() - answer.saved_at > SITTING
    _fill(answer, prompt, value, aside, save)
    answer.marks = marks or None
    keeps_old = was.state == Answer.State.WRITTEN and (save.keep_old or new_sitting)
    gone, fresh = _moved(_dates(old), _dates(value))
    moves_dates = bool(gone or fresh)
    if not keeps_old and not moves_dates:
        _replace(answer, was.version)
        return answer
    with transaction.atomic():
        _replace(answer, was.version)
        if keeps_old:
            _keep_revision(answer, was.prompt_version_id, old, old_aside, was.saved_at)
        if moves_dates:
            answer.dates.filter(row__in=[due.key for due in gone]).delete()
            _keep_dates(answer, fresh)
    return answer


def write_marks(answer: Answer, marks: list[dict[str, Any]], key: uuid.UUID) -> Answer:
    """Marks of words that stay: a save like any other, and no text to keep. Raises `AnswerMoved`."""
    version, now = answer.version, timezone.now()
    if marks != (answer.marks or []):
        answer.marks, answer.version, answer.last_key = marks or None, version + 1, key
        # A sitting that is over stays over: what is written next keeps the text as it stood then.
        answer.saved_at = now if now - answer.saved_at <= SITTING else answer.saved_at
        _replace(answer, version)
    return answer


def _replace(answer: Answer, version: int) -> None:
    """Write the answer over the one that was read, unless somebody was faster."""
    if not replace_row(answer, version):
        raise AnswerMoved(Answer.objects.get(pk=answer.pk))


def _fill(answer: Answer, prompt: Prompt, value: Value, aside: str, save: Save) -> None:
    answer.prompt_version_id = prompt.version
    answer.value = value
    answer.aside = aside or None
    answer.version += 1
    answer.last_key = save.key
    answer.left_at = save.left_at
    answer.saved_at = timezone.now()
    if not kind(prompt.kind).is_empty(value) or aside:
        answer.state = Answer.State.WRITTEN
    else:
        answer.state = Answer.State.SKIPPED if save.skip else Answer.State.BLANK


def _keep_revision(answer: Answer, prompt_version: int, value: Value, aside: str, saved_at: dt.datetime) -> None:
    revision = Revision(answer=answer, prompt_version_id=prompt_version, saved_at=saved_at)
    revision.value, revision.aside = value, aside or None
    revision.save(force_insert=True)


def _dates(value: Value | None) -> list[Due]:
    return kind(value["kind"]).dates(value) if value else []


def _moved(old: list[Due], new: list[Due]) -> tuple[list[Due], list[Due]]:
    """Dates that go and dates that come; one that was put away does not come back because another moved."""
    return [due for due in old if due not in new], [due for due in new if due not in old]


def _keep_dates(answer: Answer, dates: list[Due]) -> None:
    """Rows of `Date` for what an answer asks to be reminded of."""
    Date.objects.bulk_create(Date(answer=answer, row=due.key, what=due.what, day=due.day) for due in dates)


def put_away_date(*, person: Person, date: int) -> None:
    """A day that came is not shown any more; it still stands in the answer, and comes back when it is changed there."""
    Date.objects.filter(pk=date, answer__round__journal__person=person).delete()


def keep_theirs(*, person: Person, prompt: Prompt, value: Value, aside: str, save: Save) -> Answer:
    """Two devices met and the other text was chosen: it stays, and this one is kept as a revision."""
    answer = _find(person, save.round or open_journal(person=person).pk, prompt)
    if answer is None:
        raise NoSuchRound(save.round)
    _keep_revision(answer, prompt.version, value, aside, timezone.now())
    return answer


def restore_revision(*, revision: Revision, prompt: Prompt) -> Answer:
    """An earlier text comes back; what stands there now becomes a revision itself."""
    answer = Answer.objects.get(pk=revision.answer_id)
    value = kind(prompt.kind).upgrade(revision.value)
    # A value that had to become one of another kind replies to today's wording.
    version = revision.prompt_version_id if revision.value["kind"] == prompt.kind else prompt.version
    save = Save(key=uuid.uuid4(), base=answer.version, keep_old=True)
    return _write(answer, replace(prompt, version=version), value, revision.aside or "", save)
