"""One answer adds a row to another, when its writer says so: a failed experiment joins the untold CV."""

import uuid
from contextlib import suppress

from reflections.guide.library import guide
from reflections.journal.actions.answers import AnswerMoved, Save, save_answer
from reflections.journal.models import Answer
from reflections.kinds import Prompt, kind
from reflections.kinds.base import Gift
from reflections.people.models import Person

TRIES = 3
"""Somebody may be writing there: what they save in between is read again, and kept."""


def give_row(*, person: Person, prompt: Prompt, answer: Answer, row: str) -> Prompt | None:
    """Add `row` of `answer` to the answer it belongs beside, in the same round; to which prompt, or None.

    None when there is nothing to give. What stands there stays; a row that is there already is not added again.
    Raises `AnswerMoved` when somebody else saves there again and again.
    """
    this = kind(prompt.kind)
    gift = this.gives(prompt, this.upgrade(answer.value), row) if answer.value else None
    target = guide().prompts.get(gift.prompt) if gift else None
    if gift is None or target is None:
        return None
    for _again in range(TRIES - 1):
        with suppress(AnswerMoved):
            _put(person, target, answer.round_id, gift)
            return target
    _put(person, target, answer.round_id, gift)
    return target


def _put(person: Person, target: Prompt, round_id: uuid.UUID, gift: Gift) -> None:
    taker = kind(target.kind)
    there = Answer.objects.filter(round_id=round_id, prompt=target.key).first()
    value = taker.upgrade(there.value) if there and there.value else taker.clean(target, {})
    save = Save(key=uuid.uuid4(), base=there.version if there else 0, round=round_id)
    aside = there.aside or "" if there else ""
    save_answer(person=person, prompt=target, value=taker.takes(target, value, gift), aside=aside, save=save)
