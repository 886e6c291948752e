"""A column of rows: how a cell of its type is read, shown, said and checked.

Types are ``line`` and ``text`` (the person's words), ``option`` and ``options`` (keys of the column's list), ``date``.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format

from reflections.documents.document import Own, Words
from reflections.documents.drawings import OPEN
from reflections.kinds.base import MAX_LINE, MAX_TEXT
from reflections.kinds.inputs import labels
from reflections.kinds.typed import Field, Typed, is_day

type Column = dict[str, Any]
type Cell = str | list[str]

LISTED = ("option", "options", "date")
"""Types whose cells are not the person's words."""


def label_of(column: Column) -> str:
    """What the column is called."""
    return str(column.get("label", column["key"]))


def read(column: Column, typed: Typed, name: str) -> Cell:
    """What was sent under `name`: text, a key, keys or a day as YYYY-MM-DD; empty when left open."""
    match column["type"]:
        case "text":
            return typed.text(name)
        case "option":
            return typed.option(name, labels(column["options"]))
        case "options":
            return typed.options(name, labels(column["options"]))
        case "date":
            return typed.day(name)
    return typed.line(name)


def field(column: Column, typed: Typed, name: str) -> Field:
    """The place for a cell, with what was sent in it."""
    shown = typed.field(name, label_of(column), type=column["type"], placeholder=str(column.get("placeholder", "")))
    shown.limit = MAX_TEXT if column["type"] == "text" else MAX_LINE
    if "options" in column:
        chosen = [str(key) for key in typed.data.getlist(name) if key]
        named = labels(column["options"])
        # An option that is no longer offered is still shown: it goes when the person changes it, not by itself.
        shown.options = [(key, named.get(key, key), key in chosen) for key in dict.fromkeys([*named, *chosen])]
    return shown


def keys(cell: Cell | None) -> list[str]:
    """A cell as its field sends it: a list, empty when left open."""
    return cell if isinstance(cell, list) else [cell] if cell else []


def said(column: Column, cell: Cell | None) -> Words:
    """A cell in words: the person's own, labels of options, a day as one reads it."""
    return all_said(column, [cell])[0]


def all_said(column: Column, cells: Sequence[Cell | None]) -> list[Words]:
    """The same for all cells of a column."""
    if column["type"] == "date":
        return [date_format(dt.date.fromisoformat(str(cell)), "SHORT_DATE_FORMAT") if cell else OPEN for cell in cells]
    if "options" in column:
        named = labels(column["options"])
        return [", ".join([named.get(key, key) for key in keys(cell)]) or OPEN for cell in cells]
    return [Own(str(cell)) if cell else OPEN for cell in cells]


def is_cell(cell: Any, type_: str | None) -> bool:
    """Whether this is what a value may hold in a column of this type (None: the person's words)."""
    if type_ == "options":
        return isinstance(cell, list) and all(isinstance(key, str) for key in cell)
    return isinstance(cell, str) and (type_ != "date" or is_day(cell))
