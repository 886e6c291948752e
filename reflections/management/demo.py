"""A made-up person with two rounds half a year apart, written by way of the forms and actions that everybody uses."""

import datetime as dt
import re
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.actions import Draft, Save, mark_phrases, open_journal, save_answer, save_note
from reflections.journal.actions.rounds import begin_again, rename_round
from reflections.journal.models import Journal, Note, Round
from reflections.kinds import Value, kind
from reflections.kinds.base import PREFIX, new_key
from reflections.management.demo_room import make_rooms
from reflections.people.actions import forget, give_consent, make_account
from reflections.people.models import Person
from reflections.people.names import tidy_name
from reflections.workshops.actions.organisers import hand_on

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
ROUNDS = (("first.toml", 182), ("second.toml", 9))
"""The files, and how many days ago each round was written."""
BEGAN = 367
"""How many days ago the journal was begun: with its first note."""
MADE_UP = "demo"
"""The version of consent that no real person gives: by it the made-up one is known."""
MOMENT = re.compile(r"(?:in (\d+) days|(\d+) days ago|(\d+) years ago)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BESIDE = {"aside", "marks"}
"""What a file says of an answer that is not part of its value."""


class NotMadeUp(Exception):
    """Somebody has this name who was not made up."""


def is_there(name: str) -> bool:
    """Whether somebody has this name."""
    return Person.objects.filter(username=tidy_name(name)).exists()


@transaction.atomic
def make_demo(name: str, password: str) -> Person:
    """The made-up person, in place of one that was made before; raises `NotMadeUp` rather than touch anybody else."""
    for other in Person.objects.filter(username=tidy_name(name)):
        if not other.consents.filter(version=MADE_UP).exists():
            raise NotMadeUp(name)
        hand_on(other)
        forget(other)
    person = make_account(username=name, password=password)
    give_consent(person=person, purpose="writing", version=MADE_UP)
    for file, ago in ROUNDS:
        _write_round(person, load(file), ago)
    _write_notes(person, load("notes.toml")["notes"])
    make_rooms(person)
    began = timezone.now() - dt.timedelta(days=BEGAN)
    Person.objects.filter(pk=person.pk).update(date_joined=began)
    Journal.objects.filter(person=person).update(begun_at=began)
    person.consents.update(given_at=began)
    return person


def load(file: str) -> dict[str, Any]:
    """What is in one of the demo's files."""
    return tomllib.loads(Path(FOLDER, file).read_text("utf-8"))


def values_of(said: dict[str, Any]) -> dict[str, Value]:
    """The values that the forms of today make of a round's file, by the key of their prompt."""
    values: dict[str, Value] = {}
    for prompt in guide().prompts.values():
        if prompt.key in said:
            how = kind(prompt.kind)
            data = form_data({name: given for name, given in said[prompt.key].items() if name not in BESIDE})
            earlier = {other: values[other] for other in how.uses(prompt) if other in values}
            values[prompt.key] = how.clean(prompt, data, earlier)
    return values


def _write_round(person: Person, said: dict[str, Any], ago: int) -> None:
    """A round is written today and then moved back, with every day that is in it."""
    begun = Round.objects.filter(journal__person=person).exists()
    this = begin_again(person=person) if begun else open_journal(person=person)
    rename_round(this=this, name=said["name"])
    for key, value in values_of(said).items():
        save = Save(key=uuid.uuid4(), round=this.pk)
        given = {"value": moved_back(value, ago), "aside": said[key].get("aside", "")}
        answer = save_answer(person=person, prompt=guide().prompts[key], save=save, **given)
        if said[key].get("marks"):
            mark_phrases(answer=answer, marks=said[key]["marks"])
    back = dt.timedelta(days=ago)
    this.answers.update(saved_at=F("saved_at") - back)
    Round.objects.filter(pk=this.pk).update(begun_at=F("begun_at") - back)


def form_data(said: dict[str, Any]) -> QueryDict:
    """What the form of a prompt would send: names joined by dashes, rows with new keys, days counted from today."""
    data = QueryDict(mutable=True)
    for name, given in _fields(PREFIX, said):
        data.setlist(name, given)
    return data


def _fields(name: str, given: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(given, dict):
        for key, inner in given.items():
            if key == "rows":
                for row in inner:
                    yield from _fields(f"{name}-{new_key()}", row)
            else:
                yield from _fields(f"{name}-{key}", inner)
    elif isinstance(given, list):
        yield name, given
    else:
        yield name, [_said(str(given))]


def _said(text: str) -> str:
    """A text as it is typed; a day or a year where one is counted."""
    found = MOMENT.fullmatch(text)
    if not found:
        return text.strip("\n")
    ahead, ago, years = (int(number or 0) for number in found.groups())
    today = timezone.localdate()
    return str(today.year - years) if found[3] else (today + dt.timedelta(days=ahead - ago)).isoformat()


def moved_back(value: Any, ago: int) -> Any:
    """A value with all its days so many days earlier."""
    if isinstance(value, dict):
        return {key: moved_back(inner, ago) for key, inner in value.items()}
    if isinstance(value, list):
        return [moved_back(inner, ago) for inner in value]
    if isinstance(value, str) and DAY.fullmatch(value):
        return (dt.date.fromisoformat(value) - dt.timedelta(days=ago)).isoformat()
    return value


def _write_notes(person: Person, notes: list[dict[str, Any]]) -> None:
    for said in notes:
        day = dt.date.fromisoformat(_said(said["day"]))
        draft = Draft(text=said["text"], day=day, tags=tuple(said["tags"]), prompt=said.get("prompt", ""))
        note = save_note(person=person, note=uuid.uuid4(), draft=draft, save=Save(key=uuid.uuid4()))
        written = timezone.now() - (timezone.localdate() - day)
        Note.objects.filter(pk=note.pk).update(saved_at=written)
