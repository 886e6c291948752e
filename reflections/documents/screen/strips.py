"""A strip for the screen: SVG whose marks stand at per cent, so that nothing is scaled or squeezed.

Classes carry the look, so light, dark and forced colours are the style sheet's. A strip says nothing to those who
hear the page: its row says it in words. Only numbers and our own labels get in; labels are escaped.
"""

from collections.abc import Sequence
from html import escape

from reflections.documents.document import Mark, Role
from reflections.documents.shapes import COLUMN, SQUARES, STEP, extent, is_column, radius, shifts, wished

SHORT = 4
"""Characters of a label that fits where a strip begins and ends: a year."""
NEAR = 0.08
"""This near an end, as a part of the strip."""


def strip_html(marks: Sequence[Mark], pad: int, inset: float = 4.0) -> str:
    """Marks on one line. `pad`: pixels above and below all; `inset`: per cent kept free at both ends."""
    base, height = extent(marks, pad)
    shift, wish = shifts(marks), wished(marks)
    drawn = "".join([_mark(mark, base, height, inset, shift, wish) for mark in marks])
    return f'<svg class="strip" height="{height}" aria-hidden="true">{drawn}</svg>'


def point_html(role: Role, across: str, down: str, *, both: bool = False) -> str:
    """A sign with its middle there: circle, square, dot. `both`: it stands on a square."""
    size = SQUARES.get(role)
    if size:
        # A rectangle's own x cannot be "per cent minus 8 px", so it hangs in a point.
        square = f'<rect class="{role}" x="-{size}" y="-{size}" width="{2 * size}" height="{2 * size}"/>'
        return f'<svg x="{across}" y="{down}" overflow="visible">{square}</svg>'
    css = f"{role} both" if both else role
    return f'<circle class="{css}" cx="{across}" cy="{down}" r="{radius(role, both=both)}"/>'


def percent(fraction: float, inset: float = 0) -> str:
    """Where that is, in per cent of the strip."""
    return f"{inset + fraction * (100 - 2 * inset):.2f}%"


def _mark(mark: Mark, base: int, height: int, inset: float, shift: dict[Role, int], wish: float | None) -> str:
    at = percent(mark.at, inset)
    down = round(base - mark.up * STEP)
    if mark.role in ("grid", "day", "cut"):
        return _across(mark, at, down, height, inset)
    if mark.to is None:
        return point_html(mark.role, at, str(down), both=mark.at == wish)
    if is_column(mark):
        return _column(mark, at, base, down, shift[mark.role])
    if mark.role in ("tie", "ax", "moved"):
        return f'<line class="{mark.role}" x1="{at}" x2="{percent(mark.to, inset)}" y1="{down}" y2="{down}"/>'
    wide = f"{(mark.to - mark.at) * (100 - 2 * inset):.2f}%"
    return f'<rect class="{mark.role}" x="{at}" y="{down - 8}" width="{wide}" height="16"/>'


def _across(mark: Mark, at: str, down: int, height: int, inset: float) -> str:
    """A hair, this day or a break in the line; or, with a label, the label in its place."""
    if mark.label:
        hair = f'<line class="day" x1="{at}" x2="{at}" y1="{down + 6}" y2="{height}"/>' if mark.role == "day" else ""
        return f'{hair}<text x="{at}" y="{down + 4}"{_inwards(mark)} text-anchor="middle">{escape(mark.label)}</text>'
    if mark.role == "cut":
        return f'<svg x="{at}" y="{down}" overflow="visible"><path class="cut" d="M-4 6 4-6"/></svg>'
    edge = 4 if inset and mark.role == "grid" else 0
    return f'<line class="{mark.role}" x1="{at}" x2="{at}" y1="{edge}" y2="{height - edge}"/>'


def _inwards(mark: Mark) -> str:
    """A long label at an end of the line is moved towards its middle, so that it stays on a narrow page."""
    at_an_end = len(mark.label) > SHORT and not NEAR <= mark.at <= 1 - NEAR
    return f' dx="{12 if mark.at < NEAR else -12}"' if at_an_end else ""


def _column(mark: Mark, at: str, base: int, down: int, shift: int) -> str:
    left, top, high = shift - COLUMN // 2, down - base, base - down
    bar = f'<rect class="{mark.role}" x="{left}" y="{top}" width="{COLUMN}" height="{high}"/>'
    text = f'<text x="{shift}" y="{top - 5}" text-anchor="middle">{escape(mark.label)}</text>'
    return f'<svg x="{at}" y="{base}" overflow="visible">{bar if high else ""}{text}</svg>'
