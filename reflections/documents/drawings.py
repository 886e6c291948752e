"""Builders of drawings, for kinds: give values, get a `Drawing` with its description and twin table.

Rows in which nothing was set are left out. A label is `str` when it is ours, `Own` when the person wrote it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Mark, Own, Role, Row, Strip, Table, Words

OPEN = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """A spectrum's line between two poles: positions 1..`steps` or None.

    `old`: where `now` stood in an earlier round. `note`: a short sentence of ours ("matters 2 of 3").
    """

    start: Words
    end: Words
    now: int | None = None
    wish: int | None = None
    steps: int = 7
    old: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of an allocation: whole numbers out of the drawing's total, or None. `note`: "1–2 years"."""

    label: Words
    note: str = ""
    now: int | None = None
    wish: int | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """A statement on a scale. `marks`: lane ("now", "wish", "old") to a value from `first` on, `steps` of them.

    0–10 is `steps=11, first=0`; 1–5 is `steps=5`. `low` and `high` are the words at the two ends.
    """

    label: Words
    marks: Mapping[Role, int | None] = field(default_factory=dict)
    steps: int = 5
    low: str = ""
    high: str = ""
    first: int = 1


@dataclass(frozen=True, slots=True)
class CvLine:
    """One year of both CVs, as typed; either side may be empty."""

    year: str
    official: str = ""
    untold: str = ""


def dumbbells(title: str, lines: Sequence[Line], description: str = "") -> Drawing:
    """Lines between two poles: today (circle) tied to wished (square)."""
    drawn = [line for line in lines if (line.now, line.wish, line.old) != (None, None, None)]
    lanes = _lanes(drawn)
    rows = tuple(_bell(line) for line in drawn)
    table = tuple((line.start, line.end, *(_of(_value(line, lane), line.steps) for lane in lanes)) for line in drawn)
    notes = any(line.note for line in drawn)
    if notes:
        table = tuple((*cells, line.note or OPEN) for cells, line in zip(table, drawn, strict=True))
    head = (_("From"), _("To"), *(lane_name(lane) for lane in lanes), *((_("Weight"),) if notes else ()))
    return Drawing(title, description or _said(lanes), "bells", rows, _key(lanes), Table(title, head, table))


def paired_bars(title: str, bars: Sequence[Bar], total: int, unit: str = "", description: str = "") -> Drawing:
    """Parts of a whole: now above wished, bars of the same scale from 0 to `total`, in `unit`s."""
    drawn = [bar for bar in bars if bar.now is not None or bar.wish is not None]
    lanes: tuple[Role, ...] = tuple(lane for lane in _NOW_WISH if any(_value(bar, lane) is not None for bar in drawn))
    rows = tuple(_pair(bar, lanes, total) for bar in drawn)
    table = tuple((_with_note(bar.label, bar.note), *(_figure(_value(bar, lane)) for lane in lanes)) for bar in drawn)
    names = tuple(_now_name(lane) + (f" ({unit})" if unit else "") for lane in lanes)
    out_of = description or _("Out of %(total)s.") % {"total": f"{total} {unit}".strip()}
    return Drawing(title, out_of, "pairs", rows, (), Table(title, (_("Part"), *names), table))


def dots(title: str, rows: Sequence[Dots], description: str = "") -> Drawing:
    """Statements, each with its marks on a short line from `low` to `high`."""
    drawn = [row for row in rows if any(value is not None for value in row.marks.values())]
    lanes = tuple(lane for lane in _LANES if any(row.marks.get(lane) is not None for row in drawn))
    table = tuple((row.label, *(_of(row.marks.get(lane), _last(row)) for lane in lanes)) for row in drawn)
    head = (_("Statement"), *(lane_name(lane) for lane in lanes))
    key = _key(lanes) if len(lanes) > 1 else ()
    said = description or _ends(drawn) or _said(lanes)
    return Drawing(title, said, "dots", tuple(_dotted(row) for row in drawn), key, Table(title, head, table))


def mirror_cv(title: str, lines: Sequence[CvLine], description: str = "") -> Drawing:
    """Both CVs by year, official beside untold, with the same weight."""
    rows = tuple((Own(line.year), Own(line.official), Own(line.untold)) for line in lines)
    return two_columns(title, (_("Year"), _("Official"), _("Untold")), rows, description)


