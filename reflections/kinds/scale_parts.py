"""A scale on paper: its statements as rows of dots, and what moved between two answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Own, Paragraph, Part, Passage, Table
from reflections.documents.document import Words as Cell
from reflections.documents.drawings import OPEN, Dots, dots
from reflections.kinds.base import Prompt
from reflections.kinds.inputs import labels
from reflections.kinds.scale_form import bounds, lane_words, lanes

Marks = Mapping[str, int]


@dataclass(frozen=True)
class Row:
    """One statement with its numbers by lane. `key` is the same in another round if the statement is."""

    key: str
    label: Cell
    marks: Marks


def rows(prompt: Prompt, value: Mapping[str, Any]) -> list[Row]:
    """The answered statements, the person's own last."""
    items = value.get("items", {})
    found = [Row(key, label, items[key]) for key, label in labels(prompt.items("items")).items() if key in items]
    for own in value.get("own", []):
        label: Cell = Own(own["words"]) if own["words"] else _("Your own")
        found.append(Row(f"own {own['words'].casefold()}", label, {k: own[k] for k in ("now", "wish") if k in own}))
    return found


def place_rows(prompt: Prompt, place: Mapping[str, Any] | None) -> list[Row]:
    """The answered statements of one place."""
    marks = place["marks"] if place else {}
    named = labels(prompt.items("items")).items()
    return [Row(key, label, {"now": marks[key]}) for key, label in named if key in marks]


def drawn(prompt: Prompt, title: str, found: Sequence[Row]) -> list[Part]:
    """The picture, and the words of those that have no number yet."""
    parts: list[Part] = [Passage(row.label.text) for row in found if not row.marks and isinstance(row.label, Own)]
    marked = [_dots(prompt, row.label, dict(row.marks)) for row in found if row.marks]
    return [*parts, dots(title, marked)] if marked else parts


def moved(prompt: Prompt, title: str, old: Sequence[Row], new: Sequence[Row]) -> list[Part]:
    """How many moved; the picture, with grey marks for before; from where to where."""
    then, now = {row.key: row for row in old}, {row.key: row for row in new}
    every = {**then, **now}
    if not every:
        return []
    moves, picture = [], []
    for key, row in every.items():
        before, after = (side[key].marks if key in side else {} for side in (then, now))
        was = before.get("wish") if before.get("wish") != after.get("wish") else None
        picture.append(_dots(prompt, row.label, {"old": before.get("now"), "was": was, **after}))
        moves += _moves(prompt, row.label, before, after)
    count = len({str(cells[0]) for cells in moves})
    said = ngettext("%(count)d statement moved.", "%(count)d statements moved.", count) % {"count": count}
    parts: list[Part] = [Paragraph(said if moves else _("Nothing moved."))]
    shown = [row for row in picture if any(number is not None for number in row.marks.values())]
    parts += [dots(title, shown)] if shown else []
    if moves:
        head = (_("Statement"), *([_("Mark")] if len(lanes(prompt)) > 1 else []), _("Then"), _("Now"))
        parts.append(Table(_("What moved"), head, tuple(moves)))
    return parts


def _moves(prompt: Prompt, label: Cell, before: Marks, after: Marks) -> list[tuple[Cell, ...]]:
    named = lane_words(prompt)
    moves: list[tuple[Cell, ...]] = []
    for lane in lanes(prompt):
        if before.get(lane) != after.get(lane):
            lane_cell = [named[lane]] if len(named) > 1 else []
            moves.append((label, *lane_cell, str(before.get(lane, OPEN)), str(after.get(lane, OPEN))))
    return moves


def _dots(prompt: Prompt, label: Cell, marks: dict[Any, int | None]) -> Dots:
    first, last = bounds(prompt)
    return Dots(label, marks, last - first + 1, prompt.word("low"), prompt.word("high"), first)


def said(prompt: Prompt, items: Mapping[str, Marks]) -> str:
    """Numbers in words, for the preview of what may leave."""
    named = lane_words(prompt)
    return "; ".join(
        f"{label}: " + ", ".join(f"{named[lane]} {n}" if len(named) > 1 else str(n) for lane, n in items[key].items())
        for key, label in labels(prompt.items("items")).items()
        if key in items
    )


def paired(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Places of two answers side by side: the same key, or the same name; None where it is in one only."""
    left = list(old)
    pairs: list[tuple[Any, Any]] = []
    for one in new:
        name = one["name"].casefold()
        same = [it for it in left if it["key"] == one["key"]] or [
            it for it in left if name and it["name"].casefold() == name
        ]
        pairs.append((same[0] if same else None, one))
        left = [it for it in left if it not in same[:1]]
    return [*pairs, *((it, None) for it in left)]
