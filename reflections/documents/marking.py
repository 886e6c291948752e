"""Shows marks in parts of a document: which stretch of which of the person's words is marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from reflections.documents.anchors import Anchor, places
from reflections.documents.document import Drawing, Own, Part, Passage, Table


def with_marks(parts: Iterable[Part], anchors: Sequence[Anchor]) -> tuple[Part, ...]:
    """The same parts, each of the person's words now knowing which stretches of it are marked."""
    parts = tuple(parts)
    if not anchors:
        return parts
    owns: list[Own | Passage] = []
    for part in parts:
        _each_own(part, lambda own: _noted(owns, own))
    marked = iter(marked_words(owns, anchors))
    return tuple(_each_own(part, lambda _own: next(marked)) for part in parts)


def marked_words[T: (Own, Passage, Own | Passage)](owns: Sequence[T], anchors: Sequence[Anchor]) -> list[T]:
    """The same words, in the order in which they are read, with the marks in them."""
    if not anchors:
        return list(owns)
    found = places(anchors, [own.text for own in owns])
    return [replace(own, marks=spans) for own, spans in zip(owns, found, strict=True)]


def _noted[T](seen: list[T], own: T) -> T:
    seen.append(own)
    return own


def _each_own(part: Part, do: Callable[[Any], Any]) -> Any:
    """`part` with `do` done to each of the person's words in it, in reading order; of a drawing to its twin's."""
    match part:
        case Passage():
            return do(part)
        case Table():
            rows = tuple(tuple(do(cell) if isinstance(cell, Own) else cell for cell in row) for row in part.rows)
            return replace(part, rows=rows)
        case Drawing():
            return replace(part, twin=_each_own(part.twin, do))
    return part