def two_columns(title: str, head: tuple[str, ...], rows: Sequence[tuple[Words, ...]], description: str = "") -> Drawing:
    """Plain beside marked, two cells a row; with three, the first is a short key such as a year."""
    return Drawing(title, description, "two", (), (), Table(title, head, tuple(rows)))


def lane_name(lane: Role) -> str:
    """What the notebook calls a lane, as a word that can stand alone."""
    return {"now": _("Today"), "wish": _("Wished"), "old": _("Before")}.get(lane, "")


_LANES: tuple[Role, ...] = ("old", "now", "wish")
_NOW_WISH: tuple[Role, ...] = ("now", "wish")


def _value(thing: Line | Bar, lane: Role) -> int | None:
    return getattr(thing, lane, None)


def _lanes(lines: Sequence[Line]) -> tuple[Role, ...]:
    return tuple(lane for lane in _LANES if any(_value(line, lane) is not None for line in lines))


def _bell(line: Line) -> Row:
    marks = _scale_marks({lane: _value(line, lane) for lane in _LANES}, line.steps, first=1)
    spoken = _spoken({lane: _value(line, lane) for lane in _LANES}, line.steps)
    return Row(line.start, line.end, (Strip(marks),), spoken, line.note)


def _dotted(row: Dots) -> Row:
    marks = _scale_marks(row.marks, row.steps, row.first)
    return Row(row.label, "", (Strip(marks, row.low, row.high),), _spoken(row.marks, _last(row)))


def _last(row: Dots) -> int:
    return row.first + row.steps - 1


def _scale_marks(values: Mapping[Role, int | None], steps: int, first: int) -> tuple[Mark, ...]:
    """Hairs at every step, the axis, the tie from now to wish, then the marks, the ones on top last."""
    gaps = max(steps - 1, 1)
    marks = [Mark("grid", step / gaps) for step in range(steps)]
    marks.append(Mark("ax", 0, 1))
    places = {lane: (value - first) / gaps for lane, value in values.items() if value is not None}
    if "now" in places and "wish" in places:
        marks.append(Mark("tie", places["now"], places["wish"]))
    marks += [Mark(lane, places[lane]) for lane in ("old", "wish", "now") if lane in places]
    return tuple(marks)


def _pair(bar: Bar, lanes: tuple[Role, ...], total: int) -> Row:
    strips = tuple(_bar_strip(lane, _value(bar, lane), total) for lane in lanes)
    said = ", ".join(f"{_now_name(lane)} {_figure(_value(bar, lane))}" for lane in lanes)
    return Row(bar.label, "", strips, said, bar.note)


def _bar_strip(lane: Role, value: int | None, total: int) -> Strip:
    grid = tuple(Mark("grid", quarter / 4) for quarter in range(5))
    filled = (Mark(lane, 0, min(value / total, 1)),) if value and total > 0 else ()
    return Strip((*grid, *filled), _now_name(lane), _figure(value))


def _now_name(lane: Role) -> str:
    return _("Now") if lane == "now" else lane_name(lane)


def _figure(value: int | None) -> str:
    return OPEN if value is None else str(value)


def _of(value: int | None, most: int) -> str:
    return OPEN if value is None else _("%(value)s of %(most)s") % {"value": value, "most": most}


def _with_note(label: Words, note: str) -> Words:
    if isinstance(label, Own):
        return label
    return f"{label} ({note})" if note else label


def _spoken(values: Mapping[Role, int | None], most: int) -> str:
    """The row in words, for those who hear it: "Today 6 of 7, Wished 3 of 7"."""
    set_lanes = [lane for lane in _LANES if values.get(lane) is not None]
    return ", ".join(f"{lane_name(lane)} {_of(values[lane], most)}" for lane in set_lanes)


def _key(lanes: Sequence[Role]) -> tuple[tuple[Role, str], ...]:
    return tuple((lane, lane_name(lane)) for lane in lanes)


def _said(lanes: Sequence[Role]) -> str:
    signs = {"now": _("circle: today"), "wish": _("square: wished"), "old": _("grey dot: an earlier round")}
    return ", ".join(signs[lane] for lane in lanes)


def _ends(rows: Sequence[Dots]) -> str:
    ends = {(row.first, row.low, _last(row), row.high) for row in rows if row.low and row.high}
    if len(ends) != 1:
        return ""
    first, low, last, high = ends.pop()
    words = {"first": first, "low": low, "last": last, "high": high}
    return _("From %(first)s, %(low)s, to %(last)s, %(high)s.") % words
