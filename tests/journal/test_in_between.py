"""A page was loaded again while its save was under way: both saves are at work in two threads, and are one writer's."""

import datetime as dt
import uuid
from types import ModuleType
from typing import Any

import pytest

from reflections.guide.library import guide
from reflections.journal.actions import Draft, Save, answers, notes, open_journal, save_answer, save_note
from reflections.journal.models import Answer, Note

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("base", [0, 1])]
EARLY = uuid.uuid4()
NOTE = uuid.uuid4()


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch):
    """Makes the next save of a module meet another, which arrives once the first has looked at what stands there."""

    def on(module: ModuleType, other: Any) -> None:
        find = module._find

        def and_then_it_arrives(*asked: Any) -> Any:
            found = find(*asked)
            monkeypatch.undo()
            other()
            return found

        monkeypatch.setattr(module, "_find", and_then_it_arrives)

    return on


def test_an_answer_goes_on_from_the_save_that_arrived(ada, meet, base):
    open_journal(person=ada)

    def save(words, **how):
        value, topic = {"kind": "text", "v": 1, "text": words}, guide().prompts["topic"]
        save = Save(**{"key": uuid.uuid4(), **how})
        return save_answer(person=ada, prompt=topic, value=value, aside="", save=save)

    for _once in range(base):
        save("before")
    meet(answers, lambda: save("early", base=base, key=EARLY))
    assert save("late", base=base, tried=(EARLY,)).version == base + 2
    assert Answer.objects.get().value["text"] == "late"


def test_a_note_goes_on_from_the_save_that_arrived(ada, meet, base):
    open_journal(person=ada)

    def save(words, **how):
        draft = Draft(words, dt.date(2026, 3, 1))
        return save_note(person=ada, note=NOTE, draft=draft, save=Save(**{"key": uuid.uuid4(), **how}))

    for _once in range(base):
        save("before")
    meet(notes, lambda: save("early", base=base, key=EARLY))
    assert save("late", base=base, tried=(EARLY,)).version == base + 2
    assert Note.objects.get().text == "late"
