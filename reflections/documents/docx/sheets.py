"""The paper: how large it is, how wide its text, and a picture on it."""

from dataclasses import dataclass

from docx.oxml.ns import nsdecls

from reflections.documents.document import Length

_PIXELS = 15
"""Twentieths of a point in a pixel of ours; 96 pixels are an inch."""
_NARROW = 8000
_EMU = 635
"""English metric units in a twentieth of a point."""
_TALLEST = 0.86
"""Share of the text's height a picture may take, so that its heading stands on the same page."""

_READABLE = 0.45
"""Share of its width below which a picture is left out: its letters would be lower than 4 points."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in twentieths of a point; `rtl`: its text begins at the right."""

    across: int
    down: int
    margin: int
    rtl: bool = False

    @property
    def wide(self) -> int:
        """How wide the text is."""
        return self.across - 2 * self.margin

    @property
    def small(self) -> bool:
        """Whether a table with several columns has no room on it."""
        return self.across < _NARROW

    @property
    def pixels(self) -> int:
        """How wide a drawing is made."""
        return self.wide // _PIXELS

    def fit(self, across: float, down: float) -> tuple[int, int]:
        """The size of a picture of such proportions, in metric units: as wide as the text unless it were too high."""
        wide = self.wide * _EMU
        most = round((self.down - 2 * self.margin) * _EMU * _TALLEST)
        high = round(wide * down / across)
        return (wide, high) if high <= most else (round(wide * most / high), most)

    def shows(self, across: float, down: float) -> bool:
        """Whether words in a picture of such proportions could still be read on it."""
        return self.fit(across, down)[0] >= self.wide * _EMU * _READABLE

    def properties(self) -> str:
        """The sheet as the end of a body, with its footer."""
        margins = " ".join(f'w:{side}="{self.margin}"' for side in ("top", "right", "bottom", "left"))
        foot = self.margin // 2
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            f'<w:pgSz w:w="{self.across}" w:h="{self.down}"/>'
            f'<w:pgMar {margins} w:header="{foot}" w:footer="{foot}" w:gutter="0"/>'
            f"{'<w:bidi/>' if self.rtl else ''}</w:sectPr>"
        )


SHEETS: dict[Length, tuple[int, int, int]] = {
    "card": (5953, 8391, 567),
    "page": (11906, 16838, 1247),
    "book": (11906, 16838, 1247),
}
"""A6 with margins of 10 mm, A4 with 22."""


def sheet(length: Length, *, rtl: bool) -> Sheet:
    """The paper for a length."""
    return Sheet(*SHEETS[length], rtl=rtl)


NAMESPACES = nsdecls("w", "wp", "a", "pic", "r")


def picture(relation: str, size: tuple[int, int], number: int, title: str, words: str) -> str:
    """A run with a picture, said in `words` (both attributes already escaped)."""
    wide, high = size
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{words}" title="{title}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
