"""The form of places: a name, a type, and on each line a mark and how one knows it. Own lines are named once for all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflections.kinds.base import Data, Earlier, Prompt, Value
from reflections.kinds.inputs import is_key, labels
from reflections.kinds.listing import FIELD, Row, blank_keys, limit_rows, name_of, row_keys, short
from reflections.kinds.typed import Field, Typed, TypedForm

NAME, TYPE = "name", "type"
AT, BY = "at", "by"
ENDS = ("start", "end")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on which places stand, and where one wished to be on it. `own`: its ends are the person's words.

    `named`: its ends are named here and not in the answer with the wish. `blank`: the number of a line with no name yet.
    """

    key: str
    start: str
    end: str
    wish: int | None = None
    weight: int | None = None
    own: bool = False
    named: bool = False
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one place on the page: the lane of its mark, and how one knows it."""

    line: Line
    at: Field
    by: Field


@dataclass(slots=True)
class Place(Row):
    """One place on the page. `said`: what the talk said of each type."""

    cells: Sequence[Cell] = ()
    said: Mapping[str, str] | None = None

    @property
    def types(self) -> list[tuple[str, str, bool, str]]:
        """Its possible types: key, label, whether chosen, and what the talk said of it."""
        return [(*option, (self.said or {}).get(option[0], "")) for option in self.fields[TYPE].options]


def steps(prompt: Prompt) -> int:
    """How many steps a line has."""
    return int(prompt.settings.get("steps", 7))


def most(prompt: Prompt) -> int:
    """How many places there may be."""
    return int(prompt.settings.get("most", 5))


def most_own(prompt: Prompt) -> int:
    """How many lines one may add, here and with the wish each."""
    return int(prompt.settings.get("own", 0))


def statements(prompt: Prompt) -> dict[str, list[str]]:
    """What the talk said, by type; nothing for the others."""
    said: dict[str, list[str]] = {}
    for one in prompt.items("statements"):
        said.setdefault(one["type"], []).append(one["label"])
    return said


def lines_of(prompt: Prompt, own: Sequence[Mapping[str, Any]], want: Value | None) -> list[Line]:
    """The listed lines, those added to the wish (`want`, if answered), and others of one's own (`own`)."""
    given, added = (want or {}).get("lines", {}), (want or {}).get("own", [])[: most_own(prompt)]
    found = [_line(line, given.get(line["key"], {})) for line in prompt.items("lines")]
    found += [_line(line, line, own=True) for line in added]
    taken = {line.key for line in found}
    return [*found, *(_line(line, {}, own=True, named=True) for line in own if line["key"] not in taken)]


def wanted(prompt: Prompt, earlier: Earlier | None) -> Value | None:
    """The answer that says what is wished, if this prompt names one and it was given."""
    source = prompt.settings.get("from")
    return (earlier or {}).get(source["prompt"]) if source else None


def places_form(prompt: Prompt, value: Value | None, earlier: Earlier | None, data: Data | None) -> TypedForm:
    """The places of `value`, or what was sent; then blank ones."""
    typed, was = Typed(_as_sent(value) if data is None else data), value or (earlier or {}).get("")
    if data is not None:
        read(prompt, typed, earlier)
    lines = _lines(prompt, typed, was, wanted(prompt, earlier))
    taken = [line for line in lines if line.own]
    blanks = blank_keys(len(taken), most_own(prompt), most_own(prompt)) if most_own(prompt) > len(taken) else []
    lines += [Line(key, "", "", own=True, named=True, blank=n) for n, key in enumerate(blanks, 1)]
    keys = row_keys(typed, _fields(lines))
    blank = blank_keys(len(keys), int(prompt.settings.get("start", 2)), most(prompt))
    rows = [_place(prompt, typed, key, n, lines, was) for n, key in enumerate([*keys, *blank], 1)]
    for row in rows:
        row.blank = row.key in blank
    return TypedForm(
        "kinds/places/form.html",
        typed.errors,
        rows=rows,
        named=[(line, [_end(typed, line, end) for end in ENDS]) for line in lines if line.named],
        own=prompt.word("own", _("A line of your own")),
        wish=prompt.word("wish", _("Wished")) if any(line.wish for line in lines) else "",
        steps=steps(prompt),
        range=_("1 is the first end of a line, %(last)d the second.") % {"last": steps(prompt)},
        add=prompt.word("add", _("Add a place")),
        most=most(prompt),
        wide=True,
    )


def read(prompt: Prompt, typed: Typed, earlier: Earlier | None) -> dict[str, Any]:
    """The places that were sent, and the own lines they stand on; what cannot be kept is noted in `typed`."""
    was = (earlier or {}).get("")
    lines = _lines(prompt, typed, was, wanted(prompt, earlier))
    keys = row_keys(typed, _fields(lines))
    places = [_read_place(prompt, typed, key, lines, was) for key in keys]
    limit_rows(typed, keys, NAME, most(prompt))
    held = {line["key"] for line in (was or {}).get("own", ())}
    added = [line.key for line in lines if line.named and line.key not in held]
    limit_rows(typed, added, ENDS[0], most_own(prompt))
    used = {key for place in places for key in place["cells"]}
    own = [line for line in lines if line.own and (line.key in used or line.named and (line.start or line.end))]
    return {"places": places, "own": [{"key": line.key, "start": line.start, "end": line.end} for line in own]}


