"""Finds what is wrong with a guide before a table is touched. Each problem names file, thing and field."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from reflections.guide import words
from reflections.guide.files import STRUCTURE, Source, Table

KINDS = {
    *("text", "fields", "choice", "scale", "spectrum", "allocation"),
    *("rows", "places", "experiments", "cv", "commitments", "letter"),
}
"""The twelve kinds of answer. One that is not built yet may be asked for: its prompts are shown as coming."""
SOURCES = {"talk", "ours"}
STEPS = {"talk", "prompt", "pairs", "wall", "pause"}

FIELDS: dict[str, dict[str, type]] = {
    "chapter": {"key": str, "claims": list, "prompts": list, "experience": bool, "reading": list},
    "claim": {"key": str, "source": str, "part": str},
    "prompt": {"key": str, "kind": str, "minutes": int, "why": str, "tender": bool, "settings": dict},
    "path": {"key": str, "minutes": int, "prompts": list},
    "agenda": {"key": str, "minutes": int, "steps": list},
    "step": {"key": str, "kind": str, "minutes": int, "prompt": str, "room": bool, "tender": bool},
}
OPTIONAL = {"experience", "reading", "part", "tender", "room", "settings", "prompt"}
TYPES = {
    str: "words in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")


def check(source: Source) -> list[str]:
    """Every problem of `source`, a line each. Words are looked at only once the structure is sound."""
    structure = source.structure
    found = list(_shapes(structure)) or list(_sense(structure))
    if found:
        return [f"{STRUCTURE}: {problem}" for problem in found]
    return [
        f"{language}.toml: {problem}" for language, said in source.words.items() for problem in _said(structure, said)
    ]


def prompts(structure: Table) -> list[Table]:
    """All prompts in the order of the pages."""
    return [prompt for chapter in structure["chapters"] for prompt in chapter["prompts"]]


def _shapes(structure: Table) -> Iterator[str]:
    """Fields that are missing, unknown or of the wrong type; keys that are missing or taken."""
    yield from (
        f"{name}: is not a part of a guide" for name in structure if name not in {"chapters", "paths", "agendas"}
    )
    if not structure.get("chapters"):
        yield "chapters: are missing"
    yield from _each("chapter", structure.get("chapters", []), "")
    everything = [
        prompt for chapter in _tables(structure.get("chapters")) for prompt in _tables(chapter.get("prompts"))
    ]
    yield from _each("prompt", everything, "")
    yield from _each("path", structure.get("paths", []), "")
    yield from _each("agenda", structure.get("agendas", []), "")
    for chapter in _tables(structure.get("chapters")):
        yield from _each("claim", chapter.get("claims", []), f"chapter {chapter.get('key')}: claims.")
        if not isinstance(chapter.get("prompts", []), list) or len(_tables(chapter.get("prompts"))) != len(
            chapter["prompts"]
        ):
            yield f"chapter {chapter.get('key')}: prompts: must be a list of tables"
    for agenda in _tables(structure.get("agendas")):
        yield from _each("step", agenda.get("steps", []), f"agenda {agenda.get('key')}: steps.")


def _each(sort: str, things: Any, prefix: str) -> Iterator[str]:
    if not isinstance(things, list) or len(_tables(things)) != len(things):
        yield f"{prefix}{sort}: must be a list of tables"
        return
    taken: set[Any] = set()
    for thing in things:
        key = thing.get("key", "?")
        where = f"{prefix}{key}" if prefix else f"{sort} {key}"
        yield from _fields(sort, thing, where)
        if not isinstance(key, str) or not KEY.fullmatch(key):
            yield f"{where}: key: use small letters, figures and hyphens, at most 40"
        elif key in taken:
            yield f"{where}: key: is taken by another {sort}"
        taken.add(str(key))


def _fields(sort: str, thing: Table, where: str) -> Iterator[str]:
    for field, needed in FIELDS[sort].items():
        if field not in thing:
            if field not in OPTIONAL:
                yield f"{where}: {field}: is missing"
        elif type(thing[field]) is not needed:
            yield f"{where}: {field}: must be {TYPES[needed]}"
    yield from (f"{where}: {field}: is not a field of a {sort}" for field in thing if field not in FIELDS[sort])


def _sense(structure: Table) -> Iterator[str]:
    """Sources, kinds, minutes and references of a structure whose shape is right."""
    asked = {prompt["key"]: prompt for prompt in prompts(structure)}
    for chapter in structure["chapters"]:
        yield from chain.from_iterable(_claim(claim, f"chapter {chapter['key']}") for claim in chapter["claims"])
    before: dict[str, Table] = {}
    for prompt in asked.values():
        yield from _prompt(prompt, before)
        before[prompt["key"]] = prompt
    for path in structure.get("paths", []):
        minutes = {key: asked[key]["minutes"] for key in path["prompts"] if key in asked}
        yield from (
            f"path {path['key']}: prompts: there is no prompt {key}" for key in path["prompts"] if key not in asked
        )
        yield from _sum(f"path {path['key']}", path["minutes"], sum(minutes.values()))
    for agenda in structure.get("agendas", []):
        for step in agenda["steps"]:
            yield from _step(step, asked, f"agenda {agenda['key']}: steps.{step['key']}")
        yield from _sum(f"agenda {agenda['key']}", agenda["minutes"], sum(step["minutes"] for step in agenda["steps"]))


def _claim(claim: Table, where: str) -> Iterator[str]:
    where = f"{where}: claims.{claim['key']}"
    if claim["source"] not in SOURCES:
        yield f"{where}: source: must be talk or ours"
    elif claim["source"] == "talk" and not claim.get("part", "").strip():
        yield f"{where}: part: say which part of the talk"


def _prompt(prompt: Table, before: dict[str, Table]) -> Iterator[str]:
    where = f"prompt {prompt['key']}"
    if prompt["kind"] not in KINDS:
        yield f"{where}: kind: there is no kind {prompt['kind']}; choose from {', '.join(sorted(KINDS))}"
    if prompt["why"] not in SOURCES:
        yield f"{where}: why: must be talk or ours"
    if prompt["minutes"] < 1:
        yield f"{where}: minutes: must be 1 or more"
    yield from _settings(prompt.get("settings", {}), before, f"{where}: settings")


def _settings(settings: Table, before: dict[str, Table], where: str) -> Iterator[str]:
    """References between and within prompts; what else is in its settings, each kind knows."""
    origin = settings.get("from")
    if isinstance(origin, dict):  # a scale's `from` is a figure
        earlier = before.get(origin.get("prompt", ""))
        if earlier is None or origin.get("column") not in {None, *_columns(earlier.get("settings", {}))}:
            yield f"{where}.from: must name an earlier prompt and a column of it"
    for name in ("name", "room"):
        if name in settings and settings[name] not in _columns(settings):
            yield f"{where}.{name}: must name a column"


def _columns(settings: Table) -> set[Any]:
    return {column.get("key") for column in _tables(settings.get("columns"))}


def _step(step: Table, asked: dict[str, Table], where: str) -> Iterator[str]:
    if step["kind"] not in STEPS:
        yield f"{where}: kind: must be one of {', '.join(sorted(STEPS))}"
    if step["kind"] == "prompt" and "prompt" not in step:
        yield f"{where}: prompt: is missing"
    if "prompt" in step and step["prompt"] not in asked:
        yield f"{where}: prompt: there is no prompt {step['prompt']}"


def _sum(where: str, stated: int, total: int) -> Iterator[str]:
    if stated != total:
        yield f"{where}: minutes: says {stated}, but its parts sum to {total}"


def _said(structure: Table, said: Table) -> Iterator[str]:
    """What is wrong with the words of one language, for a sound structure."""
    sections: dict[str, tuple[str, dict[str, Table]]] = {
        "chapters": ("chapter", {chapter["key"]: chapter for chapter in structure["chapters"]}),
        "prompts": ("prompt", {prompt["key"]: prompt.get("settings", {}) for prompt in prompts(structure)}),
        "paths": ("path", {path["key"]: path for path in structure.get("paths", [])}),
        "agendas": ("agenda", {agenda["key"]: agenda for agenda in structure.get("agendas", [])}),
    }
    yield from (f"{name}: is not a part of a guide" for name in said if name not in {"guide", *sections})
    yield from (f"guide: {field}: {problem}" for field, problem in words.problems("guide", {}, said.get("guide")))
    for section, (sort, things) in sections.items():
        given = said.get(section, {})
        yield from (f"{sort} {key}: is not in {STRUCTURE}" for key in given if key not in things)
        for key, table in things.items():
            for field, problem in words.problems(sort, table, given.get(key)):
                yield f"{sort} {key}: {field}: {problem}"


def _tables(things: Any) -> list[Table]:
    return [thing for thing in things if isinstance(thing, dict)] if isinstance(things, list) else []
