"""Answers given as `rows` while a kind of its own was still to come: their cells, for the `upgrade` of that kind."""

from collections.abc import Container
from typing import Any

from reflections.kinds.base import Unreadable
from reflections.kinds.columns import Cell
from reflections.kinds.rows import KIND as ROWS


def is_interim(value: Any) -> bool:
    """Whether this was stored as rows."""
    return isinstance(value, dict) and value.get("kind") == ROWS.key


def cells(value: Any, columns: Container[str]) -> list[tuple[str, dict[str, Cell]]]:
    """Key and cells of each row; raises `Unreadable` on a value that is not whole, or has a column not in `columns`."""
    rows = ROWS.upgrade(value)["rows"]
    if any(column not in columns or not isinstance(cell, str) for row in rows for column, cell in row["cells"].items()):
        raise Unreadable(ROWS.key)
    return [(row["key"], row["cells"]) for row in rows]
