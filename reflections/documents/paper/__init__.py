"""Drawings for print: one standalone SVG with attributes only, in greys, for whatever knows no style sheet."""

from reflections.documents.document import Drawing
from reflections.documents.paper.planes import card, joined, rings
from reflections.documents.paper.rows import bells, mirror, pairs, spans, two
from reflections.documents.paper.sheet import Sheet

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


def to_svg(drawing: Drawing, width: int, *, rtl: bool = False) -> str:
    """A drawing as one SVG, `width` pixels wide and as high as it needs; `rtl`: counted from the right."""
    sheet = Sheet(width, rtl=rtl)
    if drawing.description and not (drawing.key and drawing.layout != "spans"):
        sheet.down += sheet.block(drawing.description, 0, width, colour="grey") + 6
    sheet.key(drawing.key)
    _SHAPES[drawing.layout](sheet, drawing)
    return sheet.svg(drawing.title, drawing.description)
