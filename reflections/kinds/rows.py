"""Rows: a table that grows. Each row has the prompt's columns: words, options or a date; any cell may stay empty."""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Part, Table
from reflections.documents.drawings import OPEN
from reflections.kinds import columns, made_up, pooling, room
from reflections.kinds.base import MAX_ROWS, Data, Due, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.columns import Column, label_of
from reflections.kinds.inputs import is_key, labels
from reflections.kinds.listing import (
    Row,
    Said,
    are_rows,
    blank_keys,
    limit_rows,
    name_of,
    row_keys,
    short,
    side_by_side,
)
from reflections.kinds.suggested import suggested_rows, without_suggested
from reflections.kinds.typed import Typed, TypedForm

ONE_LINE = 3
"""Only with so many columns does a row stand on one line of a wide sheet."""


class Rows(Kind):
    """Value: ``{rows: [{key, cells: {column: text or keys}}]}``, and ``types`` of the columns that hold no words."""

    key = "rows"
    sends = ("picture",)
    script = "rows.js"

    def uses(self, prompt: Prompt) -> tuple[str, ...]:
        """The prompt whose answer suggests the first rows."""
        return (prompt.settings["from"]["prompt"],) if prompt.settings.get("from") else ()

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """The rows, and blank ones to go on with; where nothing is stored yet, what an earlier answer suggests."""
        suggested = suggested_rows(prompt, earlier or {}) if value is None and data is None else []
        typed = Typed(_as_sent(value or {"rows": suggested}) if data is None else data)
        if data is not None:
            _read(prompt, typed)
        asked = prompt.items("columns")
        keys = row_keys(typed, _keys(asked))
        blank = blank_keys(len(keys), int(prompt.settings.get("start", 1)), _most(prompt))
        rows = [_row(prompt, typed, key, number, blank=key in blank) for number, key in enumerate([*keys, *blank], 1)]
        look = {"wide": True, "in_line": len(asked) == ONE_LINE, "add": prompt.word("add", _("Add a row"))}
        look["suggested"] = prompt.word("from", _("From an earlier page.")) if suggested else ""
        return TypedForm("kinds/rows/form.html", typed.errors, rows=rows, columns=asked, most=_most(prompt), **look)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The rows in which anything was typed, as the row button pressed leaves them."""
        typed = Typed(data)
        rows = _read(prompt, typed)
        typed.check()
        if typed.sent("then") == "skip":
            rows = without_suggested(prompt, rows, earlier or {})
        types = {c["key"]: c["type"] for c in prompt.items("columns") if c["type"] in columns.LISTED}
        done = prompt.settings.get("done")
        more = {**({"types": types} if types else {}), **({"done": done} if done else {})}
        return {"kind": self.key, "v": self.v, "rows": rows, **more}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        rows, types = value.get("rows"), value.get("types", {})
        fits = set(value) <= {"kind", "v", "rows", "types", "done"} and isinstance(value.get("done", ""), str)
        if not fits or not _are_types(types) or not are_rows(rows, lambda row: _is_row(row, types)):
            raise Unreadable(self.key)
        return value

    def check(self, prompt: Prompt, value: Value) -> None:
        """Cells are what the prompt's columns hold: a day in a column of days, words in one for words."""
        types = {c["key"]: c["type"] if c["type"] in columns.LISTED else None for c in prompt.items("columns")}
        cells = (item for row in value["rows"] for item in row["cells"].items())
        if not all(columns.is_cell(cell, types[column]) for column, cell in cells if column in types):
            raise Unreadable(self.key)

    def is_empty(self, value: Value) -> bool:
        """Whether there is no row."""
        return not value["rows"]

    def words(self, value: Value) -> list[str]:
        """What was typed, row by row; neither options nor dates."""
        listed = value.get("types", {})
        cells = (item for row in value["rows"] for item in row["cells"].items())
        return [cell for column, cell in cells if column not in listed and cell.strip()]

    def dates(self, value: Value) -> list[Due]:
        """The day of each row that has one and is not done; of several the first column's."""
        waiting = [row for row in value["rows"] if not row["cells"].get(value.get("done", ""))]
        dated = [column for column, type_ in value.get("types", {}).items() if type_ == "date"]
        days = {row["key"]: [row["cells"][c] for c in dated if row["cells"].get(c)] for row in waiting}
        return [Due(key, dt.date.fromisoformat(found[0])) for key, found in days.items() if found]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """A table of the columns that were used."""
        used = [c for c in prompt.items("columns") if any(row["cells"].get(c["key"]) for row in value["rows"])]
        said = [columns.all_said(c, [row["cells"].get(c["key"]) for row in value["rows"]]) for c in used]
        rows = tuple(zip(*said, strict=True))
        return (Table(prompt.title, tuple(label_of(c) for c in used), rows),) if used else ()

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Which rows are new, changed or gone."""
        return side_by_side(prompt.title, _in_words(prompt, old), _in_words(prompt, new))

    def parts(self, prompt: Prompt) -> tuple[str, ...]:
        """A picture, where the prompt has a column for it."""
        return self.sends if _for_room(prompt) else ()

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The options chosen in the one listed column that the prompt allows; not how often, nor for whom."""
        column = _for_room(prompt)
        if column is None:
            return []
        chosen = {key for row in value["rows"] for key in columns.keys(row["cells"].get(column["key"]))}
        known = [key for key in _options(prompt) if key in chosen]
        part = {"kind": self.key, "v": self.v, "chosen": known}
        return [Share(part, self.said(prompt, part))] if known else []

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Options of that column, each once and in their order."""
        return room.read_chosen(self.key, self.v, data, _options(prompt))

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many people named each option."""
        sent = [{"count": part["chosen"]} for part in parts]
        return pooling.counted(prompt, sent, _options(prompt), _asked(prompt), least) if _for_room(prompt) else None

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """The column and its options."""
        return f"{_asked(prompt).head}: {', '.join(room.labelled(_options(prompt), part['chosen']))}"

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """A few options of that column."""
        listed = list(_options(prompt)) if want == "picture" else []
        return {"kind": self.key, "v": self.v, "chosen": made_up.some(listed, 4, chance)} if listed else None

    def hands(self, prompt: Prompt) -> dict[str, str]:
        """The options of that column."""
        return _options(prompt)

    def by_hands(self, prompt: Prompt, counts: Mapping[str, int]) -> Part | None:
        """How many raised a hand for each."""
        return pooling.raised_for(prompt, counts, _options(prompt), _asked(prompt))


