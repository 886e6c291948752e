"""Drawings on paper that are rows below each other."""

from reflections.documents.document import Drawing, Row, Words
from reflections.documents.paper.sheet import LEADING, Sheet

_INSET = 10


def bells(sheet: Sheet, drawing: Drawing) -> None:
    """Two poles with the strip between them."""
    side = sheet.width * 0.27
    for row in drawing.rows:
        sheet.rule()
        if row.head:
            _named(sheet, row)
            continue
        texts = (sheet.block(row.start, 0, side), sheet.block(row.end, sheet.width, side, anchor="end"))
        high = sheet.strip(row.strips[0].marks, side + 8, sheet.width - side - 8, 12, _INSET)
        sheet.down += max(*texts, high)
        sheet.down += sheet.block(row.note, 0, sheet.width, colour="grey") if row.note else 0


def pairs(sheet: Sheet, drawing: Drawing) -> None:
    """A label, and below it each strip between its name and its figure."""
    inset = _INSET if drawing.layout == "dots" else 0
    side = sheet.width * 0.17
    end = side if drawing.layout == "dots" else 36
    for row in drawing.rows:
        sheet.rule()
        sheet.down += sheet.block(row.start, 0, sheet.width, bold=True)
        sheet.down += sheet.block(row.note, 0, sheet.width, colour="grey") if row.note else 0
        for strip in row.strips:
            name = sheet.block(strip.name, 0, side, colour="grey")
            figure = sheet.block(strip.figure, sheet.width, end, anchor="end")
            high = sheet.strip(strip.marks, side + 8, sheet.width - end - 8, 10, inset)
            sheet.down += max(high, name, figure)


def spans(sheet: Sheet, drawing: Drawing) -> None:
    """A label beside a stretch of time."""
    side = sheet.width * 0.36
    for row in drawing.rows:
        if not row.head:
            sheet.rule()
        top = sheet.down
        high = sheet.strip(row.strips[0].marks, side + 8, sheet.width, 10, 24)
        sheet.down += sheet.block(row.start, 0, side, bold=not row.head, colour="grey" if row.head else "ink")
        for said in (row.note, row.end):
            sheet.down += sheet.block(said, 0, side, colour="grey") if said else 0
        sheet.down = max(sheet.down, top + high) + 2


def mirror(sheet: Sheet, drawing: Drawing) -> None:
    """The axis of years between the names of its two sides."""
    for row in drawing.rows:
        sheet.down += sheet.block(row.start, 0, sheet.width, bold=True)
        sheet.down += sheet.strip(row.strips[0].marks, 0, sheet.width, 10, 16)
        sheet.down += sheet.block(row.end, 0, sheet.width, bold=True)
        sheet.down += sheet.block(row.note, 0, sheet.width, colour="grey") + 8 if row.note else 8


def two(sheet: Sheet, drawing: Drawing) -> None:
    """The twin in two columns, with a narrow one for the key before them when there are three."""
    keyed = len(drawing.twin.head) > 2
    lefts = (0.0, 48.0, 48 + (sheet.width - 48) / 2) if keyed else (0.0, sheet.width / 2)
    for number, row in enumerate((drawing.twin.head, *drawing.twin.rows)):
        if number:
            sheet.rule()
        sheet.down += _cells(sheet, row, lefts, bold=not number) + 3


def _cells(sheet: Sheet, row: tuple[Words, ...], lefts: tuple[float, ...], *, bold: bool) -> float:
    ends = (*lefts[1:], float(sheet.width))
    cells = zip(row, lefts, ends, strict=False)
    return max(sheet.block(cell, left, end - left - 10, bold=bold) for cell, left, end in cells)


def _named(sheet: Sheet, row: Row) -> None:
    """The name of the rows that follow, what it is, and what was said about such."""
    sheet.down += LEADING / 2
    sheet.down += sheet.block(row.start, 0, sheet.width, bold=True)
    for said in (row.end, row.note):
        sheet.down += sheet.block(said, 0, sheet.width, colour="grey") if said else 0
    sheet.down += 4
