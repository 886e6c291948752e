"""Drawings for print: one standalone SVG with attributes only, in greys, for whatever knows no style sheet."""

from collections.abc import Sequence

from reflections.documents.document import Drawing, Mark, Role
from reflections.documents.paper.planes import card, joined, numbered, rings
from reflections.documents.paper.rows import bells, mirror, pairs, spans, two
from reflections.documents.paper.sheet import Picture, Sheet

_SHAPES = {
    "bells": bells,
    "pairs": pairs,
    "dots": pairs,
    "spans": spans,
    "cv": mirror,
    "two": two,
    "joined": joined,
    "rings": rings,
    "card": card,
}
_BELOW = {"rings": numbered, "cv": two}


def to_svg(drawing: Drawing, width: int, *, rtl: bool = False) -> str:
    """A drawing as one SVG, `width` pixels wide and as high as it needs; `rtl`: counted from the right."""
    sheet = Sheet(width, rtl=rtl)
    if drawing.description and not drawing.keyed:
        sheet.down += sheet.block(drawing.description, 0, width, colour="grey") + 6
    sheet.key(drawing.key)
    _SHAPES[drawing.layout](sheet, drawing)
    _BELOW.get(drawing.layout, _nothing)(sheet, drawing)
    return sheet.svg(drawing.title, drawing.description)


def plane(drawing: Drawing, width: int, *, rtl: bool = False) -> Picture:
    """A drawing that is no rows, for a page that sets its words: without description, key and what stands below it."""
    sheet = Sheet(width, rtl=rtl, apart=True)
    _SHAPES[drawing.layout](sheet, drawing)
    return sheet.picture()


def strip(marks: Sequence[Mark], width: int, *, pad: int, inset: float, rtl: bool = False) -> Picture:
    """One strip of a drawing, for a page that sets its words. `pad`: above and below, `inset`: at the ends."""
    sheet = Sheet(width, rtl=rtl, down=0, apart=True)
    sheet.down += sheet.strip(marks, 0, width, pad, inset)
    return sheet.picture()


def sign(role: Role) -> Picture:
    """What stands for `role`, for a key."""
    sheet = Sheet(18, down=0, apart=True)
    sheet.point(role, 9, 9)
    sheet.down = 18
    return sheet.picture()


def _nothing(sheet: Sheet, drawing: Drawing) -> None:
    """Most drawings have no words below them."""
