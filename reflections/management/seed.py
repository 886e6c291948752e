"""Made-up people and rooms in bulk, to measure with: the demo's answers in other words, sealed like everybody's.

Rooms are few and go by the actions that run every room. People are many: their rows are made here, and written in
batches.
"""

import datetime as dt
import random
import secrets
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide
from reflections.journal.marks import followed
from reflections.journal.models import Answer, Date, Journal, Note, Revision, Round
from reflections.kinds import Prompt, Value, kind
from reflections.management.demo import MADE_UP, ROUNDS, load, moved_back, values_of
from reflections.management.demo_room import open_room, run_room
from reflections.people.models import Consent, Person
from reflections.summary.models import Reply, ShareLink
from reflections.workshops.actions.planning import make_workshop

BATCH = 20
"""People written in one transaction: a few megabytes of rows."""
HALF_YEAR = dt.timedelta(days=182)
ACCOUNTS, REVISED, BESIDE, MARKED, SHARED = 0.25, 0.3, 0.2, 0.25, 0.1
"""How many people have an account, how many answers an earlier text, an aside, a mark; how many people a mentor."""
ROOMS = ((3, None), (0, open_room), (-3, run_room), (-20, run_room))
"""Of each four workshops: in how many days it is, and what has happened in it."""
_chance = random.SystemRandom()


class Seed:
    """What is sown: rounds of the demo as they would stand half a year, a year … ago, and the words in all of them."""

    def __init__(self, rounds: int) -> None:
        files = [values_of(load(file)) for file, _ago in ROUNDS]
        self.rounds = [
            {key: moved_back(value, number * HALF_YEAR.days) for key, value in files[number % len(files)].items()}
            for number in reversed(range(rounds))
        ]
        self.notes = load("notes.toml")["notes"]
        self.words = " ".join(_texts([*files, self.notes])).split()

    def varied(self, value: Any) -> Any:
        """A value in which every text is as long as before and says something else; keys, days and figures stay."""
        if isinstance(value, dict):
            return {key: self.varied(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.varied(inner) for inner in value]
        return self.text(value.count(" ") + 1) if _is_text(value) else value

    def text(self, words: int) -> str:
        """So many words."""
        return " ".join(_chance.choices(self.words, k=words))


def _is_text(value: Any) -> bool:
    """Whether somebody wrote it: keys and days have no blank in them."""
    return isinstance(value, str) and " " in value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif _is_text(value):
        yield value


def make_people(*, people: int, rounds: int) -> None:
    """So many people nobody can sign in as, each with so many full rounds half a year apart, the last of these days."""
    seed = Seed(rounds)
    for at in range(0, people, BATCH):
        _keep(row for _number in range(at, min(at + BATCH, people)) for row in _person(seed))


def _keep(rows: Iterable[Model]) -> None:
    """Write rows of many tables, in whatever order, in one transaction: what refers to what is looked at in its end."""
    tables: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    with transaction.atomic():
        for model, of_one in tables.items():
            model._default_manager.bulk_create(of_one)


def _person(seed: Seed) -> Iterator[Model]:
    """Somebody, with all they wrote."""
    begun = timezone.now() - HALF_YEAR * max(len(seed.rounds) - 1, 0) - dt.timedelta(days=_chance.randint(1, 90))
    name = f"seed-{secrets.token_hex(6)}" if _chance.random() < ACCOUNTS else None
    person = Person(username=name, password=make_password(None), date_joined=begun)
    journal = Journal(person=person, begun_at=begun)
    yield from (person, Consent(person=person, purpose="writing", version=MADE_UP, given_at=begun), journal)
    for number, values in enumerate(seed.rounds):
        this = Round(journal=journal, begun_at=begun + number * HALF_YEAR)
        yield this
        for place, (key, value) in enumerate(values.items()):
            saved_at = this.begun_at + dt.timedelta(minutes=10 * place)
            yield from _answer(seed, this, guide().prompts[key], value, saved_at)
        if number == len(seed.rounds) - 1 and _chance.random() < SHARED:
            yield from _mentor(seed, this)
    for said in seed.notes:
        yield _note(seed, journal, said)


def _answer(seed: Seed, this: Round, prompt: Prompt, said: Value, saved_at: dt.datetime) -> Iterator[Model]:
    """An answer with what hangs on it."""
    value = seed.varied(said)
    answer = Answer(round=this, prompt=prompt.key, prompt_version_id=prompt.version, saved_at=saved_at, version=3)
    answer.state, answer.last_key, answer.value = Answer.State.WRITTEN, uuid.uuid4(), value
    answer.aside = seed.text(30) if _chance.random() < BESIDE else None
    answer.marks = _marks(prompt, value) if _chance.random() < MARKED else None
    yield answer
    if _chance.random() < REVISED:
        earlier = saved_at - dt.timedelta(hours=2)
        revision = Revision(answer=answer, prompt_version_id=prompt.version, saved_at=earlier)
        revision.value = seed.varied(said)
        yield revision
    for due in kind(prompt.kind).dates(value):
        yield Date(answer=answer, row=due.key, what=due.what, day=due.day)


def _marks(prompt: Prompt, value: Value) -> list[dict[str, Any]] | None:
    """Some words of the first text, if there is one."""
    phrase = next((" ".join(text.split()[1:6]) for text in kind(prompt.kind).words(value) if text.count(" ") > 6), "")
    return followed(None, prompt, None, value, [Anchor(phrase)]) if phrase else None


def _note(seed: Seed, journal: Journal, said: dict[str, Any]) -> Note:
    day = timezone.localdate() - dt.timedelta(days=_chance.randint(0, 365))
    note = Note(journal=journal, prompt=said.get("prompt", ""), day=day, version=1, last_key=uuid.uuid4())
    note.text, note.tags = seed.varied(said["text"]), said["tags"]
    return note


def _mentor(seed: Seed, this: Round) -> Iterator[Model]:
    """A link to some pages of a round, and what came back by it."""
    expires = timezone.now() + dt.timedelta(days=30)
    link = ShareLink(journal=this.journal, round=this, digest=secrets.token_hex(32), live=True, expires_at=expires)
    link.parts, link.question = list(guide().prompts)[:5], seed.text(12)
    reply = Reply(link=link)
    reply.text, reply.line = seed.text(120), seed.text(15)
    yield from (link, reply)


def make_workshops(count: int) -> None:
    """So many workshops of one organiser's."""
    organiser = Person.objects.create_user(f"seed-{secrets.token_hex(6)}")
    for number, (days, run) in zip(range(count), cycle(ROOMS), strict=False):
        when = timezone.now() + dt.timedelta(days=days)
        workshop = make_workshop(person=organiser, agenda="sixty", title=f"Room {number + 1}", starts_at=when)
        if run:
            run(workshop)
