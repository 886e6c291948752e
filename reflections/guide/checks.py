"""Finds what is wrong with a guide before a table is touched. Each problem names file, thing and field."""

from collections.abc import Iterator
from itertools import chain

from reflections.guide import shapes, words
from reflections.guide.files import STRUCTURE, Source, Table
from reflections.kinds import kinds

SOURCES = {"talk", "ours"}
STEPS = {"talk", "prompt", "pairs", "wall", "pause"}


def check(source: Source) -> list[str]:
    """Every problem of `source`, a line each. Words are looked at only once the structure is sound."""
    structure = source.structure
    found = list(shapes.problems(structure)) or list(_sense(structure))
    if found:
        return [f"{STRUCTURE}: {problem}" for problem in found]
    return [
        f"{language}.toml: {problem}" for language, said in source.words.items() for problem in _said(structure, said)
    ]


def prompts(structure: Table) -> list[Table]:
    """All prompts in the order of the pages."""
    return [prompt for chapter in structure["chapters"] for prompt in chapter["prompts"]]


def _sense(structure: Table) -> Iterator[str]:
    """Sources, kinds, minutes and references of a structure whose shape is right."""
    asked = {prompt["key"]: prompt for prompt in prompts(structure)}
    for chapter in structure["chapters"]:
        yield from chain.from_iterable(_claim(claim, f"chapter {chapter['key']}") for claim in chapter["claims"])
    before: dict[str, Table] = {}
    for prompt in asked.values():
        yield from _prompt(prompt, before)
        yield from _joins(prompt, asked)
        before[prompt["key"]] = prompt
    for path in structure.get("paths", []):
        total = sum(asked[key]["minutes"] for key in path["prompts"] if key in asked)
        yield from (
            f"path {path['key']}: prompts: there is no prompt {key}" for key in path["prompts"] if key not in asked
        )
        yield from _sum(f"path {path['key']}", path["minutes"], total)
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
    if prompt["kind"] not in kinds():
        yield f"{where}: kind: there is no kind {prompt['kind']}; choose from {', '.join(sorted(kinds()))}"
    if prompt["why"] not in SOURCES:
        yield f"{where}: why: must be talk or ours"
    if prompt["minutes"] < 1:
        yield f"{where}: minutes: must be 1 or more"
    yield from _settings(prompt.get("settings", {}), before, f"{where}: settings")


def _settings(settings: Table, before: dict[str, Table], where: str) -> Iterator[str]:
    """References between and within prompts; what else is in its settings, each kind knows."""
    origin = settings.get("from")
    if isinstance(origin, dict):  # a scale's `from` is a figure
        earlier = before.get(str(origin.get("prompt")))
        if earlier is None or origin.get("column") not in [None, *_columns(earlier.get("settings", {}))]:
            yield f"{where}.from: must name an earlier prompt and a column of it"
    for name in ("name", "room", "into", "done"):
        if name in settings and settings[name] not in _columns(settings):
            yield f"{where}.{name}: must name a column"


def _joins(prompt: Table, asked: dict[str, Table]) -> Iterator[str]:
    """A row may be added to another prompt's answer, which may come later."""
    joins = prompt.get("settings", {}).get("joins")
    if joins is not None and (not isinstance(joins, dict) or joins.get("prompt") not in asked):
        yield f"prompt {prompt['key']}: settings.joins: must name a prompt"


def _columns(settings: Table) -> list[str]:
    return [column["key"] for column in shapes.tables(settings.get("columns"))]


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
        if not isinstance(given, dict):
            yield f"{section}: must be a table"
            continue
        yield from (f"{sort} {key}: is not in {STRUCTURE}" for key in given if key not in things)
        for key, table in things.items():
            for field, problem in words.problems(sort, table, given.get(key)):
                yield f"{sort} {key}: {field}: {problem}"
