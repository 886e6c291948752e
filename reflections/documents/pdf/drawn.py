"""Tables and drawings as data for the page.

A drawing's labels are text, its strips are pictures with an alternative text, and its figures stand beside them in
words, so that nothing is only seen. What is no row (people in rings, topics joined to ways, both CVs on a line of
years) is one picture, with a table below where the picture leaves something out.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Length, Own, Row, Table, Words
from reflections.documents.paper import plane, sign, strip
from reflections.documents.paper.sheet import COLOURS, Label, Picture
from reflections.documents.pdf.said import from_right, plain, said, words
from reflections.documents.pdf.sheets import Sheets
from reflections.documents.shapes import is_column

STRIPS = {"bells": (0.46, 10, 10), "pairs": (0.76, 9, 0), "dots": (0.66, 10, 10), "spans": (0.64, 8, 24)}
"""By layout: how much of a line a strip takes, the pixels above and below its marks, and those at its ends."""
TWINS = frozenset({"two", "cv"})
"""Layouts whose twin is the drawing, or its larger part."""
SPOKEN = frozenset({"bells", "dots"})
"""Layouts whose strips say nothing in figures: the words of a row stand below its strip."""
SEPARATOR = " · "
ANCHORS = {"start": "left", "middle": "center", "end": "right"}
PLANES = frozenset({"rings", "joined"})
WORDY, LONG_HEAD = 8, 160
"""Words and characters of a head that is not said again on the next page: outside the text it would pass for prose."""
HIGH: dict[Length, float] = {"card": 380, "page": 780, "book": 780}
"""Pixels of a plane that fits on a page; a higher one is told by its twin."""
TOGETHER, LONG_ROW = 900, 500
"""Characters of what stays on one page: a whole table or drawing, and a row."""
COLUMN = 25
"""As many characters would take the room of one step of a column."""


def tabled(table: Table, sheets: Sheets, title: str = "", marked: int = 0) -> dict[str, Any]:
    """A table; a caption that only repeats the `title` above says nothing. `marked`: the column set off by ink."""
    caption = {"caption": said(table.caption)} if table.caption and table.caption != title else {}
    rows = [{"cells": [words(cell, sheets.rtl) for cell in row], "long": _length(row) > LONG_ROW} for row in table.rows]
    columns = _columns(table)
    return {
        "is": "table",
        **caption,
        "head": [words(cell, sheets.rtl) for cell in table.head],
        "rows": rows,
        "columns": columns,
        "repeat": _repeats(table),
        "marked": marked,
        "long": sum(map(_length, table.rows)) + 60 * len(table.rows) > TOGETHER,
    }


def _repeats(table: Table) -> bool:
    head = " ".join(map(_text, table.head))
    return len(head) < LONG_HEAD and len(head.split()) < WORDY


def drawn(drawing: Drawing, sheets: Sheets, title: str = "") -> Iterator[dict[str, Any]]:
    """A drawing, and its twin where that is the drawing or says more."""
    if drawing.layout in PLANES and _too_high(drawing, sheets):
        yield tabled(drawing.twin, sheets, drawing.twin.caption)
        return
    if drawing.layout not in TWINS or drawing.rows:
        yield _drawing(drawing, sheets)
    if drawing.layout in TWINS:
        yield tabled(drawing.twin, sheets, title or drawing.title, marked=len(drawing.twin.head) - 1)
    elif _says_more(drawing):
        yield tabled(drawing.twin, sheets, drawing.twin.caption)


def _too_high(drawing: Drawing, sheets: Sheets) -> bool:
    return _on_plane(drawing, sheets).height > HIGH[sheets.length]


def _says_more(drawing: Drawing) -> bool:
    """Whether the twin of a plane has columns of which the plane shows nothing, or names that became numbers."""
    return drawing.layout == "rings" and (len(drawing.twin.head) > 2 or any(one.number for one in _points(drawing)))


def _points(drawing: Drawing) -> Sequence[Any]:
    return drawing.plot.points if drawing.plot else ()


def _drawing(drawing: Drawing, sheets: Sheets) -> dict[str, Any]:
    about = {"about": said(drawing.description)} if drawing.description and not drawing.keyed else {}
    long = sum(_row_length(row) + 70 + COLUMN * _up(row) for row in drawing.rows) > TOGETHER
    return {
        "is": "drawing",
        "layout": drawing.layout,
        **about,
        "key": [[_picture(sign(role)), said(name)] for role, name in drawing.key],
        "rows": [] if drawing.layout == "cv" else [_row(row, drawing, sheets) for row in drawing.rows],
        "long": long,
        **_plane(drawing, sheets),
    }


def _plane(drawing: Drawing, sheets: Sheets) -> dict[str, Any]:
    """The whole as one picture, for what has no rows."""
    if drawing.layout not in (*PLANES, "cv"):
        return {}
    return {"picture": _picture(_on_plane(drawing, sheets)), "alt": _told(drawing)}


def _on_plane(drawing: Drawing, sheets: Sheets) -> Picture:
    part = 0.8 if drawing.layout == "rings" and sheets.length != "card" else 1.0
    return plane(drawing, sheets.pixels(part), rtl=sheets.rtl)


def _told(drawing: Drawing) -> str:
    """All of a plane in one sentence or more; of the CVs only what the line of years shows, for the words follow."""
    if drawing.layout == "cv":
        return plain(". ".join(f"{row.start}, {row.end}. {row.note}" for row in drawing.rows) or drawing.title)
    lines = [", ".join(filter(None, map(_text, row))) for row in drawing.twin.rows]
    return plain(f"{drawing.title}. {drawing.description} {'; '.join(lines)}")


def _row(row: Row, drawing: Drawing, sheets: Sheets) -> dict[str, Any]:
    part, pad, inset = STRIPS.get(drawing.layout, (1.0, 10, 0))
    wide = sheets.pixels(part)
    told = SEPARATOR.join(filter(None, (row.words, _text(row.note) if drawing.layout == "bells" else "")))
    return {
        "start": words(row.start, sheets.rtl),
        "end": words(row.end, sheets.rtl),
        "note": words(row.note, sheets.rtl),
        "alt": plain(told or _spoken(row)),
        "said": said(told) if drawing.layout in SPOKEN else "",
        "head": row.head,
        "long": _row_length(row) > LONG_ROW,
        "strips": [
            {
                "picture": _picture(strip(each.marks, wide, pad=pad, inset=inset, rtl=sheets.rtl)),
                "name": words(each.name, sheets.rtl),
                "figure": words(each.figure, sheets.rtl),
            }
            for each in row.strips
        ],
    }


def _picture(picture: Picture) -> dict[str, Any]:
    labels = [_label(label) for label in picture.labels]
    return {"svg": picture.svg, "wide": picture.width, "high": picture.height, "labels": labels}


def _label(label: Label) -> dict[str, Any]:
    return {
        "text": said(label.text),
        "rtl": from_right(label.text, otherwise=False),
        "x": label.across,
        "y": label.down,
        "anchor": ANCHORS[label.anchor],
        "size": label.size,
        "bold": label.bold,
        "serif": label.serif,
        "colour": COLOURS.get(label.colour, label.colour),
    }


def _spoken(row: Row) -> str:
    """A row without words of its own: its label and its note, or what its line of dates says."""
    ticks = [mark.label for strip in row.strips for mark in strip.marks if mark.label and mark.role == "grid"]
    if row.head and ticks:
        line = _("A line of time from %(first)s to %(last)s.") % {"first": ticks[0], "last": ticks[-1]}
        return f"{row.start}: {line}" if row.start else line
    return ", ".join(filter(None, (_text(row.start), _text(row.note)))) or "–"


def _text(given: Words) -> str:
    return f"{given.text} {given.note}".strip() if isinstance(given, Own) else given


def _length(row: Sequence[Words]) -> int:
    return max((len(_text(cell)) for cell in row), default=0)


def _row_length(row: Row) -> int:
    figures = sum(len(_text(strip.figure)) for strip in row.strips)
    return sum(len(_text(each)) for each in (row.start, row.end, row.note)) + figures


def _up(row: Row) -> float:
    """How many steps high its highest column is."""
    return max((mark.up for strip in row.strips for mark in strip.marks if is_column(mark)), default=0)


def _columns(table: Table) -> list[float]:
    """How the columns share the width, in percent: by their longest words and by how much is in them."""
    weights = []
    for cells in zip(table.head, *table.rows, strict=True):
        texts = [_text(cell) for cell in cells]
        word = min(max((len(each) for text in texts for each in text[:2000].split()), default=1), 14)
        most = max(map(len, texts))
        mean = sum(map(len, texts)) / len(texts)
        weights.append(round(max(word + 2, min(most + 2, 12), min(mean * 1.1, 42))))
    return [round(100 * weight / sum(weights), 3) for weight in weights]
