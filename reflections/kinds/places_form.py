"""The form of places: a name, a type, on each line a mark and how one knows it. Own lines are named once for all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from reflections.kinds.base import Data, Earlier, Prompt, Value, new_key
from reflections.kinds.inputs import is_key, labels
from reflections.kinds.listing import FIELD, Row, blank_keys, limit_rows, name_of, row_keys, short
from reflections.kinds.places_lines import ENDS, Line, lines_of, most, most_own, statements, steps
from reflections.kinds.typed import Field, Typed, TypedForm

NAME, TYPE = "name", "type"
AT, BY = "at", "by"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one place on the page: the lane of its mark, and how one knows it."""

    line: Line
    at: Field
    by: Field

    @property
    def wish(self) -> str:
        """The step wished for."""
        return str(self.line.wish or "")


@dataclass(slots=True)
class Place(Row):
    """One place on the page. `said`: what the talk said of each type."""

    cells: Sequence[Cell] = ()
    said: Mapping[str, str] | None = None
    before: str = ""
    after: str = ""

    @property
    def types(self) -> list[tuple[str, str, bool, str]]:
        """Its possible types: key, label, whether chosen, and what the talk said of it."""
        return [(*option, (self.said or {}).get(option[0], "")) for option in self.fields[TYPE].options]


def places_form(prompt: Prompt, value: Value | None, earlier: Earlier | None, data: Data | None) -> TypedForm:
    """The places of `value`, or what was sent; then blank ones."""
    sent = Sent(prompt, Typed(_as_sent(value) if data is None else data), earlier or {}, value)
    if data is not None:
        read(sent)
    lines = [*sent.lines, *sent.blank_lines()]
    keys = row_keys(sent.typed, _fields(lines))
    blank = blank_keys(len(keys), int(prompt.settings.get("start", 2)), most(prompt))
    rows = [_place(sent, key, n, lines, key in blank) for n, key in enumerate([*keys, *blank], 1)]
    for one, other in pairwise(rows):
        one.after, other.before = other.key, one.key
    return TypedForm(
        "kinds/places/form.html",
        sent.typed.errors,
        rows=rows,
        named=[(line, [_end(sent, line, end) for end in ENDS]) for line in lines if line.named],
        own=prompt.word("own", _("A line of your own")),
        wish=prompt.word("wish", _("Wished")) if any(line.wish for line in lines) else "",
        steps=steps(prompt),
        add=prompt.word("add", _("Add a place")),
        most=most(prompt),
        wide=True,
    )


