"""Drawings on paper that are a plane, and the card to cut out."""

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Plot, Point, Row, Words
from reflections.documents.measure import wrap
from reflections.documents.paper.sheet import COLOURS, LEADING, SIZE, Sheet

_CIRCLE = 'fill="none" stroke="#aaaaaa"'
_WHITE = "#ffffff"


def joined(sheet: Sheet, drawing: Drawing) -> None:
    """Two columns of equal rows, and lines from middle to middle."""
    plot, side = drawing.plot or Plot(()), sheet.width * 0.4
    left = sheet.block(drawing.twin.head[1], side, side, anchor="end", bold=True)
    right = sheet.block(drawing.twin.head[0], sheet.width - side, side, bold=True)
    sheet.down += max(left, right) + 8
    sides = [[point for point in plot.points if round(point.across) == at] for at in (0, 1)]
    high = max((len(column) * max(_high(point, side) for point in column) for column in sides if column), default=0)
    top = sheet.down
    ends = [
        (side + 14 + point.across * (sheet.width - 2 * side - 28), top + point.down * high) for point in plot.points
    ]
    for a, b in plot.lines:
        sheet.stroke("tie", ends[a], ends[b])
    for point, end in zip(plot.points, ends, strict=True):
        sheet.point(point.role, *end)
        _beside(sheet, point, end[1], side)
    sheet.down = top + high


def rings(sheet: Sheet, drawing: Drawing) -> None:
    """You in the middle of three circles."""
    plot, size = drawing.plot or Plot(()), min(sheet.width - 40, 340)
    left, top = (sheet.width - size) / 2, sheet.down + 16
    ends = [(left + point.across * size, top + point.down * size) for point in plot.points]
    middle = (left + size / 2, top + size / 2)
    for radius in plot.circles:
        sheet.circle(*middle, radius * size, _CIRCLE)
    for a, b in plot.lines:
        sheet.stroke("moved", ends[a], ends[b])
    sheet.circle(*middle, 18, f'fill="{COLOURS["ink"]}"')
    sheet.line(_("You"), middle[0], middle[1] + 4, anchor="middle", bold=True, colour=_WHITE)
    for point, end in zip(plot.points, ends, strict=True):
        _person(sheet, point, end)
    sheet.down = top + size + 16


def numbered(sheet: Sheet, drawing: Drawing) -> None:
    """Who the numbers in the rings are."""
    for point in drawing.plot.points if drawing.plot else ():
        if point.number:
            sheet.line(str(point.number), 0, sheet.down + SIZE, colour="grey")
            sheet.down += sheet.block(point.words, 28, sheet.width - 28)


def card(sheet: Sheet, drawing: Drawing) -> None:
    """What is kept in the pocket, in a dashed frame."""
    top, wide = sheet.down, sheet.width - 32
    sheet.down += 14
    for row in drawing.rows:
        sheet.down += 8 if row.head else 2
        sheet.down += sheet.block(row.start, 16, wide, bold=row.head) + 2
        if row.head:
            sheet.stroke("tie", (16, sheet.down), (sheet.width - 16, sheet.down))
            sheet.down += 4
        _plans(sheet, row, wide)
    sheet.down += 14
    frame = f'x="1" y="{top:.0f}" width="{sheet.width - 2}" height="{sheet.down - top:.0f}"'
    sheet.parts.append(f'<rect {frame} fill="none" stroke="#777777" stroke-width="1.5" stroke-dasharray="6 4"/>')


def _plans(sheet: Sheet, row: Row, wide: float) -> None:
    for strip in row.strips:
        sheet.block(strip.name, 28, 56, colour="grey")
        sheet.down += sheet.block(strip.figure, 84, wide - 68)


def _person(sheet: Sheet, point: Point, end: tuple[float, float]) -> None:
    sheet.point(point.role, *end, size=11 if point.number else 0)
    if point.number:
        sheet.line(str(point.number), end[0], end[1] + 4, anchor="middle", size=11)
        return
    away = 23 if point.down >= 0.5 else -14
    own = isinstance(point.words, Own)
    sheet.line(" ".join(_plain(point.words).split()), end[0], end[1] + away, anchor="middle", bold=True, serif=own)


def _high(point: Point, most: float) -> float:
    """How high its words are, with a little air."""
    return sum(len(wrap(text, SIZE, most)) for text in map(_plain, (point.words, point.note)) if text) * LEADING + 8


def _beside(sheet: Sheet, point: Point, middle: float, side: float) -> None:
    """A text with its note, centred on its line's end."""
    across, anchor = (sheet.width - side, "start") if point.across else (side, "end")
    sheet.down = middle - (_high(point, side) - 8) / 2
    for said, colour in ((point.words, "ink"), (point.note, "grey")):
        sheet.down += sheet.block(said, across, side, anchor=anchor, colour=colour) if _plain(said) else 0


def _plain(words: Words) -> str:
    return words.text if isinstance(words, Own) else words
