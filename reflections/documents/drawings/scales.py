"""Drawings whose rows are places on a scale: between two poles, or from little to much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Role, Row, Strip, Table, Words
from reflections.documents.drawings.said import LANES, OPEN, key, lane_name, of, scale_marks, signs, spoken


@dataclass(frozen=True, slots=True)
class Line:
    """A spectrum's line between two poles: positions 1..`steps` or None.

    `old` and `old_wish`: where `now` and `wish` stood in an earlier round. `note`: a short sentence of ours.
    """

    start: Words
    end: Words
    now: int | None = None
    wish: int | None = None
    steps: int = 7
    old: int | None = None
    note: str = ""
    old_wish: int | None = None

    def lanes(self) -> dict[Role, int | None]:
        """The positions by what they stand for."""
        return {"old": self.old, "was": self.old_wish, "now": self.now, "wish": self.wish}


@dataclass(frozen=True, slots=True)
class Dots:
    """A statement on a scale. `marks`: lane ("now", "wish", "old", "was") to a value from `first` on, `steps` of them.

    0–10 is `steps=11, first=0`; 1–5 is `steps=5`. `low` and `high` are the words at the two ends.
    """

    label: Words
    marks: Mapping[Role, int | None] = field(default_factory=dict)
    steps: int = 5
    low: str = ""
    high: str = ""
    first: int = 1

    def last(self) -> int:
        """The highest value."""
        return self.first + self.steps - 1


def dumbbells(title: str, lines: Sequence[Line], description: str = "") -> Drawing:
    """Lines between two poles: today (circle) tied to wished (square), over an earlier round in grey."""
    drawn = [line for line in lines if any(value is not None for value in line.lanes().values())]
    lanes = [lane for lane in LANES if any(line.lanes()[lane] is not None for line in drawn)]
    table = [(line.start, line.end, *(of(line.lanes()[lane], line.steps) for lane in lanes)) for line in drawn]
    head = (_("From"), _("To"), *(lane_name(lane) for lane in lanes))
    if any(line.note for line in drawn):
        table = [(*cells, line.note or OPEN) for cells, line in zip(table, drawn, strict=True)]
        head = (*head, _("Weight"))
    rows = tuple(_bell(line) for line in drawn)
    return Drawing(title, description or signs(lanes), "bells", rows, key(lanes), Table(title, head, tuple(table)))


def dots(title: str, rows: Sequence[Dots], description: str = "") -> Drawing:
    """Statements, each with its marks on a short line from `low` to `high`."""
    drawn = [row for row in rows if any(value is not None for value in row.marks.values())]
    lanes = [lane for lane in LANES if any(row.marks.get(lane) is not None for row in drawn)]
    table = tuple((row.label, *(of(row.marks.get(lane), row.last()) for lane in lanes)) for row in drawn)
    head = (_("Statement"), *(lane_name(lane) for lane in lanes))
    said = description or _ends(drawn) or signs(lanes)
    signed = key(lanes) if len(lanes) > 1 else ()
    return Drawing(title, said, "dots", tuple(_dotted(row) for row in drawn), signed, Table(title, head, table))


def before_after(
    title: str,
    label: Words,
    before: int | None,
    after: int | None,
    first: int = 0,
    steps: int = 11,
    low: str = "",
    high: str = "",
    description: str = "",
) -> Drawing:
    """One statement asked twice, at the start and at the end; neither end of the scale is the better one."""
    names: dict[Role, str] = {"old": _("Before"), "now": _("After")}
    asked = Dots(label, {"old": before, "now": after}, steps, low, high, first)
    values = {names[lane]: of(value, asked.last()) for lane, value in asked.marks.items() if value is not None}
    words = ", ".join(f"{name} {value}" for name, value in values.items())
    row = Row(label, "", (Strip(scale_marks(asked.marks, steps, first), low, high),), words)
    signed = tuple((lane, name) for lane, name in names.items() if name in values)
    table = Table(title, (_("Statement"), *values), ((label, *values.values()),) if values else ())
    return Drawing(title, description or _ends([asked]), "dots", (row,) if values else (), signed, table)


def _bell(line: Line) -> Row:
    marks = scale_marks(line.lanes(), line.steps, first=1)
    return Row(line.start, line.end, (Strip(marks),), spoken(line.lanes(), line.steps), line.note)


def _dotted(row: Dots) -> Row:
    marks = scale_marks(row.marks, row.steps, row.first)
    return Row(row.label, "", (Strip(marks, row.low, row.high),), spoken(row.marks, row.last()))


def _ends(rows: Sequence[Dots]) -> str:
    ends = {(row.first, row.low, row.last(), row.high) for row in rows if row.low and row.high}
    if len(ends) != 1:
        return ""
    first, low, last, high = ends.pop()
    words = {"first": first, "low": low, "last": last, "high": high}
    return _("From %(first)s, %(low)s, to %(last)s, %(high)s.") % words