def _line(line: Mapping[str, Any], marks: Mapping[str, Any], **more: Any) -> Line:
    return Line(line["key"], line["start"], line["end"], marks.get("wish"), marks.get("weight"), **more)


def _lines(prompt: Prompt, typed: Typed, was: Value | None, want: Value | None) -> list[Line]:
    """The lines of the page. One that was added to the wish and is gone from there can be named here."""
    marked = [found[2].partition("-")[2] for found in map(FIELD.fullmatch, _filled(typed)) if found]
    stored = {line["key"]: line for line in (was or {}).get("own", ())}
    # Only keys can be of one's own: a listed line has a word for its key.
    keys = dict.fromkeys([*row_keys(typed, ENDS), *filter(is_key, marked)])
    named = {line.key for line in lines_of(prompt, (), want)}
    return lines_of(prompt, [_named(typed, key, stored) for key in keys if key not in named], want)


def _named(typed: Typed, key: str, stored: Mapping[str, Any]) -> dict[str, str]:
    """The ends of an own line as typed; as they were, where the page had no place to type them."""
    ends = {end: name_of(key, end) for end in ENDS}
    if key in stored and not any(name in typed.data for name in ends.values()):
        return {"key": key, **{end: stored[key][end] for end in ENDS}}
    return {"key": key, **{end: typed.line(name) for end, name in ends.items()}}


def _filled(typed: Typed) -> Iterator[str]:
    """The names of the fields of marks and sources that were set."""
    for name, values in typed.data.lists():
        if (f"-{AT}-" in name or f"-{BY}-" in name) and any(str(value).strip() for value in values):
            yield name


def _fields(lines: Sequence[Line]) -> set[str]:
    return {NAME, TYPE, *(f"{half}-{line.key}" for line in lines for half in (AT, BY))}


def _read_place(
    prompt: Prompt, typed: Typed, key: str, lines: Sequence[Line], was: Value | None
) -> dict[str, Any]:
    cells = {line.key: _read_cell(prompt, typed, key, line, was) for line in lines}
    return {
        "key": key,
        NAME: typed.line(name_of(key, NAME)),
        TYPE: typed.option(name_of(key, TYPE), _types(prompt, was)),
        "cells": {line: cell for line, cell in cells.items() if cell},
    }


def _read_cell(prompt: Prompt, typed: Typed, key: str, line: Line, was: Value | None) -> dict[str, Any]:
    words = _("Choose a number from %(first)d to %(last)d, or leave it open.") % {"first": 1, "last": steps(prompt)}
    at = typed.whole(name_of(key, f"{AT}-{line.key}"), 1, steps(prompt), words)
    by = typed.option(name_of(key, f"{BY}-{line.key}"), _sources(prompt, was))
    return {**({AT: at} if at is not None else {}), **({BY: by} if by else {})}


def _types(prompt: Prompt, was: Value | None) -> dict[str, str]:
    """Key → label. One that is no longer offered stays until the person changes it."""
    held = [place[TYPE] for place in (was or {}).get("places", ())]
    return {**{key: key for key in held if key}, **labels(prompt.items("types"))}


def _sources(prompt: Prompt, was: Value | None) -> dict[str, str]:
    held = [cell.get(BY) for place in (was or {}).get("places", ()) for cell in place["cells"].values()]
    return {**{key: key for key in held if key}, **labels(prompt.items("sources"))}


def _place(
    prompt: Prompt, typed: Typed, key: str, number: int, lines: Sequence[Line], was: Value | None
) -> Place:
    name = typed.field(name_of(key, NAME), prompt.word("name", _("The place")))
    name.placeholder = prompt.word("name_placeholder")
    type_ = _chosen(typed, name_of(key, TYPE), prompt.word("type", _("Type")), _types(prompt, was), prompt, "types")
    cells = []
    for line in lines:
        at = typed.field(name_of(key, f"{AT}-{line.key}"), prompt.word("here", _("Here")), lane="place")
        at.steps = [str(step) for step in range(1, steps(prompt) + 1)]
        source, known = name_of(key, f"{BY}-{line.key}"), _sources(prompt, was)
        cells.append(Cell(line, at, _chosen(typed, source, prompt.word("source", _("Source")), known, prompt, "sources")))
    said = {type_: ", ".join(words) for type_, words in statements(prompt).items()}
    called = short(name.value) or _("place %(number)d") % {"number": number}
    return Place(key, {NAME: name, TYPE: type_}, called, False, cells, said)


def _chosen(typed: Typed, name: str, label: str, known: Mapping[str, str], prompt: Prompt, listed: str) -> Field:
    """The radios of an option: those that are offered, and the one that was chosen when it was."""
    field, today = typed.field(name, label), labels(prompt.items(listed))
    field.options = [(key, words, key == field.value) for key, words in known.items() if key in {*today, field.value}]
    return field


def _end(typed: Typed, line: Line, end: str) -> Field:
    return typed.field(name_of(line.key, end), {"start": _("From"), "end": _("To")}[end])


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    sent: dict[str, str] = {}
    for place in value["places"] if value else ():
        sent |= {name_of(place["key"], name): place[name] for name in (NAME, TYPE)}
        for line, cell in place["cells"].items():
            sent |= {name_of(place["key"], f"{half}-{line}"): str(it) for half, it in cell.items()}
    own = value["own"] if value else ()
    return sent | {name_of(line["key"], end): line[end] for line in own for end in ENDS}
