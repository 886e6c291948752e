"""Two databases with the same people in them, each signed in and with one answer written."""

import os
import random
import sys
import uuid
from collections.abc import Iterator
from typing import Any

PEOPLE = 64
FULL = 16
"""People with a full round behind them: the last ones."""
ROWS = 200
"""Rows in a full round: two lists of people, a long CV, and what the other pages have."""
WORDS = 2_500
"""In a long text: about 18,000 characters."""
COLUMNS = ("one", "two", "three", "four", "five", "six", "seven")
CSRF = "b" * 32

type Said = dict[str, tuple[dict[str, Any], str]]
"""Values and asides by the key of their prompt."""


def main() -> None:
    """`python -m tests.bench.prepare SETTINGS BOOKS`: prints a line `session-key round-id` for each person."""
    os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[1]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    from reflections.guide.actions import load_guide

    load_guide(settings.BASE_DIR / "fixtures" / "guide")
    for number in range(PEOPLE + FULL):
        print(*_person(number, _without_asides(_full_round()) if number >= PEOPLE else {}))
    for number in range(int(sys.argv[2])):
        print(*_person(PEOPLE + FULL + number, _long_round(number)))


def _person(number: int, more: Said) -> tuple[str, str]:
    """Somebody with one answer, and what `more` they have said."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from reflections.guide.library import guide
    from reflections.journal.actions import Save, save_answer
    from reflections.people.models import Person

    person = Person.objects.create(username=f"person{number}", password="!")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    words = "A topic that draws me, and what in it I would miss. " * 8
    if "floor" in settings.ROOT_URLCONF:
        _floor(person, words, bool(more))
        return str(session.session_key), "-"
    value = {"kind": "text", "v": 1, "text": words}
    prompt = guide().prompts["topic"]
    answer = save_answer(person=person, prompt=prompt, value=value, aside="", save=Save(key=uuid.uuid4()))
    for key, (said, aside) in more.items():
        if key != "topic":
            asked = guide().prompts[key]
            save_answer(person=person, prompt=asked, value=said, aside=aside, save=Save(key=uuid.uuid4()))
    return str(session.session_key), str(answer.round_id)


def _floor(person: Any, words: str, full: bool) -> None:
    from tests.bench.floor.models import Note, Row

    Note.objects.create(owner=person, text=words)
    if full:
        found = (list(_texts(row)) for value in _full_round().values() for row in _rows(value))
        cells = [[*texts, *[""] * len(COLUMNS)][: len(COLUMNS)] for texts in found]
        assert len(cells) == ROWS, len(cells)
        Row.objects.bulk_create(Row(owner=person, **dict(zip(COLUMNS, row, strict=True))) for row in cells)


def _full_round() -> dict[str, Any]:
    from tests.summary.full import full

    return full(people=48, cv_lines=78)


def _without_asides(values: dict[str, Any]) -> Said:
    return {key: (value, "") for key, value in values.items()}


def _long_round(number: int) -> Said:
    """A full round with texts and asides about as long as they may be, other ones for each `number`."""
    chance = random.Random(number)

    def long() -> str:
        return " ".join("".join(chance.choices("abdefgiklmnorstu", k=chance.randint(2, 11))) for _ in range(WORDS))

    values = _full_round().items()
    return {
        key: ({**value, "text": long()}, long()) if value["kind"] == "text" else (value, "") for key, value in values
    }


def _rows(value: dict[str, Any]) -> list[Any]:
    """What stands in rows in a value, whatever its kind calls them."""
    return next((inside for inside in value.values() if isinstance(inside, list) and inside), [])


def _texts(row: dict[str, Any]) -> Iterator[str]:
    """The words in a row, without its key."""
    for name, inside in row.items():
        if isinstance(inside, dict):
            yield from _texts(inside)
        elif isinstance(inside, str) and inside and name != "key":
            yield inside


if __name__ == "__main__":
    main()
