"""Drawings of a whole in parts: bars from nothing to all, and the horizons at which effort pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Mark, Role, Row, Strip, Table, Words
from reflections.documents.drawings.said import OPEN, QUARTERS, figure, now_name, with_note

_LANES: tuple[Role, ...] = ("old", "now", "wish")


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of an allocation: whole numbers out of the drawing's total, or None. `note`: "1–2 years".

    `old`: what `now` was in an earlier round. `halves`: by lane, between which numbers half of a room is.
    """

    label: Words
    note: str = ""
    now: int | None = None
    wish: int | None = None
    old: int | None = None
    halves: Mapping[Role, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Something that takes from `start` to `end` years (None: and more), and the effort that goes into it.

    `old`: what `now` was in an earlier round. `note` is said in place of the years.
    """

    label: Words
    start: int
    end: int | None
    now: int | None = None
    wish: int | None = None
    old: int | None = None
    note: str = ""


def paired_bars(title: str, bars: Sequence[Bar], total: int, unit: str = "", description: str = "") -> Drawing:
    """Parts of a whole: before, now, wished below each other, bars of the same scale from 0 to `total`, in `unit`s."""
    drawn, lanes = _set(bars)
    rows = tuple(_pair(bar, lanes, total) for bar in drawn)
    halves = [lane for lane in lanes if any(lane in bar.halves for bar in drawn)]
    table = tuple(
        (with_note(bar.label, bar.note), *_figures(bar, lanes), *(_half(bar, lane) for lane in halves)) for bar in drawn
    )
    between = (_("%(lane)s, half of the room") % {"lane": now_name(lane)} for lane in halves)
    head = (_("Part"), *_names(lanes, unit), *between)
    return Drawing(title, description or _out_of(total, unit), "pairs", rows, (), Table(title, head, table))


def horizons(title: str, rows: Sequence[Horizon], total: int, unit: str = "", description: str = "") -> Drawing:
    """Each horizon on one axis of 20 years, broken after 6, with columns for the effort that goes into it."""
    drawn, lanes = _set(rows)
    table = tuple((row.label, _years(row), *_figures(row, lanes)) for row in drawn)
    head = (_("Horizon"), _("Takes"), *_names(lanes, unit))
    axis = Row(_("Years from now"), "", (Strip(_axis()),), "", head=True)
    picture = tuple(_horizon(row, lanes, total) for row in drawn)
    said = description or _out_of(total, unit) + " " + _("The line is broken after 6 years.")
    key = tuple((lane, now_name(lane)) for lane in lanes)
    return Drawing(title, said, "spans", (*picture, axis) if drawn else (), key, Table(title, head, table))


def _set[T: (Bar, Horizon)](rows: Sequence[T]) -> tuple[list[T], list[Role]]:
    """The rows in which something was set, and what was set in any of them."""
    drawn = [row for row in rows if any(_value(row, lane) is not None for lane in _LANES)]
    return drawn, [lane for lane in _LANES if any(_value(row, lane) is not None for row in drawn)]


def _value(row: Bar | Horizon, lane: Role) -> int | None:
    return {"old": row.old, "now": row.now, "wish": row.wish}[lane]


def _figures(row: Bar | Horizon, lanes: Sequence[Role]) -> tuple[str, ...]:
    return tuple(figure(_value(row, lane)) for lane in lanes)


def _names(lanes: Sequence[Role], unit: str) -> tuple[str, ...]:
    return tuple(now_name(lane) + (f" ({unit})" if unit else "") for lane in lanes)


def _out_of(total: int, unit: str) -> str:
    return _("Out of %(total)s.") % {"total": f"{total} {unit}".strip()}


def _said(row: Bar | Horizon, lanes: Sequence[Role]) -> str:
    return ", ".join(f"{now_name(lane)} {figure(_value(row, lane))}" for lane in lanes)


def _pair(bar: Bar, lanes: Sequence[Role], total: int) -> Row:
    strips = tuple(_bar_strip(lane, _value(bar, lane), total, bar.halves.get(lane)) for lane in lanes)
    return Row(bar.label, "", strips, _said(bar, lanes), bar.note)


def _bar_strip(lane: Role, value: int | None, total: int, half: tuple[int, int] | None) -> Strip:
    bar = (Mark(lane, 0, _part(value, total)),) if value else ()
    below = (Mark("tie", _part(half[0], total), _part(half[1], total), up=-1),) if half else ()
    return Strip((*QUARTERS, *bar, *below), now_name(lane), figure(value))


def _half(bar: Bar, lane: Role) -> str:
    half = bar.halves.get(lane)
    return OPEN if half is None else f"{half[0]}–{half[1]}"


def _part(value: int, total: int) -> float:
    return min(value / total, 1) if total else 0


# Horizons: the first six years fill most of the line, the last five the rest; what lies between is the break.
_KNEES = ((0, 0.0), (6, 0.62), (15, 0.76), (20, 1.0))
_YEARS = (0, 1, 2, 3, 6, 15, 20)
_COLUMN = 5
"""Steps of a column that holds all of the effort."""


def _at(years: float) -> float:
    """Where on the axis so many years are."""
    for (low, start), (high, end) in pairwise(_KNEES):
        if years <= high:
            return start + (end - start) * (years - low) / (high - low)
    return 1.0


@cache
def _paper() -> tuple[Mark, ...]:
    line = (Mark("ax", 0, _at(6)), Mark("ax", _at(15), 1))
    cuts = (Mark("cut", _at(6) + 0.05), Mark("cut", _at(15) - 0.05))
    return (*(Mark("grid", _at(year)) for year in _YEARS), *line, *cuts)


def _axis() -> tuple[Mark, ...]:
    return tuple(Mark("grid", _at(year), label=str(year)) for year in _YEARS)


def _horizon(row: Horizon, lanes: Sequence[Role], total: int) -> Row:
    start, end = _at(row.start), 1.0 if row.end is None else _at(row.end)
    columns = [(lane, _value(row, lane)) for lane in lanes]
    middle = (start + end) / 2
    marks = [
        Mark(lane, middle, middle, up=_part(value, total) * _COLUMN, label=str(value))
        for lane, value in columns
        if value is not None
    ]
    span = Mark("tie", start, end)
    return Row(row.label, "", (Strip((*_paper(), span, *marks)),), _said(row, lanes), row.note or _years(row))


def _years(row: Horizon) -> str:
    if row.note:
        return row.note
    if row.end is None:
        return _("%(start)s years and more") % {"start": row.start}
    return _("%(start)s–%(end)s years") % {"start": row.start, "end": row.end}
