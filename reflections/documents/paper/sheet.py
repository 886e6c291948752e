"""A sheet that fills from the top: words that wrap, strips, signs. Pixels, attributes, greys."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from reflections.documents.document import Mark, Own, Role, Words
from reflections.documents.measure import width as measure
from reflections.documents.measure import wrap
from reflections.documents.shapes import COLUMN, SQUARES, STEP, extent, is_column, radius, shifts, wished

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COLOURS = {"ink": "#111111", "grey": "#555555"}
_FILLED = {"now": "#ffffff", "wish": "#9a9a9a", "old": "#dddddd", "was": "#dddddd", "runs": "#ffffff"}
_FILLED |= {"lived": "#111111", "ended": "#333333", "count": "#333333", "heard": "none", "guessed": "none"}
_QUIET = 'stroke="#777777" stroke-width="1.5"'
_LINES: dict[Role, str] = {
    "tie": 'stroke="#111111" stroke-width="2"',
    "moved": f'{_QUIET} stroke-dasharray="4 3"',
    "ax": 'stroke="#aaaaaa"',
    "grid": 'stroke="#cccccc"',
    "day": 'stroke="#111111" stroke-width="1.5"',
    "cut": _QUIET,
}
SIZE, LEADING = 12, 16
"""The height of a letter, and from one line to the next."""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words on a picture, for who sets them.

    In pixels from the left and the top to that end of its baseline which `anchor` names; "start" is the left one.
    """

    text: str
    across: float
    down: float
    anchor: str
    size: int
    bold: bool
    serif: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing without its words, and the words that stand on it."""

    svg: str
    width: int
    height: float
    labels: tuple[Label, ...]


class Sheet:
    """What was drawn so far and how far `down` it reaches. `apart`: words are kept aside, for somebody else to set."""

    def __init__(self, width: int, *, rtl: bool = False, down: float = 4.0, apart: bool = False) -> None:
        self.width, self.rtl, self.down, self.apart = width, rtl, down, apart
        self.labels: list[Label] = []
        self.parts: list[str] = []

    def svg(self, title: str, description: str) -> str:
        """All of it, with its name and description."""
        named = f"<title>{_text(title)}</title><desc>{_text(description)}</desc>"
        self.down += 4
        return self._svg(f' role="img">{named}')

    def picture(self) -> Picture:
        """The same without name and words, for who sets both beside it."""
        return Picture(self._svg(), self.width, self.down, tuple(self.labels))

    def _svg(self, opening: str = ">") -> str:
        size = f'width="{self.width}" height="{_px(self.down)}" viewBox="0 0 {self.width} {_px(self.down)}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{opening}{"".join(self.parts)}</svg>'

    def block(
        self, words: Words, left: float, most: float, *, anchor: str = "start", bold: bool = False, colour: str = "ink"
    ) -> float:
        """Words from here down, wrapped; answers how high they are. A person's words are set in serif."""
        lines = [(line, bold) for line in wrap(words.text if isinstance(words, Own) else words, SIZE + bold, most)]
        if isinstance(words, Own) and words.note:
            lines += [(line, False) for line in wrap(words.note, SIZE, most)]
        for row, (line, heavy) in enumerate(lines):
            at = self.down + row * LEADING + SIZE
            self.line(line, left, at, anchor=anchor, bold=heavy, colour=colour, serif=isinstance(words, Own))
        return len(lines) * LEADING

    def line(
        self,
        text: str,
        across: float,
        down: float,
        *,
        anchor: str = "start",
        bold: bool = False,
        colour: str = "ink",
        serif: bool = False,
        size: int = SIZE,
    ) -> None:
        """One line of words. From the right the anchors change sides, as the places do."""
        if self.rtl:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        if self.apart:
            self.labels.append(Label(text, self.x(across), down, anchor, size, bold, serif, colour))
            return
        family = "Literata, Noto Serif, serif" if serif else "Atkinson Hyperlegible Next, Noto Sans, sans-serif"
        look = f'font-family="{family}" font-size="{size}" fill="{COLOURS.get(colour, colour)}"'
        weight = ' font-weight="600"' if bold else ""
        place = f'x="{_px(self.x(across))}" y="{_px(down)}" text-anchor="{anchor}"'
        self.parts.append(f"<text {place} {look}{weight}>{_text(text)}</text>")

    def x(self, across: float) -> float:
        """Pixels from the left of what is so far from the start edge."""
        return self.width - across if self.rtl else across

    def stroke(self, role: Role, a: tuple[float, float], b: tuple[float, float]) -> None:
        """A straight line."""
        ends = f'x1="{_px(self.x(a[0]))}" y1="{_px(a[1])}" x2="{_px(self.x(b[0]))}" y2="{_px(b[1])}"'
        self.parts.append(f"<line {ends} {_LINES[role]}/>")

    def rule(self) -> None:
        """A hairline across the sheet."""
        self.stroke("grid", (0, self.down), (self.width, self.down))
        self.down += 5

    def box(self, role: Role, left: float, top: float, wide: float, high: float) -> None:
        """A rectangle that begins so far from the start edge."""
        place = f'x="{_px(self.x(left) - (wide if self.rtl else 0))}" y="{_px(top)}"'
        self.parts.append(f'<rect {place} width="{_px(wide)}" height="{_px(high)}" {_look(role)}/>')

    def circle(self, across: float, down: float, size: float, look: str) -> None:
        """A circle."""
        self.parts.append(f'<circle cx="{_px(self.x(across))}" cy="{_px(down)}" r="{_px(size)}" {look}/>')

    def point(self, role: Role, across: float, down: float, *, both: bool = False, size: float = 0) -> None:
        """A sign with its middle there."""
        half = SQUARES.get(role)
        if half:
            half = round(size) or half
            self.box(role, across - half, down - half, 2 * half, 2 * half)
        else:
            look = _look(role).replace('fill="#ffffff"', 'fill="none"') if both else _look(role)
            self.circle(across, down, size or radius(role, both=both), look)

    def key(self, key: Iterable[tuple[Role, str]]) -> None:
        """What the signs stand for, in one line or more."""
        across, filled = 0.0, False
        for role, name in key:
            need = 24 + measure(name, SIZE)
            if across and across + need > self.width:
                across, self.down = 0.0, self.down + LEADING + 6
            self.point(role, across + 9, self.down + 9)
            self.line(name, across + 24, self.down + 13)
            across, filled = across + need + 16, True
        self.down += LEADING + 10 if filled else 0

    def strip(self, marks: Sequence[Mark], left: float, right: float, pad: int, inset: float) -> int:
        """Marks on one line from `left` to `right`, from here down; answers how high it is."""
        base, height = extent(marks, pad)
        shift, wish = shifts(marks), wished(marks)
        for mark in marks:
            at = left + inset + mark.at * (right - left - 2 * inset)
            down = self.down + base - mark.up * STEP
            if mark.role in ("grid", "day", "cut"):
                self._across(mark, at, down, height)
            elif mark.to is None:
                self.point(mark.role, at, down, both=mark.at == wish)
            elif is_column(mark):
                self._column(mark, at + shift[mark.role], self.down + base, down)
            else:
                self._stretch(mark, at, left + inset + mark.to * (right - left - 2 * inset), down)
        return height

    def _across(self, mark: Mark, at: float, down: float, height: int) -> None:
        if mark.label:
            self.line(mark.label, at, down + 4, anchor="middle", size=11)
            if mark.role == "day":
                self.stroke("day", (at, down + 7), (at, self.down + height))
        elif mark.role == "cut":
            self.stroke("cut", (at - 3, down + 6), (at + 3, down - 6))
        else:
            self.stroke(mark.role, (at, self.down + 3), (at, self.down + height - 3))

    def _column(self, mark: Mark, at: float, base: float, top: float) -> None:
        if base > top:
            self.box(mark.role, at - COLUMN / 2, top, COLUMN, base - top)
        self.line(mark.label, at, top - 4, anchor="middle", size=11)

    def _stretch(self, mark: Mark, at: float, to: float, down: float) -> None:
        if mark.role in _LINES:
            self.stroke(mark.role, (at, down), (to, down))
        else:
            self.box(mark.role, at, down - 7, to - at, 14)


def _look(role: Role) -> str:
    """Fill and outline of a sign. What has ended, or counts, has a white edge, so that neighbours stay apart."""
    fill = _FILLED.get(role, "none")
    if role in ("old", "was"):
        return f'fill="{fill}" {_QUIET}'
    if role in ("ended", "count"):
        return f'fill="{fill}" stroke="#ffffff"'
    dashes = ' stroke-dasharray="3.5 2"' if role == "guessed" else ""
    return f'fill="{fill}" stroke="#111111" stroke-width="2"{dashes}'


def _px(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _text(words: str) -> str:
    """Words as XML: escaped, and what no XML may hold replaced."""
    return escape(_NOT_XML.sub("\ufffd", words))
