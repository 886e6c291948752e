"""Parts of a document as JSON and back, for what has to be kept as it was shown: the picture of a room."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from reflections.documents import document
from reflections.documents.document import Part

_SORTS: dict[str, Any] = {name: sort for name, sort in vars(document).items() if is_dataclass(sort)}


def pack(parts: Sequence[Part]) -> list[Any]:
    """Parts as JSON: each thing a table with its sort under ``is``."""
    return [_packed(part) for part in parts]


def unpack(stored: Sequence[Any]) -> tuple[Part, ...]:
    """The parts that `pack` packed, equal to what they were; raises `KeyError` for a sort nobody knows."""
    return tuple(_unpacked(each) for each in stored)


def _packed(thing: Any) -> Any:
    if is_dataclass(thing):
        return {"is": type(thing).__name__} | {each.name: _packed(getattr(thing, each.name)) for each in fields(thing)}
    return [_packed(each) for each in thing] if isinstance(thing, tuple) else thing


def _unpacked(thing: Any) -> Any:
    if isinstance(thing, dict):
        return _SORTS[thing["is"]](**{name: _unpacked(each) for name, each in thing.items() if name != "is"})
    return tuple(_unpacked(each) for each in thing) if isinstance(thing, list) else thing
