"""What the room sees of a step, for whoever shows it: the wall, the console, the phone in words.

All of them are made from the same parts (`Step.result`) by the same code, so that none can show what another may not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from django.utils.safestring import SafeString

from reflections.documents.document import Drawing, Heading, Mark, Note, Own, Paragraph, Part, Role, Row, Strip, Table
from reflections.documents.document import Words as Said
from reflections.documents.stored import unpack
from reflections.documents.wall import sign_svg, strip_height, strip_svg, strip_width
from reflections.workshops.models import Step

TALL = 4
"""Steps of the highest column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A strip beside or below its name, with the figure at its end. In em: its height, and how wide it has to be."""

    name: str
    svg: SafeString
    figure: str
    height: float
    least: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of what is shown: its label (or two poles), its bars, and the same in words.

    `theirs`: the label is somebody's own words. `head`: no row, but the name of those that follow.
    """

    start: str
    end: str = ""
    note: str = ""
    theirs: bool = False
    head: bool = False
    bars: tuple[Bar, ...] = ()
    words: str = ""

    @property
    def told(self) -> bool:
        """Whether it is told in words alone, as counts of a tender step are."""
        return not self.theirs and bool(self.bars) and not any(bar.svg for bar in self.bars)

    @property
    def is_picture(self) -> bool:
        """Whether its bars say what no figure beside them says."""
        return bool(self.words) and not any(bar.figure for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: sentences, a key of signs, and lines, set in `columns` as they are to stand.

    `wall`: the lines are people's own, and nothing is counted. `size` 1 to 3; `beside`: labels stand beside the bars.
    """

    sentences: tuple[str, ...] = ()
    key: tuple[tuple[SafeString, str], ...] = ()
    lines: tuple[Line, ...] = ()
    wall: bool = False
    columns: tuple[tuple[Line, ...], ...] = ()
    size: int = 1
    beside: bool = False


def shown(step: Step) -> Shown | None:
    """What the room sees of `step`, in one column; None when nothing may be shown."""
    parts = unpack(step.result or ())
    lines = tuple(line for part in parts for line in _lines(part))
    if not lines:
        return None
    key = next((key for part in parts if isinstance(part, Drawing) if (key := _key(part))), ())
    wall = all(line.theirs and not line.bars for line in lines)
    return Shown(tuple(_sentences(parts)), key, lines, wall, (lines,))


def _sentences(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        match part:
            case Paragraph(text) | Note(text):
                yield text
            case Table(caption, head) if len(head) > 1:
                yield caption
            case Drawing(description=said, layout=layout, rows=rows):
                yield from filter(None, (said, _ends(rows) if layout == "dots" else ""))


def _ends(rows: Sequence[Row]) -> str:
    """What the first and the last number of a scale mean, said once for all its rows."""
    strip = next((strip for row in rows for strip in row.strips), None)
    numbers = [mark.label for mark in strip.marks if mark.role == "grid" and mark.label] if strip else []
    if not strip or not numbers or not strip.name:
        return ""
    return f"{numbers[0]}: {strip.name} · {numbers[-1]}: {_text(strip.figure)}"


def _lines(part: Part) -> Iterable[Line]:
    match part:
        case Heading(text=text):
            return [Line(_text(text), head=True)]
        case Drawing(rows=rows, layout=layout) if rows:
            return [_line(row, scale=layout == "dots") for row in rows]
        case Drawing(twin=table) | (Table() as table):
            return [_line(row) for row in _rows(table)]
    return []


def _line(row: Row, *, scale: bool = False) -> Line:
    """A row; on a `scale` its strips bear the words of the ends, which are said above."""
    bars = tuple(_bar(replace(strip, name="", figure="") if scale else strip) for strip in row.strips)
    words = row.words or ", ".join(f"{bar.name} {bar.figure}".strip() for bar in bars)
    theirs = isinstance(row.start, Own)
    return Line(_text(row.start), _text(row.end), _text(row.note), theirs, row.head, bars, words)


def _bar(strip: Strip) -> Bar:
    figure, marks = _text(strip.figure), strip.marks
    if not marks:
        return Bar(strip.name, SafeString(), figure, 1.15)
    return Bar(strip.name, strip_svg(marks), figure, strip_height(marks), strip_width(marks))


def _text(words: Said) -> str:
    return words.text if isinstance(words, Own) else words


def _key(drawing: Drawing) -> tuple[tuple[SafeString, str], ...]:
    """What the signs stand for: as the drawing says, or by the names of strips that stand below each other."""
    named: dict[Role, str] = dict(drawing.key)
    for row in drawing.rows if drawing.layout == "pairs" else ():
        for strip in row.strips if len(row.strips) > 1 else ():
            role = next((mark.role for mark in strip.marks if mark.role != "grid"), None)
            if role and strip.name:
                named.setdefault(role, strip.name)
    return tuple((sign_svg(role), named[role]) for role in sorted(named, key=_ORDER.index))


_ORDER: tuple[Any, ...] = get_args(Role)


def _rows(table: Table) -> list[Row]:
    """The rows of a table as strips: what is told of each number of a scale as columns, counts as bars, else words."""
    heads = [_text(head) for head in table.head[1:]]
    cells = [_text(cell) for row in table.rows for cell in row[1:]]
    most = max([int(cell) for cell in cells if cell.isdigit()], default=0)
    scale = len(heads) > 2 and all(head.isdigit() for head in heads)
    return [_spread(row, heads, most) if scale else _counts(row, heads, most) for row in table.rows]


def _counts(row: Sequence[Said], heads: Sequence[str], most: int) -> Row:
    lanes: list[Role] = ["now", "wish"] if len(heads) == 2 else ["count" for _head in heads]
    strips = []
    for head, lane, cell in zip(heads, lanes, row[1:], strict=False):
        count = int(_text(cell)) if _text(cell).isdigit() else 0
        bar = (Mark(lane, 0, count / most),) if count else (Mark("grid", 0),) if most else ()
        strips.append(Strip(bar, head if len(heads) > 1 else "", _text(cell)))
    return Row(row[0], "", tuple(strips), "")


def _spread(row: Sequence[Said], heads: Sequence[str], most: int) -> Row:
    """Columns where there are numbers; else each number with its word above."""
    steps = max(len(heads) - 1, 1)
    marks = [Mark("ax", 0, 1)]
    for at, (head, cell) in enumerate(zip(heads, row[1:], strict=False)):
        count = int(_text(cell)) if _text(cell).isdigit() else 0
        up = TALL * count / most if most else 0
        marks.append(Mark("count", at / steps, at / steps, up, _text(cell)))
        marks.append(Mark("grid", at / steps, up=-1, label=head))
    words = ", ".join(f"{head}: {_text(cell)}" for head, cell in zip(heads, row[1:], strict=False))
    return Row(row[0], "", (Strip(tuple(marks)),), words)