@dataclass
class Sent:
    """What was typed on this page (`typed`), what was stored before it (`was`), and what other answers say."""

    prompt: Prompt
    typed: Typed
    earlier: Earlier
    value: Value | None = None

    @cached_property
    def was(self) -> Value:
        """The stored value."""
        return self.value or self.earlier.get("") or {"places": [], "own": []}

    @cached_property
    def types(self) -> dict[str, str]:
        """Key → label. One that is no longer offered stays until the person changes it."""
        return _with_held(self.prompt, "types", (place[TYPE] for place in self.was["places"]))

    @cached_property
    def sources(self) -> dict[str, str]:
        """The same of how one knows."""
        cells = (cell for place in self.was["places"] for cell in place["cells"].values())
        return _with_held(self.prompt, "sources", (cell.get(BY, "") for cell in cells))

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the page. One that was added to the wish and is gone from there is named here."""
        source = self.prompt.settings.get("from")
        want = self.earlier.get(source["prompt"]) if source else None
        theirs = {line.key for line in lines_of(self.prompt, (), want)}
        keys = dict.fromkeys([*row_keys(self.typed, ENDS), *self._marked()])
        return lines_of(self.prompt, [self._named(key) for key in keys if key not in theirs], want)

    def blank_lines(self) -> list[Line]:
        """Lines that can still be named here: together with those there are, as many as the prompt allows."""
        left = most_own(self.prompt) - sum(line.own for line in self.lines)
        return [Line(new_key(), "", "", own=True, named=True, blank=number) for number in range(1, left + 1)]

    def _marked(self) -> Iterator[str]:
        """Keys of own lines on which something was set; the key of a listed line is a word."""
        for name, values in self.typed.data.lists():
            found = FIELD.fullmatch(name)
            half, _dash, line = found[2].partition("-") if found else ("", "", "")
            if half in {AT, BY} and is_key(line) and any(str(value).strip() for value in values):
                yield line

    def _named(self, key: str) -> dict[str, str]:
        """The ends of an own line as typed; as they were, where the page had no place to type them."""
        ends = {end: name_of(key, end) for end in ENDS}
        held = next((line for line in self.was["own"] if line["key"] == key), None)
        if held and not any(name in self.typed.data for name in ends.values()):
            return dict(held)
        return {"key": key, **{end: self.typed.line(name) for end, name in ends.items()}}


def read(sent: Sent) -> dict[str, Any]:
    """The places that were sent, and the own lines they stand on; what cannot be kept is noted."""
    lines, typed = sent.lines, sent.typed
    keys = row_keys(typed, _fields(lines))
    places = [_read_place(sent, key, lines) for key in keys]
    limit_rows(typed, keys, NAME, most(sent.prompt))
    held = {line["key"] for line in sent.was["own"]}
    added = [line.key for line in lines if line.named and line.key not in held]
    limit_rows(typed, added, ENDS[0], most_own(sent.prompt))
    used = {key for place in places for key in place["cells"]}
    own = [line for line in lines if line.own and (line.key in used or (line.named and (line.start or line.end)))]
    return {"places": places, "own": [{"key": line.key, "start": line.start, "end": line.end} for line in own]}


def _with_held(prompt: Prompt, listed: str, held: Iterable[str]) -> dict[str, str]:
    offered = labels(prompt.items(listed))
    return {**offered, **{key: key for key in held if key and key not in offered}}


def _fields(lines: Sequence[Line]) -> set[str]:
    return {NAME, TYPE, *(f"{half}-{line.key}" for line in lines for half in (AT, BY))}


def _read_place(sent: Sent, key: str, lines: Sequence[Line]) -> dict[str, Any]:
    cells = {line.key: _read_cell(sent, key, line) for line in lines}
    return {
        "key": key,
        NAME: sent.typed.line(name_of(key, NAME)),
        TYPE: sent.typed.option(name_of(key, TYPE), sent.types),
        "cells": {line: cell for line, cell in cells.items() if cell},
    }


def _read_cell(sent: Sent, key: str, line: Line) -> dict[str, Any]:
    last = steps(sent.prompt)
    words = _("Choose a number from %(first)d to %(last)d, or leave it open.") % {"first": 1, "last": last}
    at = sent.typed.whole(name_of(key, f"{AT}-{line.key}"), 1, last, words)
    by = sent.typed.option(name_of(key, f"{BY}-{line.key}"), sent.sources)
    return {**({AT: at} if at is not None else {}), **({BY: by} if by else {})}


def _place(sent: Sent, key: str, number: int, lines: Sequence[Line], blank: bool) -> Place:
    name = sent.typed.field(name_of(key, NAME), sent.prompt.word("name", _("The place")))
    name.placeholder = sent.prompt.word("name_placeholder")
    type_ = _chosen(sent, name_of(key, TYPE), sent.prompt.word("type", _("Type")), sent.types, "types")
    called = short(name.value) or _("place %(number)d") % {"number": number}
    said = {one: " · ".join(words) for one, words in statements(sent.prompt).items()}
    return Place(key, {NAME: name, TYPE: type_}, called, blank, [_cell(sent, key, line) for line in lines], said)


def _cell(sent: Sent, key: str, line: Line) -> Cell:
    at = sent.typed.field(name_of(key, f"{AT}-{line.key}"), sent.prompt.word("here", _("Here")), lane="place")
    at.steps = [str(step) for step in range(1, steps(sent.prompt) + 1)]
    name, label = name_of(key, f"{BY}-{line.key}"), sent.prompt.word("source", _("Source"))
    return Cell(line, at, _chosen(sent, name, label, sent.sources, "sources"))


def _chosen(sent: Sent, name: str, label: str, known: Mapping[str, str], listed: str) -> Field:
    """The radios of an option: those that are offered, and one that was chosen when it was."""
    field, offered = sent.typed.field(name, label), labels(sent.prompt.items(listed))
    field.options = [(key, said, key == field.value) for key, said in known.items() if key in {*offered, field.value}]
    return field


def _end(sent: Sent, line: Line, end: str) -> Field:
    return sent.typed.field(name_of(line.key, end), {"start": _("From"), "end": _("To")}[end])


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    sent: dict[str, str] = {}
    for place in value["places"] if value else ():
        sent |= {name_of(place["key"], name): place[name] for name in (NAME, TYPE)}
        for line, cell in place["cells"].items():
            sent |= {name_of(place["key"], f"{half}-{line}"): str(it) for half, it in cell.items()}
    own = value["own"] if value else ()
    return sent | {name_of(line["key"], end): line[end] for line in own for end in ENDS}
