"""Whether a structure has the shape of a guide: its fields, their types, and keys that each name one thing."""

import re
from collections.abc import Iterator
from typing import Any

from reflections.guide.files import Table
from reflections.guide.words import WORDLESS

FIELDS: dict[str, dict[str, type]] = {
    "chapter": {"key": str, "claims": list, "prompts": list, "experience": bool, "reading": list},
    "claim": {"key": str, "source": str, "part": str},
    "prompt": {"key": str, "kind": str, "minutes": int, "why": str, "tender": bool, "others": bool, "settings": dict},
    "path": {"key": str, "minutes": int, "prompts": list},
    "agenda": {"key": str, "minutes": int, "steps": list},
    "step": {"key": str, "kind": str, "minutes": int, "prompt": str, "room": bool, "tender": bool},
}
SECTIONS = {"chapters": "chapter", "paths": "path", "agendas": "agenda"}
OPTIONAL = {"experience", "reading", "part", "tender", "others", "room", "settings"}
HOLDS = {"chapter": ("claims", "prompts"), "agenda": ("steps",)}
"""Lists of things that have fields of their own; every other list names its entries by key."""
TYPES = {str: "words in quotes", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")


def problems(structure: Table) -> Iterator[str]:
    """Everything that is out of shape, a line each: thing, field and complaint."""
    yield from (f"{name}: is not a part of a guide" for name in structure if name not in SECTIONS)
    if not structure.get("chapters"):
        yield "chapters: are missing"
    for section, sort in SECTIONS.items():
        yield from _things(sort, structure.get(section, []), section)
    asked: list[Table] = []
    for chapter in tables(structure.get("chapters")):
        where = f"chapter {chapter.get('key')}"
        yield from _things("claim", chapter.get("claims", []), f"{where}: claims", f"{where}: claims.")
        yield from _tables_only(chapter.get("prompts", []), f"{where}: prompts")
        asked += tables(chapter.get("prompts"))
    yield from _things("prompt", asked, "prompts")
    for agenda in tables(structure.get("agendas")):
        where = f"agenda {agenda.get('key')}: steps"
        yield from _things("step", agenda.get("steps", []), where, f"{where}.")


def tables(things: Any) -> list[Table]:
    """The tables among `things`, whatever they are."""
    return [thing for thing in things if isinstance(thing, dict)] if isinstance(things, list) else []


def _tables_only(things: Any, where: str) -> Iterator[str]:
    if not isinstance(things, list) or len(tables(things)) != len(things):
        yield f"{where}: must be a list of tables"


def _things(sort: str, things: Any, section: str, prefix: str = "") -> Iterator[str]:
    yield from _tables_only(things, section)
    taken: set[str] = set()
    for thing in tables(things):
        key = thing.get("key", "?")
        where = f"{prefix or f'{sort} '}{key}"
        yield from _fields(sort, thing, where)
        yield from _lists(_listing(sort, thing), where)
        if not isinstance(key, str) or not KEY.fullmatch(key):
            yield f"{where}: key: use small letters, figures and hyphens, at most 40"
        elif key in taken:
            yield f"{where}: key: is taken by another {sort}"
        taken.add(str(key))


def _fields(sort: str, thing: Table, where: str) -> Iterator[str]:
    for field, needed in FIELDS[sort].items():
        if field not in thing:
            # Only a step that asks needs a prompt: `checks` knows which.
            if field not in OPTIONAL and (sort, field) != ("step", "prompt"):
                yield f"{where}: {field}: is missing"
        elif type(thing[field]) is not needed:
            yield f"{where}: {field}: must be {TYPES[needed]}"
    yield from (f"{where}: {field}: is not a field of a {sort}" for field in thing if field not in FIELDS[sort])


def _listing(sort: str, thing: Table) -> Table:
    """The part of a thing in which lists stand whose entries have keys."""
    holder = thing.get("settings") if sort == "prompt" else thing
    if not isinstance(holder, dict):
        return {}
    return {name: value for name, value in holder.items() if name not in HOLDS.get(sort, ())}


def _lists(table: Table, where: str, prefix: str = ": ") -> Iterator[str]:
    """Each list names things by key, each once: by a string, or by a table with a key where words belong to it."""
    for name, entries in table.items():
        if not isinstance(entries, list):
            continue
        keys = [entry.get("key") if isinstance(entry, dict) and name not in WORDLESS else entry for entry in entries]
        if not all(isinstance(key, str) for key in keys):
            yield f"{where}{prefix}{name}: must list keys, or tables with a key"
            continue
        yield from (f"{where}{prefix}{name}.{key}: is there twice" for key in set(keys) if keys.count(key) > 1)
        for entry in tables(entries):
            yield from _lists(entry, where, f"{prefix}{name}.{entry['key']}.")
