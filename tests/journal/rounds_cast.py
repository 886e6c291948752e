"""What tests of rounds share: a round that was begun and answered some months ago."""

import datetime as dt
from uuid import uuid4

from reflections.guide.library import guide
from reflections.journal.actions import Save, current_round, save_answer
from reflections.journal.actions.rounds import begin_again
from reflections.journal.models import Answer, Round
from reflections.people.models import Person

MAY = dt.datetime(2026, 5, 26, 10, tzinfo=dt.UTC)


def put(person: Person, prompt: str, text: str = "", value: dict | None = None, **more: str) -> Answer:
    """Writes to a prompt in the current round, over what stands there."""
    this = current_round(person)
    there = Answer.objects.filter(round=this, prompt=prompt).first() if this else None
    save = Save(key=uuid4(), base=there.version if there else 0)
    value = value or {"kind": "text", "v": 1, "text": text}
    asked = guide().prompts[prompt]
    return save_answer(person=person, prompt=asked, value=value, aside=more.get("aside", ""), save=save)


def in_may(person: Person) -> Round:
    """All that stands in the current round was written in May 2026."""
    this = current_round(person)
    assert this is not None
    Round.objects.filter(pk=this.pk).update(begun_at=MAY)
    Answer.objects.filter(round=this).update(saved_at=MAY)
    return Round.objects.get(pk=this.pk)


def again(person: Person, path: str = "again") -> Round:
    """What stands there becomes a round of May, and another begins today."""
    in_may(person)
    return begin_again(person=person, path=path)