def _keys(asked: Sequence[Column]) -> list[str]:
    return [column["key"] for column in asked]


def _most(prompt: Prompt) -> int:
    return min(int(prompt.settings.get("most", MAX_ROWS)), MAX_ROWS)


def _as_sent(value: Value | None) -> dict[str, list[str]]:
    """The value as its own form would send it."""
    rows = value["rows"] if value else ()
    return {name_of(row["key"], c): columns.keys(cell) for row in rows for c, cell in row["cells"].items()}


def _read(prompt: Prompt, typed: Typed) -> list[dict[str, Any]]:
    asked = prompt.items("columns")
    keys = row_keys(typed, _keys(asked))
    rows = []
    for key in keys:
        cells = {column["key"]: columns.read(column, typed, name_of(key, column["key"])) for column in asked}
        rows.append({"key": key, "cells": {column: cell for column, cell in cells.items() if cell}})
    limit_rows(typed, keys, asked[0]["key"], _most(prompt))
    return rows


def _row(prompt: Prompt, typed: Typed, key: str, number: int, blank: bool) -> Row:
    fields = {c["key"]: columns.field(c, typed, name_of(key, c["key"])) for c in prompt.items("columns")}
    named = fields.get(prompt.settings.get("name", ""))
    chosen = [label for _key, label, on in named.options if on] if named else []
    name = short(", ".join(chosen) or (named.value if named and not named.options else ""))
    return Row(key, fields, name or _("row %(number)d") % {"number": number}, blank)


def _in_words(prompt: Prompt, value: Value) -> Mapping[str, Said]:
    asked = {column["key"]: column for column in prompt.items("columns")}
    name = asked.get(prompt.settings.get("name", ""))
    rows = {}
    for number, row in enumerate(value["rows"], 1):
        cells = {label_of(column): columns.said(column, row["cells"].get(key)) for key, column in asked.items()}
        called = columns.said(name, row["cells"].get(name["key"])) if name else OPEN
        rows[row["key"]] = Said(_("row %(number)d") % {"number": number} if called == OPEN else called, cells)
    return rows


def _for_room(prompt: Prompt) -> Column | None:
    """The one column that may go to a room: listed options, whatever a prompt says of others."""
    allowed = prompt.settings.get("room")
    return next((c for c in prompt.items("columns") if c["key"] == allowed and "options" in c), None)


def _options(prompt: Prompt) -> dict[str, str]:
    """What is listed in that column; nothing where there is none."""
    column = _for_room(prompt)
    return labels(column["options"]) if column else {}


def _asked(prompt: Prompt) -> pooling.Asked:
    column = _for_room(prompt)
    label = label_of(column) if column else ""
    said = _("%(column)s: how many named each.") % {"column": label}
    return pooling.Asked(label, said, pooling.how_many())


def _are_types(types: Any) -> bool:
    return isinstance(types, dict) and all(type_ in columns.LISTED for type_ in types.values())


def _is_row(row: Any, types: dict[str, str]) -> bool:
    if not isinstance(row, dict) or row.keys() != {"key", "cells"} or not isinstance(row["cells"], dict):
        return False
    fits = [columns.is_cell(cell, types.get(column)) for column, cell in row["cells"].items()]
    return is_key(row["key"]) and all(fits)


KIND = Rows()
